import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { OPERATION_MODES, OPERATIONS, PACKAGING_ACCEPTATION_STATUSES } from '../../trackdechets/rules/codes';
import { type RemotePackaging } from '../bsff-body';
import { CompanyPart, DestinationPart, EmitterPart, PackagingPart, TransporterPart } from './bsff.input';

const OPERATION_CODES = Object.keys(OPERATIONS);
type RemoteAcceptation = NonNullable<RemotePackaging['acceptation']>;
type RemoteOperation = NonNullable<RemotePackaging['operation']>;
type RemoteNextDestination = NonNullable<RemoteOperation['nextDestination']>;

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

/** What the destination found in a container. */
export class AcceptationView {
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  date!: RemoteAcceptation['date'];

  @ApiProperty({ type: Number, nullable: true, description: 'Kilograms, as weighed there' })
  weight!: RemoteAcceptation['weight'];

  @ApiProperty({ enum: PACKAGING_ACCEPTATION_STATUSES, nullable: true })
  status!: RemoteAcceptation['status'];

  @ApiProperty({ type: String, nullable: true })
  refusalReason!: RemoteAcceptation['refusalReason'];

  @ApiProperty({ type: String, nullable: true })
  wasteCode!: RemoteAcceptation['wasteCode'];

  @ApiProperty({ type: String, nullable: true })
  wasteDescription!: RemoteAcceptation['wasteDescription'];

  @ApiProperty({ type: SignatureView, nullable: true, description: 'Null: typed there and not signed yet' })
  signature!: RemoteAcceptation['signature'];
}

/** A company as Trackdéchets names it. */
export class RemoteCompanyView extends CompanyPart {
  @ApiProperty({ type: String, nullable: true, example: '00000010002012' })
  orgId!: string | null;
}

/** Where a container goes on to. */
export class NextDestinationView {
  @ApiProperty({ enum: OPERATION_CODES, nullable: true })
  plannedOperationCode!: RemoteNextDestination['plannedOperationCode'];

  @ApiProperty({ type: String, nullable: true })
  cap!: RemoteNextDestination['cap'];

  @ApiProperty({ type: RemoteCompanyView, nullable: true })
  company!: RemoteNextDestination['company'];
}

/** What the destination did with a container. */
export class OperationView {
  @ApiProperty({ enum: OPERATION_CODES, nullable: true })
  code!: RemoteOperation['code'];

  @ApiProperty({ enum: OPERATION_MODES, nullable: true, description: 'Mode of treatment' })
  mode!: RemoteOperation['mode'];

  @ApiProperty({ type: String, nullable: true, example: 'Régénération' })
  description!: RemoteOperation['description'];

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  date!: RemoteOperation['date'];

  @ApiProperty({ type: Boolean, nullable: true })
  noTraceability!: RemoteOperation['noTraceability'];

  @ApiProperty({ type: NextDestinationView, nullable: true, description: 'Where it goes on to, after R12, R13, D13…' })
  nextDestination!: RemoteOperation['nextDestination'];

  @ApiProperty({ type: SignatureView, nullable: true, description: 'Null: typed there and not signed yet' })
  signature!: RemoteOperation['signature'];
}

export class PackagingView extends PackagingPart {
  @ApiPropertyOptional({ type: String, nullable: true, description: 'Once exported' })
  trackdechetsId?: string | null;

  @ApiPropertyOptional({
    type: AcceptationView,
    nullable: true,
    description: 'The destination’s acceptation, once exported; weight in kilograms',
  })
  acceptation?: RemotePackaging['acceptation'];

  @ApiPropertyOptional({
    type: OperationView,
    nullable: true,
    description: 'The destination’s operation, once exported',
  })
  operation?: RemotePackaging['operation'];
}
