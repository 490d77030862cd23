import { ApiProperty } from '@nestjs/swagger';

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

  @ApiProperty({ nullable: true, type: Object, description: 'Value before, of any JSON type' })
  before!: unknown;

  @ApiProperty({ nullable: true, type: Object, description: 'Value after, of any JSON type' })
  after!: unknown;
}

export class HistoryPage {
  @ApiProperty({ type: [HistoryItem] })
  items!: HistoryItem[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}
