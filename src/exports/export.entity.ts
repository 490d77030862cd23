import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { type ExportCause, type ExportState } from './export-states';

/** What an export asks of Trackdéchets; an update publishes too, when its mode says so. */
export const EXPORT_KINDS = ['CREATE', 'UPDATE', 'DELETE'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

export const EXPORT_MODES = ['DRAFT', 'PUBLISHED'] as const;
export type ExportMode = (typeof EXPORT_MODES)[number];

/** Something wrong with the document, told in both languages, with Trackdéchets' own sentence when it comes from there. */
export interface ExportFault {
  /** Dotted and 0-based (`packagings.0.volume`); '' for the whole document. */
  path: string;
  code: string;
  fr: string;
  en: string;
  trackdechets?: string;
}

/** One request to bring a document to Trackdéchets, from its asking to its end. */
@Entity('exports')
@Unique('exports_mark_key', ['mark'])
@Index('exports_one_under_way', { synchronize: false })
@Index('exports_queue', { synchronize: false })
@Index('exports_in_doubt', { synchronize: false })
@Index('exports_waiting', { synchronize: false })
@Index('exports_newest', { synchronize: false })
@Index('exports_by_state', { synchronize: false })
@Index('exports_by_batch', { synchronize: false })
@Index('exports_by_bsff', { synchronize: false })
export class Export {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'batch_id', nullable: true })
  batchId!: string | null;

  @Column('uuid', { name: 'bsff_id' })
  @ForeignKey('Bsff', { name: 'exports_bsff_id_fkey', onDelete: 'CASCADE' })
  bsffId!: string;

  @Column('text')
  kind!: ExportKind;

  /** Null for a deletion. */
  @Column('text', { nullable: true })
  mode!: ExportMode | null;

  @Column('text', { default: 'QUEUED' })
  state!: ExportState;

  /** What it waits for, or the code of what ended it. */
  @Column('text', { nullable: true })
  reason!: string | null;

  @Column('jsonb', { default: () => `'[]'` })
  errors!: ExportFault[];

  /** How many times a request left for Trackdéchets. */
  @Column('integer', { default: 0 })
  attempts!: number;

  @Column('boolean', { default: false })
  bulk!: boolean;

  @Column('text', { nullable: true })
  mark!: string | null;

  @Column('jsonb', { nullable: true })
  payload!: Record<string, unknown> | null;

  @Column('text', { name: 'trackdechets_id', nullable: true })
  trackdechetsId!: string | null;

  @Column('uuid', { name: 'requested_by' })
  @ForeignKey('User', { name: 'exports_requested_by_fkey' })
  requestedBy!: string;

  @Column('text', { name: 'request_id', default: '' })
  requestId!: string;

  /** To the millisecond, as JavaScript holds it: it is half of the list's cursor. */
  @Column({ type: 'timestamptz', name: 'requested_at', precision: 3, default: () => 'now()' })
  requestedAt!: Date;

  @Column('timestamptz', { name: 'first_sent_at', nullable: true })
  firstSentAt!: Date | null;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt!: Date | null;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;

  /** A worker leaves it alone until then. */
  @Column('timestamptz', { name: 'not_before', default: () => 'now()' })
  notBefore!: Date;

  @Column('text', { name: 'lease_owner', nullable: true })
  leaseOwner!: string | null;

  @Column('timestamptz', { name: 'lease_until', nullable: true })
  leaseUntil!: Date | null;
}

/** One step of an export's life, with its cause: appended, never changed. */
@Entity('export_transitions')
@Index('export_transitions_life', ['exportId', 'id'])
export class ExportTransition {
  @PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('uuid', { name: 'export_id' })
  @ForeignKey('Export', { name: 'export_transitions_export_id_fkey', onDelete: 'CASCADE' })
  exportId!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;

  /** Null for the request itself. */
  @Column('text', { name: 'from_state', nullable: true })
  fromState!: ExportState | null;

  @Column('text', { name: 'to_state' })
  toState!: ExportState;

  @Column('text')
  cause!: ExportCause | 'REQUESTED';

  @Column('integer')
  attempt!: number;
}
