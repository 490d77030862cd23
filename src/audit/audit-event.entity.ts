import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Who did what, on whom or what, when, from where; never a secret. Rows are appended only: the database refuses the rest. */
@Entity('audit_events')
// Descending, which TypeORM cannot say.
@Index('audit_events_listing', { synchronize: false })
@Index('audit_events_subject', ['subjectType', 'subjectId', 'at'])
export class AuditEvent {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;

  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId!: string | null;

  @Column('text')
  action!: string;

  @Column('text', { name: 'subject_type' })
  subjectType!: string;

  @Column('text', { name: 'subject_id' })
  subjectId!: string;

  @Column('text', { default: '' })
  ip!: string;

  @Column('text', { name: 'request_id', default: '' })
  requestId!: string;

  @Column('jsonb', { nullable: true })
  before!: Record<string, unknown> | null;

  @Column('jsonb', { nullable: true })
  after!: Record<string, unknown> | null;

  /** Hashed with the row so that its hash confirms no guess; null once redacted. */
  @Column('bytea', { nullable: true, select: false, default: () => 'uuid_send(gen_random_uuid())' })
  salt!: Buffer | null;
}
