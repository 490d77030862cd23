import { ApiProperty } from '@nestjs/swagger';
import { ANY_JSON } from '../http/any-json';
import { type PartnerCompany } from '../partners/partner.entity';
import { DetenteurCompanyInput } from './dto/fiche.input';
import { type FicheConflict } from './fiche-content';
import { type Fiche, type FicheSyncError, needsSync } from './fiche.entity';

/** The holder as the API shows it; of a partner, `company` is what goes to Trackdéchets. */
export class DetenteurView {
  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  partnerId!: string | null;

  @ApiProperty({ type: DetenteurCompanyInput })
  company!: PartnerCompany;

  @ApiProperty()
  isPrivateIndividual!: boolean;
}

export class FicheSyncErrorView implements FicheSyncError {
  @ApiProperty({ example: 'NO_VALID_TOKEN' })
  code!: string;

  @ApiProperty({ type: String, nullable: true })
  trackdechetsMessage!: string | null;
}

export class FicheConflictField {
  @ApiProperty({ example: 'weight' })
  path!: string;

  @ApiProperty({ ...ANY_JSON, description: 'The value here', example: 4.2 })
  local!: unknown;

  @ApiProperty({ ...ANY_JSON, description: 'The value on Trackdéchets', example: 4.5 })
  remote!: unknown;
}

export class FicheConflictView implements FicheConflict {
  @ApiProperty({ type: [FicheConflictField] })
  fields!: FicheConflictField[];
}

/** A fiche d'intervention as the API shows it. */
export class FicheView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  establishmentId!: string | null;

  @ApiProperty({ example: 'FI-2026-0042' })
  numero!: string;

  @ApiProperty({ type: Number, nullable: true, description: 'kg' })
  weight!: number | null;

  @ApiProperty({ example: '73000' })
  postalCode!: string;

  @ApiProperty({ type: DetenteurView })
  detenteur!: DetenteurView;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'FI-20261122-ABCDEF',
    description: 'Null until it is created there',
  })
  trackdechetsId!: string | null;

  @ApiProperty({ description: 'It was edited here and not yet on Trackdéchets' })
  needsSync!: boolean;

  @ApiProperty({ type: FicheSyncErrorView, nullable: true, description: 'Why the edit is not there yet' })
  syncError!: FicheSyncError | null;

  @ApiProperty({
    type: FicheConflictView,
    nullable: true,
    description: 'Fields changed on both sides: the fiche is not sent until somebody chooses',
  })
  conflict!: FicheConflict | null;

  @ApiProperty({ example: 1 })
  version!: number;

  @ApiProperty()
  createdAt!: string;

  @ApiProperty()
  updatedAt!: string;
}

/** A page of fiches. */
export class FichePage {
  @ApiProperty({ type: [FicheView] })
  items!: FicheView[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

export function ficheView(row: Fiche, detenteur: DetenteurView): FicheView {
  return {
    id: row.id,
    establishmentId: row.establishmentId,
    numero: row.numero,
    weight: row.weight,
    postalCode: row.postalCode,
    detenteur,
    trackdechetsId: row.trackdechetsId,
    needsSync: needsSync(row),
    syncError: needsSync(row) ? row.syncError : null,
    conflict: row.conflict,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
