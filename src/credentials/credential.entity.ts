import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { type TokenCompany } from '../users/user-tokens';
import { User } from '../users/user.entity';
import { type StoredState } from './token-states';

/** Why the last check told nothing of the token. */
export type CheckFailure = 'NO_ANSWER' | 'KEY_LOST' | 'DAMAGED';

/** Somebody's secret for an outside platform: who, where, encrypted, and what is known of it. */
@Entity('credentials')
@Unique('credentials_platform_user_key', ['platform', 'userId'])
@Index('credentials_due', ['nextCheckAt'])
export class Credential {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('text')
  platform!: string;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'credentials_user_id_fkey' })
  user?: User;

  @Column('bytea')
  secret!: Buffer;

  @Column('bytea', { name: 'pending_secret', nullable: true })
  pendingSecret!: Buffer | null;

  @Column('text', { name: 'pending_last_four', nullable: true })
  pendingLastFour!: string | null;

  /** Of a new token that was refused while this one stayed; null once another is given. */
  @Column('text', { name: 'refused_last_four', nullable: true })
  refusedLastFour!: string | null;

  @Column('text', { name: 'last_four' })
  lastFour!: string;

  @Column('text')
  status!: StoredState;

  @Column('jsonb', { nullable: true })
  account!: { email: string; name: string } | null;

  @Column('jsonb', { default: [] })
  companies!: TokenCompany[];

  @Column('text', { nullable: true })
  failure!: CheckFailure | null;

  @Column('integer', { default: 0 })
  unanswered!: number;

  /** When the token was last found good. */
  @Column('timestamptz', { name: 'verified_at', nullable: true })
  verifiedAt!: Date | null;

  /** When the platform last answered. */
  @Column('timestamptz', { name: 'checked_at', nullable: true })
  checkedAt!: Date | null;

  @Column('timestamptz', { name: 'next_check_at', default: () => 'now()' })
  nextCheckAt!: Date;

  @Column('text', { name: 'lease_owner', nullable: true })
  leaseOwner!: string | null;

  @Column('timestamptz', { name: 'lease_until', nullable: true })
  leaseUntil!: Date | null;

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;
}
