import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { type BsffStatus } from '../trackdechets/rules/codes';
import { type BsffBody, type RemoteBsff } from './bsff-body';

/** Where the sending of a document stands. */
export const EXPORT_STATES = ['LOCAL', 'QUEUED', 'SENDING', 'UNCERTAIN', 'EXPORTED', 'REFUSED', 'WAITING'] as const;
export type ExportState = (typeof EXPORT_STATES)[number];

/** The same field changed on both sides since they last agreed. */
export interface Conflict {
  fields: { path: string; local: unknown; remote: unknown }[];
}

export type Removal = 'DELETED' | 'ACCESS_LOST';

/** A BSFF of this instance: what is typed here, what Trackdéchets holds, and what both last agreed on. */
@Entity('bsffs')
@Index('bsffs_trackdechets_id_key', { synchronize: false })
@Index('bsffs_reference_key', { synchronize: false })
@Index('bsffs_newest', { synchronize: false })
@Index('bsffs_by_export_state', { synchronize: false })
@Index('bsffs_by_status', { synchronize: false })
@Index('bsffs_by_establishment', { synchronize: false })
@Index('bsffs_by_update', { synchronize: false })
@Index('bsffs_in_conflict', { synchronize: false })
@Index('bsffs_out_of_reach', { synchronize: false })
@Index('bsffs_search', { synchronize: false })
export class Bsff {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('jsonb')
  input!: BsffBody;

  @Column('jsonb', { nullable: true })
  remote!: RemoteBsff | null;

  /** The remote document as a body, when both sides last agreed: the origin of three-way merges. */
  @Column('jsonb', { nullable: true })
  base!: BsffBody | null;

  @Column('jsonb', { nullable: true })
  conflict!: Conflict | null;

  @Column('text', { name: 'export_state', default: 'LOCAL' })
  exportState!: ExportState;

  @Column('text', { name: 'trackdechets_id', nullable: true })
  trackdechetsId!: string | null;

  /** Copied from `remote`, to be filtered on. */
  @Column('text', { nullable: true })
  status!: BsffStatus | null;

  @Column({ type: 'timestamptz', name: 'trackdechets_updated_at', precision: 3, nullable: true })
  trackdechetsUpdatedAt!: Date | null;

  /** The last time it was read there. */
  @Column('timestamptz', { name: 'pulled_at', nullable: true })
  pulledAt!: Date | null;

  @Column('timestamptz', { name: 'exported_at', nullable: true })
  exportedAt!: Date | null;

  @Column('uuid', { name: 'exported_by', nullable: true })
  exportedBy!: string | null;

  /** Trackdéchets no longer shows it: deleted there, or out of everyone's reach. */
  @Column('text', { nullable: true })
  removed!: Removal | null;

  @Column('uuid', { name: 'establishment_id', nullable: true })
  @ForeignKey('Establishment', { name: 'bsffs_establishment_fkey' })
  establishmentId!: string | null;

  @Column('text', { nullable: true })
  reference!: string | null;

  /** Lexemes of `searchLexemes`. */
  @Column('tsvector', { select: false })
  search!: string;

  /** Null for a document born on Trackdéchets. */
  @Column('uuid', { name: 'created_by', nullable: true })
  createdBy!: string | null;

  /** To the millisecond, as JavaScript holds it: it is half of the list's cursor. */
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3, default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3, default: () => 'now()' })
  updatedAt!: Date;

  /** Deleted by a person here: exports and history still refer to it, nothing shows it. */
  @Column('timestamptz', { name: 'deleted_at', nullable: true })
  deletedAt!: Date | null;
}

/** The containers of a document, copied from it so that they can be looked up. */
@Entity('bsff_packagings')
@Index('bsff_packagings_numero', ['numeroKey'])
export class BsffPackaging {
  @PrimaryColumn('uuid', { name: 'bsff_id' })
  @ForeignKey(() => Bsff, { name: 'bsff_packagings_bsff_fkey', onDelete: 'CASCADE' })
  bsffId!: string;

  /** 0-based place in the document. */
  @PrimaryColumn('integer')
  position!: number;

  /** The number as `numeroKey` folds it: case, spaces and punctuation do not tell containers apart. */
  @Column('text', { name: 'numero_key' })
  numeroKey!: string;
}

/** One field of one document changed: the history that people read. */
@Entity('bsff_changes')
@Index('bsff_changes_history', ['bsffId', 'id'])
export class BsffChange {
  @PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'ALWAYS' })
  id!: string;

  @Column('uuid', { name: 'bsff_id' })
  @ForeignKey(() => Bsff, { name: 'bsff_changes_bsff_fkey', onDelete: 'CASCADE' })
  bsffId!: string;

  @Column('timestamptz', { default: () => 'clock_timestamp()' })
  at!: Date;

  /** Typed here, read on Trackdéchets, or written by an export. */
  @Column('text')
  origin!: ChangeOrigin;

  @Column('uuid', { name: 'actor_id', nullable: true })
  actorId!: string | null;

  @Column('text')
  path!: string;

  @Column('jsonb', { nullable: true })
  before!: unknown;

  @Column('jsonb', { nullable: true })
  after!: unknown;
}

export type ChangeOrigin = 'LOCAL' | 'TRACKDECHETS' | 'EXPORT';
