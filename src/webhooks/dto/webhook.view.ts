import { ApiProperty } from '@nestjs/swagger';

/** Trackdéchets' webhook of one establishment. */
export class WebhookView {
  @ApiProperty({ description: 'False once Trackdéchets switched it off; it is switched on again within the hour' })
  activated!: boolean;

  @ApiProperty({ format: 'uuid', description: 'Whose Trackdéchets token watches over it' })
  registeredBy!: string;

  @ApiProperty({ description: 'How many times Trackdéchets had switched it off' })
  reactivations!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Last one received' })
  receivedAt!: string | null;

  @ApiProperty({ format: 'date-time' })
  checkedAt!: string;
}
