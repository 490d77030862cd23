import { ApiProperty } from '@nestjs/swagger';
import { ACCESS_FAULTS, type AccessFault } from '../credentials/token-access';
import { type Establishment } from './establishment.entity';
import { type KnownAccess } from './trackdechets-access';

/** What a user's token may do in an establishment, as Trackdéchets said when it was last verified. */
export class TrackdechetsRole {
  @ApiProperty({ format: 'uuid' })
  userId!: string;

  @ApiProperty({ example: 'Anne Mercier' })
  name!: string;

  @ApiProperty({ example: 'MEMBER', enum: ['READER', 'DRIVER', 'MEMBER', 'ADMIN'] })
  role!: string;
}

/** Whether anybody here can read it on Trackdéchets: what pulls need. */
export class TrackdechetsAccessView {
  @ApiProperty({ type: 'integer', example: 2, description: 'Valid tokens that may list its documents; 0: no updates' })
  usableTokens!: number;

  @ApiProperty({ type: String, enum: ACCESS_FAULTS, nullable: true, description: 'Why there is none, for programs' })
  reason!: AccessFault | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Since when there is none' })
  since!: string | null;
}

/** An establishment as the API shows it. */
export class EstablishmentView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: '73282932000074' })
  siret!: string;

  @ApiProperty({ example: 'Frigo Alpes' })
  name!: string;

  @ApiProperty({ example: '12 rue des Glaciers 73000 Chambéry' })
  address!: string;

  @ApiProperty({ example: '04 79 00 00 01' })
  phone!: string;

  @ApiProperty({ description: 'The establishment of documents that name none' })
  default!: boolean;

  @ApiProperty({ type: [TrackdechetsRole], description: 'Users whose valid token has a role there on Trackdéchets' })
  trackdechetsRoles!: TrackdechetsRole[];

  @ApiProperty({ type: TrackdechetsAccessView, description: 'Whether anybody here can read it on Trackdéchets' })
  trackdechetsAccess!: TrackdechetsAccessView;

  @ApiProperty({ example: 1 })
  version!: number;

  @ApiProperty()
  createdAt!: string;

  @ApiProperty()
  updatedAt!: string;
}

/** A page of establishments. */
export class EstablishmentPage {
  @ApiProperty({ type: [EstablishmentView] })
  items!: EstablishmentView[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

export function establishmentView(
  row: Establishment,
  trackdechetsRoles: TrackdechetsRole[],
  { usableTokens, reason, since }: KnownAccess = { usableTokens: 0, reason: 'NO_TOKEN', since: null },
): EstablishmentView {
  return {
    id: row.id,
    siret: row.siret,
    name: row.name,
    address: row.address,
    phone: row.phone,
    default: row.isDefault,
    trackdechetsRoles,
    trackdechetsAccess: { usableTokens, reason, since: since?.toISOString() ?? null },
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
