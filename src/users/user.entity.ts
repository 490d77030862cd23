import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { type Right } from '../auth/access/rights';

/** A collaborator of the instance. */
@Entity('users')
@Unique('users_email_key', ['emailKey'])
@Index('users_one_contact', { synchronize: false })
@Index('users_listing', ['createdAt', 'id'])
export class User {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('text')
  email!: string;

  /** See emailKey(). */
  @Column('text', { name: 'email_key' })
  emailKey!: string;

  @Column('text', { name: 'first_name', default: '' })
  firstName!: string;

  @Column('text', { name: 'last_name', default: '' })
  lastName!: string;

  @Column('text', { default: '' })
  phone!: string;

  @Column('boolean', { default: true })
  active!: boolean;

  @Column('boolean', { default: false })
  administrator!: boolean;

  @Column('text', { array: true, default: '{}' })
  rights!: Right[];

  @Column('boolean', { name: 'is_contact', default: false })
  isContact!: boolean;

  /** Argon2id; null until an invitation is accepted. */
  @Column('text', { name: 'password_hash', nullable: true })
  passwordHash!: string | null;

  @Column('integer', { default: 1 })
  version!: number;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3, default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3, default: () => 'now()' })
  updatedAt!: Date;
}
