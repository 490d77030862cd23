import { Check, Column, CreateDateColumn, Entity, Index, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';
import { type OperationCode, type TransportMode } from '../trackdechets/rules/codes';

export const PARTNER_ROLES = ['TRANSPORTER', 'DESTINATION', 'DETENTEUR'] as const;
export type PartnerRole = (typeof PARTNER_ROLES)[number];

/** What the next document that names the partner starts with. */
export interface PartnerDefaults {
  plates?: string[];
  mode?: TransportMode;
  isExempted?: boolean;
  cap?: string;
  plannedOperationCode?: OperationCode;
}

/** A transporter, a destination or a holder; private persons hold too. */
@Entity('partners')
@Check('partners_one_number', 'siret IS NULL OR vat_number IS NULL')
@Index('partners_listing', { synchronize: false })
@Index('partners_number', { synchronize: false })
export class Partner {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('text', { array: true })
  roles!: PartnerRole[];

  @Column('text', { nullable: true })
  siret!: string | null;

  @Column('text', { name: 'vat_number', nullable: true })
  vatNumber!: string | null;

  @Column('text')
  name!: string;

  @Column('text', { name: 'sort_name' })
  sortName!: string;

  @Column('text', { default: '' })
  address!: string;

  @Column('text', { default: '' })
  contact!: string;

  @Column('text', { default: '' })
  phone!: string;

  @Column('text', { default: '' })
  mail!: string;

  @Column('boolean', { name: 'is_private_individual', default: false })
  isPrivateIndividual!: boolean;

  @Column('jsonb', { default: {} })
  defaults!: PartnerDefaults;

  @Column('integer', { default: 1 })
  version!: number;

  /** A deleted partner leaves the lists; the documents that name it still find it. */
  @Column('timestamptz', { name: 'deleted_at', nullable: true })
  deletedAt!: Date | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz', precision: 3 })
  updatedAt!: Date;
}

/** The partner as a company of Trackdéchets' inputs: what is empty is left out. */
export function partnerCompany(
  partner: Pick<Partner, 'siret' | 'vatNumber' | 'name' | 'address' | 'contact' | 'phone' | 'mail'>,
): PartnerCompany {
  const { siret, vatNumber, name, address, contact, phone, mail } = partner;
  const filled = Object.entries({ siret, vatNumber, name, address, contact, phone, mail }).filter(([, text]) => text);
  return Object.fromEntries(filled);
}

export type PartnerCompany = Partial<
  Record<'siret' | 'vatNumber' | 'name' | 'address' | 'contact' | 'phone' | 'mail', string>
>;
