import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type RemotePackaging } from '../bsff-body';
import { DestinationPart, EmitterPart, PackagingPart, TransporterPart } from './bsff.input';

/** Who signed, and when; made on Trackdéchets. */
export class SignatureView {
  @ApiProperty({ type: String, nullable: true })
  date!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Anne Mercier' })
  author!: string | null;
}

const signed = (): PropertyDecorator =>
  ApiPropertyOptional({ type: SignatureView, nullable: true, description: 'Once exported' });

export class EmitterView extends EmitterPart {
  @signed() signature?: SignatureView | null;
}

export class TransporterView extends TransporterPart {
  @signed() signature?: SignatureView | null;
}

export class DestinationView extends DestinationPart {
  @signed() signature?: SignatureView | null;
}

export class PackagingView extends PackagingPart {
  @ApiPropertyOptional({ type: String, nullable: true, description: 'Once exported' })
  trackdechetsId?: string | null;

  @ApiPropertyOptional({
    type: Object,
    nullable: true,
    description: 'The destination’s acceptation, once exported; weight in kilograms',
    example: { date: '2026-11-22T08:00:00.000Z', weight: 8.5, status: 'ACCEPTED', wasteCode: '14 06 01*' },
  })
  acceptation?: RemotePackaging['acceptation'];

  @ApiPropertyOptional({
    type: Object,
    nullable: true,
    description: 'The destination’s operation, once exported',
    example: { date: '2026-11-23T08:00:00.000Z', code: 'R2', mode: 'REUTILISATION', description: 'Régénération' },
  })
  operation?: RemotePackaging['operation'];
}
