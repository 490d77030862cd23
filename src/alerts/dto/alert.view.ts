import { ApiProperty } from '@nestjs/swagger';
import { type Language, sentence } from '../../http/sentences';
import { type Alert, ALERT_CODES, ALERT_REASONS, type AlertCode, type AlertReason } from '../alert';

/** Something that an administrator should do something about. */
export class AlertView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: ALERT_CODES })
  code!: AlertCode;

  @ApiProperty({
    example: 'Plus personne ici ne peut lire THERMO LITTORAL (SIRET 00000021000013) sur Trackdéchets.',
    description: 'For people: what is wrong and what to do',
  })
  message!: string;

  @ApiProperty({ format: 'uuid', description: 'The establishment it is about, or who was the contact' })
  subjectId!: string;

  @ApiProperty({ type: String, enum: ALERT_REASONS, nullable: true, description: 'Why, for programs' })
  reason!: AlertReason | null;

  @ApiProperty({ format: 'date-time', description: 'When it began' })
  since!: string;
}

/** What lasts now. */
export class AlertList {
  @ApiProperty({ type: [AlertView] })
  items!: AlertView[];
}

export function alertView({ params, since, ...row }: Alert, language: Language): AlertView {
  const why = row.reason ? sentence(`ALERT_REASON_${row.reason}`, language) : '';
  const message = `${sentence(`ALERT_${row.code}`, language, params)} ${why}`.trim();
  return {
    id: row.id,
    code: row.code,
    message,
    subjectId: row.subjectId,
    reason: row.reason,
    since: since.toISOString(),
  };
}
