import { ApiProperty } from '@nestjs/swagger';
import { type TransporterReceipt } from './company.entity';

/** What the local directory knows of a company; `checkedAt` says how old that is. */
export interface CompanyRecord {
  orgId: string;
  /** False when Trackdéchets answered that it knows no such number. */
  found: boolean;
  name: string | null;
  address: string | null;
  contact: string | null;
  phone: string | null;
  mail: string | null;
  registered: boolean;
  companyTypes: string[];
  closed: boolean;
  dormant: boolean;
  receipt: TransporterReceipt | null;
  checkedAt: Date;
}

const ENDS_SOON_DAYS = 30;
const DAY_MS = 86_400_000;

/** A transporter's receipt as the API shows it. */
export class ReceiptView {
  @ApiProperty({ example: 'REC-73-2024-0042' })
  number!: string;

  @ApiProperty({ example: '73' })
  department!: string;

  @ApiProperty({ example: '2029-12-31T00:00:00.000Z' })
  validityLimit!: string;

  @ApiProperty({ description: 'It is over' })
  expired!: boolean;

  @ApiProperty({ description: 'It ends within 30 days, or is over' })
  endsSoon!: boolean;
}

/** What Trackdéchets says of a company. */
export class CompanyStanding {
  @ApiProperty()
  registered!: boolean;

  @ApiProperty({ type: [String], example: ['TRANSPORTER'] })
  companyTypes!: string[];

  @ApiProperty()
  closed!: boolean;

  @ApiProperty()
  dormant!: boolean;

  @ApiProperty({ type: ReceiptView, nullable: true })
  receipt!: ReceiptView | null;

  @ApiProperty({ description: 'When Trackdéchets said so' })
  checkedAt!: string;
}

/** A company as GET /companies/{siretOrVatNumber} shows it: what a form needs. */
export class CompanyView extends CompanyStanding {
  @ApiProperty({ example: '00000010002012' })
  orgId!: string;

  @ApiProperty({ type: String, nullable: true })
  siret!: string | null;

  @ApiProperty({ type: String, nullable: true })
  vatNumber!: string | null;

  @ApiProperty({ type: String, nullable: true })
  name!: string | null;

  @ApiProperty({ type: String, nullable: true })
  address!: string | null;

  @ApiProperty({ type: String, nullable: true })
  contact!: string | null;

  @ApiProperty({ type: String, nullable: true })
  phone!: string | null;

  @ApiProperty({ type: String, nullable: true })
  mail!: string | null;
}

/** A receipt with what its end date means on `now`; the last day still counts. */
export function receiptView(receipt: TransporterReceipt, now: Date): ReceiptView {
  const end = new Date(receipt.validityLimit).getTime() + DAY_MS;
  return {
    number: receipt.number,
    department: receipt.department,
    validityLimit: receipt.validityLimit,
    expired: end <= now.getTime(),
    endsSoon: end - now.getTime() <= ENDS_SOON_DAYS * DAY_MS,
  };
}

/** What the API shows of a company's standing on Trackdéchets. */
export function companyStanding(record: CompanyRecord, now: Date): CompanyStanding {
  const { registered, companyTypes, closed, dormant, receipt, checkedAt } = record;
  return {
    ...{ registered, companyTypes, closed, dormant },
    receipt: receipt && receiptView(receipt, now),
    checkedAt: checkedAt.toISOString(),
  };
}

/** The whole company as the API shows it. */
export function companyView(record: CompanyRecord, now: Date): CompanyView {
  const { orgId, name, address, contact, phone, mail } = record;
  const isSiret = /^\d{14}$/.test(orgId);
  return {
    ...{ orgId, siret: isSiret ? orgId : null, vatNumber: isSiret ? null : orgId },
    ...{ name, address, contact, phone, mail },
    ...companyStanding(record, now),
  };
}
