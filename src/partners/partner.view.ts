import { ApiProperty } from '@nestjs/swagger';
import { companyStanding, type CompanyRecord, CompanyStanding } from '../companies/company.record';
import { PartnerDefaultsInput } from './dto/partner.input';
import { type Partner, PARTNER_ROLES, type PartnerDefaults, type PartnerRole } from './partner.entity';

/** A partner as the API shows it. */
export class PartnerView {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: PARTNER_ROLES, isArray: true })
  roles!: PartnerRole[];

  @ApiProperty({ type: String, nullable: true })
  siret!: string | null;

  @ApiProperty({ type: String, nullable: true })
  vatNumber!: string | null;

  @ApiProperty()
  name!: string;

  @ApiProperty()
  address!: string;

  @ApiProperty()
  contact!: string;

  @ApiProperty()
  phone!: string;

  @ApiProperty()
  mail!: string;

  @ApiProperty()
  isPrivateIndividual!: boolean;

  @ApiProperty({ type: PartnerDefaultsInput })
  defaults!: PartnerDefaults;

  @ApiProperty({
    type: CompanyStanding,
    nullable: true,
    description: 'Null until Trackdéchets was asked, or without number',
  })
  trackdechets!: CompanyStanding | null;

  @ApiProperty({ example: 1 })
  version!: number;

  @ApiProperty()
  createdAt!: string;

  @ApiProperty()
  updatedAt!: string;
}

/** A page of partners. */
export class PartnerPage {
  @ApiProperty({ type: [PartnerView] })
  items!: PartnerView[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

export function partnerView(row: Partner, record: CompanyRecord | undefined, now: Date): PartnerView {
  const { id, roles, siret, vatNumber, name, address, contact, phone, mail, isPrivateIndividual, defaults } = row;
  return {
    ...{ id, roles, siret, vatNumber, name, address, contact, phone, mail, isPrivateIndividual, defaults },
    trackdechets: record ? companyStanding(record, now) : null,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
