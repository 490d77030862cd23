import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A transporter's receipt as Trackdéchets has it. */
export interface TransporterReceipt {
  number: string;
  department: string;
  /** Last day of validity, ISO 8601. */
  validityLimit: string;
}

/** What Trackdéchets last said of a SIRET or VAT number. */
@Entity('companies')
@Index('companies_due', ['nextCheckAt'])
export class Company {
  @PrimaryColumn('text', { name: 'org_id' })
  orgId!: string;

  /** Null until Trackdéchets answered once; false when it knows no such number. */
  @Column('boolean', { nullable: true })
  found!: boolean | null;

  @Column('text', { nullable: true })
  name!: string | null;

  @Column('text', { nullable: true })
  address!: string | null;

  @Column('text', { nullable: true })
  contact!: string | null;

  @Column('text', { nullable: true })
  phone!: string | null;

  @Column('text', { nullable: true })
  mail!: string | null;

  @Column('boolean', { default: false })
  registered!: boolean;

  @Column('text', { name: 'company_types', array: true, default: '{}' })
  companyTypes!: string[];

  @Column('boolean', { default: false })
  closed!: boolean;

  @Column('boolean', { default: false })
  dormant!: boolean;

  @Column('jsonb', { nullable: true })
  receipt!: TransporterReceipt | null;

  @Column('timestamptz', { name: 'checked_at', nullable: true })
  checkedAt!: Date | null;

  @Column('timestamptz', { name: 'next_check_at', default: () => 'now()' })
  nextCheckAt!: Date;

  @Column('integer', { default: 0 })
  failures!: number;

  @Column('text', { name: 'lease_owner', nullable: true })
  leaseOwner!: string | null;

  @Column('timestamptz', { name: 'lease_until', nullable: true })
  leaseUntil!: Date | null;
}
