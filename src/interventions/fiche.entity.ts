import {
  Column,
  CreateDateColumn,
  Entity,
  ForeignKey,
  Index,
  PrimaryGeneratedColumn,
  Unique,
  UpdateDateColumn,
} from 'typeorm';
import { type PartnerCompany } from '../partners/partner.entity';
import { type FicheConflict, type FicheContent } from './fiche-content';

/** Why an edit is not on Trackdéchets yet. */
export interface FicheSyncError {
  code: string;
  trackdechetsMessage: string | null;
}

/** A fiche d'intervention: what an operator took out of a holder's equipment. */
@Entity('fiches')
@Unique('fiches_trackdechets_id_key', ['trackdechetsId'])
@Index('fiches_listing', { synchronize: false })
@Index('fiches_numero', { synchronize: false })
@Index('fiches_edited', { synchronize: false })
@Index('fiches_establishment', ['establishmentId'])
@Index('fiches_partner', ['partnerId'])
export class Fiche {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @ForeignKey('Establishment', { name: 'fiches_establishment_fkey' })
  @Column('uuid', { name: 'establishment_id', nullable: true })
  establishmentId!: string | null;

  @Column('text', { default: '' })
  numero!: string;

  /** Kilograms. */
  @Column('double precision', { nullable: true })
  weight!: number | null;

  @Column('text', { name: 'postal_code', default: '' })
  postalCode!: string;

  @ForeignKey('Partner', { name: 'fiches_partner_fkey' })
  @Column('uuid', { name: 'partner_id', nullable: true })
  partnerId!: string | null;

  /** What was typed, or the partner as it was when it was last copied to go to Trackdéchets. */
  @Column('jsonb', { default: {} })
  detenteur!: PartnerCompany;

  @Column('boolean', { name: 'is_private_individual', default: false })
  isPrivateIndividual!: boolean;

  @Column('text', { name: 'trackdechets_id', nullable: true })
  trackdechetsId!: string | null;

  /** The version that Trackdéchets has. */
  @Column('integer', { name: 'synced_version', nullable: true })
  syncedVersion!: number | null;

  /** Whose token brings the edit to Trackdéchets. */
  @Column('uuid', { name: 'edited_by', nullable: true })
  editedBy!: string | null;

  @Column('timestamptz', { name: 'sync_after', default: () => 'now()' })
  syncAfter!: Date;

  @Column('integer', { name: 'sync_failures', default: 0 })
  syncFailures!: number;

  @Column('jsonb', { name: 'sync_error', nullable: true })
  syncError!: FicheSyncError | null;

  /** What both sides last agreed on; null before it went there. */
  @Column('jsonb', { nullable: true })
  base!: FicheContent | null;

  /** As it was last read there. */
  @Column('jsonb', { nullable: true })
  remote!: FicheContent | null;

  /** What is on its way: the base once Trackdéchets has it. */
  @Column('jsonb', { nullable: true })
  sending!: { version: number; content: FicheContent } | null;

  /** Fields that both sides changed: kept, and the fiche not sent, until somebody chooses. */
  @Column('jsonb', { nullable: true })
  conflict!: FicheConflict | null;

  /** When Trackdéchets had taken our last edit. */
  @Column('timestamptz', { name: 'synced_at', nullable: true })
  syncedAt!: Date | null;

  @Column('integer', { default: 1 })
  version!: number;

  /** A deleted fiche leaves the lists; the documents that list it still find it. */
  @Column('timestamptz', { name: 'deleted_at', nullable: true })
  deletedAt!: Date | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}

/** True when Trackdéchets has an older version of the fiche than this one. */
export function needsSync(fiche: Pick<Fiche, 'trackdechetsId' | 'syncedVersion' | 'version'>): boolean {
  return fiche.trackdechetsId !== null && (fiche.syncedVersion ?? 0) < fiche.version;
}
