import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** `data` of an `export` event: an export began another state. */
export class ExportEvent {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  bsffId!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  batchId!: string | null;

  @ApiProperty({ example: 'SUCCEEDED', description: 'A state of `Export`' })
  state!: string;

  @ApiProperty({ type: String, nullable: true, example: null, description: 'Why it waits or was refused' })
  reason!: string | null;

  @ApiProperty({ type: String, nullable: true })
  trackdechetsId!: string | null;
}

/** `data` of a `bsff` event: a document changed; what is told is a hint, the document itself is to be read. */
export class BsffEvent {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiPropertyOptional({ example: 'QUEUED' })
  exportState?: string;

  @ApiPropertyOptional({ example: 'SENT', description: 'On Trackdéchets' })
  status?: string;

  @ApiPropertyOptional({ description: 'It is new here' })
  created?: boolean;

  @ApiPropertyOptional({ description: 'Somebody edited it here' })
  changed?: boolean;

  @ApiPropertyOptional({ description: 'It left the lists' })
  deleted?: boolean;

  @ApiPropertyOptional({ example: 'DELETED', description: 'Why it is no longer seen on Trackdéchets' })
  removed?: string;

  @ApiPropertyOptional({ description: 'Whether both sides changed the same field' })
  conflict?: boolean;
}

/** `data` of a `token` event, which only the token's owner receives. */
export class TokenEvent {
  @ApiProperty({ example: 'VALID', description: 'A status of `TokenStatus`' })
  status!: string;
}

/** `data` of a `contact` event. */
export class ContactEvent {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The contact from now on' })
  contactUserId!: string | null;
}

/** `data` of a `fiche` event: a fiche came back changed from Trackdéchets, or somebody chose between both sides. */
export class FicheEvent {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ description: 'Whether what it says here changed' })
  changed!: boolean;

  @ApiProperty({ description: 'Whether both sides changed the same field' })
  conflict!: boolean;
}

/** `data` of an `alert` event, which administrators alone receive: `GET /alerts` gives what lasts, in words. */
export class AlertEvent {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'ESTABLISHMENT_UNREAD', description: 'A code of `AlertView`' })
  code!: string;

  @ApiProperty({ enum: ['RAISED', 'CLEARED'] })
  state!: string;

  @ApiProperty({ format: 'uuid', description: 'The establishment it is about, or who was the contact' })
  subjectId!: string;

  @ApiProperty({ type: String, nullable: true, example: 'TOKEN_REFUSED', description: 'A reason of `AlertView`' })
  reason!: string | null;

  @ApiProperty({ format: 'date-time', description: 'When it began' })
  since!: string;

  @ApiPropertyOptional({ example: '00000021000013' })
  siret?: string;

  @ApiPropertyOptional({ example: 'THERMO LITTORAL' })
  name?: string;
}
