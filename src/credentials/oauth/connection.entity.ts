import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Session } from '../../users/session.entity';
import { User } from '../../users/user.entity';

/** Somebody sent to Trackdéchets to consent, until they come back: once, within ten minutes, in the same session. */
@Entity('trackdechets_connections')
@Index('trackdechets_connections_expiry', ['expiresAt'])
@Index('trackdechets_connections_session', ['sessionId'])
@Index('trackdechets_connections_user', ['userId'])
export class Connection {
  @PrimaryColumn('bytea', { name: 'state_hash' })
  stateHash!: Buffer;

  @Column('uuid', { name: 'user_id' })
  userId!: string;

  @ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'trackdechets_connections_user_id_fkey' })
  user?: User;

  @Column('uuid', { name: 'session_id' })
  sessionId!: string;

  @ManyToOne(() => Session, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'session_id', foreignKeyConstraintName: 'trackdechets_connections_session_id_fkey' })
  session?: Session;

  /** A page of ours or of a listed front end. */
  @Column('text', { name: 'return_to', nullable: true })
  returnTo!: string | null;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;
}
