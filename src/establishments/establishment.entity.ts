import { Column, CreateDateColumn, Entity, Index, PrimaryGeneratedColumn, Unique, UpdateDateColumn } from 'typeorm';

/** One of the instance's own SIRETs. */
@Entity('establishments')
@Unique('establishments_siret_key', ['siret'])
@Index('establishments_one_default', { synchronize: false })
@Index('establishments_listing', ['createdAt', 'id'])
export class Establishment {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('text')
  siret!: string;

  @Column('text')
  name!: string;

  @Column('text', { default: '' })
  address!: string;

  @Column('text', { default: '' })
  phone!: string;

  @Column('boolean', { name: 'is_default', default: false })
  isDefault!: boolean;

  @Column('integer', { default: 1 })
  version!: number;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}
