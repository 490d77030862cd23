import { ApiProperty } from '@nestjs/swagger';
import { type Language } from '../http/sentences';
import {
  EXPORT_KINDS,
  EXPORT_MODES,
  type Export,
  type ExportFault,
  type ExportKind,
  type ExportMode,
} from './export.entity';
import { EXPORT_STATES, type ExportState } from './export-states';

/** What is wrong with one field, and Trackdéchets' own sentence when it said so. */
export class ExportErrorView {
  @ApiProperty({ example: 'packagings.0.volume' })
  path!: string;

  @ApiProperty({ example: 'REQUIRED' })
  code!: string;

  @ApiProperty({ example: 'Contenant n° 1, volume en litres : à renseigner.' })
  message!: string;

  @ApiProperty({ required: false, description: 'La phrase de Trackdéchets / Trackdéchets’ own sentence' })
  trackdechetsMessage?: string;
}

/** The API's `Export`. */
export class ExportView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid', nullable: true, type: String })
  batchId!: string | null;

  @ApiProperty({ format: 'uuid' })
  bsffId!: string;

  @ApiProperty({ enum: EXPORT_KINDS, description: 'Création, modification, publication ou suppression' })
  kind!: ExportKind;

  @ApiProperty({ enum: EXPORT_MODES, nullable: true })
  mode!: ExportMode | null;

  @ApiProperty({ enum: EXPORT_STATES })
  state!: ExportState;

  @ApiProperty({ nullable: true, type: String, example: 'NO_TRACKDECHETS_CONTACT' })
  reason!: string | null;

  @ApiProperty({ type: [ExportErrorView] })
  errors!: ExportErrorView[];

  @ApiProperty({ example: 1, description: 'Requêtes parties vers Trackdéchets / requests that left for Trackdéchets' })
  attempts!: number;

  @ApiProperty({ nullable: true, type: String, example: 'FF-20261122-0A1B2C3D4' })
  trackdechetsId!: string | null;

  @ApiProperty({ format: 'uuid' })
  requestedBy!: string;

  @ApiProperty({ format: 'date-time' })
  requestedAt!: string;

  @ApiProperty({ format: 'date-time', nullable: true, type: String })
  finishedAt!: string | null;
}

export function errorsView(faults: readonly ExportFault[], language: Language): ExportErrorView[] {
  return faults.map(({ path, code, trackdechets, ...sentences }) => ({
    path,
    code,
    message: sentences[language],
    ...(trackdechets ? { trackdechetsMessage: trackdechets } : {}),
  }));
}

/** The entity as the API shows it. */
export function exportView(row: Export, language: Language): ExportView {
  const { id, batchId, bsffId, kind, mode, state, reason, attempts, trackdechetsId, requestedBy } = row;
  return {
    id,
    batchId,
    bsffId,
    kind,
    mode,
    state,
    reason,
    errors: errorsView(row.errors, language),
    attempts,
    trackdechetsId,
    requestedBy,
    requestedAt: row.requestedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
