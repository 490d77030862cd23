import { ApiProperty } from '@nestjs/swagger';
import { ANY_JSON } from '../../http/any-json';
import { BSFF_STATUSES, BSFF_TYPES } from '../../trackdechets/rules/codes';

export class HistoryActor {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'Claire Vasseur' })
  name!: string;
}

export class HistoryItem {
  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({
    enum: ['LOCAL', 'TRACKDECHETS', 'EXPORT'],
    description: 'Typed or done here, read on Trackdéchets, or written by an export',
  })
  origin!: string;

  @ApiProperty({ type: HistoryActor, nullable: true, description: 'Null: the connector, or somebody on Trackdéchets' })
  actor!: HistoryActor | null;

  @ApiProperty({ type: String, nullable: true, example: 'bsff.signed', description: 'An act; null for a field' })
  action!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'packagings.0.acceptation.weight' })
  path!: string | null;

  @ApiProperty({ ...ANY_JSON, description: 'Value before, of any JSON type' })
  before!: unknown;

  @ApiProperty({ ...ANY_JSON, description: 'Value after, of any JSON type' })
  after!: unknown;
}

export class ChainDestination {
  @ApiProperty({ type: String, nullable: true })
  name!: string | null;

  @ApiProperty({ type: String, nullable: true })
  siret!: string | null;
}

export class ChainItem {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: this instance does not hold it' })
  bsffId!: string | null;

  @ApiProperty({ example: 'FF-20261120-ABCDEFGHJ' })
  trackdechetsId!: string;

  @ApiProperty({ enum: BSFF_TYPES })
  type!: string;

  @ApiProperty({ enum: BSFF_STATUSES })
  status!: string;

  @ApiProperty({ type: ChainDestination, nullable: true })
  destination!: ChainDestination | null;

  @ApiProperty({ type: String, nullable: true, example: 'R2', description: 'Null until the operation is signed' })
  operationCode!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  signedAt!: string | null;
}

export class ContainerHistory {
  @ApiProperty({ description: 'Id on Trackdéchets' })
  trackdechetsId!: string;

  @ApiProperty()
  numero!: string;

  @ApiProperty({ type: [ChainItem], description: 'Later documents, nearest first; the last is where the fluid ended' })
  chain!: ChainItem[];
}

export class HistoryPage {
  @ApiProperty({ type: [HistoryItem] })
  items!: HistoryItem[];

  @ApiProperty({ type: [ContainerHistory], description: 'Each container of the document as Trackdéchets holds it' })
  containers!: ContainerHistory[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}
