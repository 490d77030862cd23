import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { Choice, Flag, Part, Text, Texts } from '../../bsff/dto/fields';
import { Instant } from '../../http/instant';
import {
  OPERATION_MODES,
  OPERATIONS,
  type OperationCode,
  type OperationMode,
  PACKAGING_ACCEPTATION_STATUSES,
  SIGNATURE_TYPES,
  type SignatureType,
  TRANSPORT_MODES,
  type TransportMode,
  WASTE_CODES,
} from '../../trackdechets/rules/codes';

const OPERATION_CODES = Object.keys(OPERATIONS);

export class TransportData {
  @Choice(TRANSPORT_MODES, { example: 'ROAD' })
  mode?: TransportMode | null;

  @Texts(2, { example: ['AB-123-CD'] })
  plates?: string[] | null;

  @Instant()
  takenOverAt?: string | null;
}

export class ReceptionData {
  @Instant()
  date?: string | null;
}

export class AcceptationData {
  @Instant({ description: 'The date of the signature when left out' })
  date?: string | null;

  @ApiProperty({ description: 'kg; 0 for a refusal', example: 7.5 })
  @IsNumber()
  weight!: number;

  @ApiProperty({ enum: PACKAGING_ACCEPTATION_STATUSES })
  @IsIn([...PACKAGING_ACCEPTATION_STATUSES])
  status!: 'ACCEPTED' | 'REFUSED';

  @Text({ description: 'Called for by a refusal', maxLength: 250 })
  refusalReason?: string | null;

  @Choice(WASTE_CODES)
  wasteCode?: string | null;

  @Text({ maxLength: 250, example: 'R410A' })
  wasteDescription?: string | null;
}

export class NextCompanyData {
  @Text()
  siret?: string | null;

  @Text()
  vatNumber?: string | null;

  @Text()
  name?: string | null;

  @Text()
  address?: string | null;

  @Text()
  contact?: string | null;

  @Text()
  phone?: string | null;

  @Text()
  mail?: string | null;
}

export class NextDestinationData {
  @Choice(OPERATION_CODES)
  plannedOperationCode?: OperationCode | null;

  @Text()
  cap?: string | null;

  @Part(() => NextCompanyData)
  company?: NextCompanyData | null;
}

export class OperationData {
  @Instant({ description: 'The date of the signature when left out' })
  date?: string | null;

  @ApiProperty({ enum: OPERATION_CODES, example: 'R2' })
  @IsIn(OPERATION_CODES)
  code!: OperationCode;

  @Choice(OPERATION_MODES, { example: 'REUTILISATION' })
  mode?: OperationMode | null;

  @ApiProperty({ example: 'Régénération', maxLength: 250 })
  @IsString()
  @MaxLength(250)
  description!: string;

  @Flag()
  noTraceability?: boolean | null;

  @Part(() => NextDestinationData, { description: 'Called for by a code that is not final' })
  nextDestination?: NextDestinationData | null;
}

export class SignatureInput {
  @ApiProperty({ enum: SIGNATURE_TYPES })
  @IsIn([...SIGNATURE_TYPES])
  type!: SignatureType;

  @ApiPropertyOptional({ description: 'The full name of the signed-in person when left out', maxLength: 250 })
  @IsOptional()
  @IsString()
  @MaxLength(250)
  author?: string;

  @Instant({ description: 'Now when left out; at most a day ahead' })
  date?: string | null;

  @ApiPropertyOptional({
    description: 'The establishment’s signature code, to sign in its place; passed on, never stored nor logged',
    example: 4231,
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(9999)
  securityCode?: number;

  @ApiPropertyOptional({ description: 'ACCEPTATION and OPERATION: one container (`packagings[].trackdechetsId`)' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  packagingId?: string;

  @Part(() => TransportData, { description: 'TRANSPORT: written on the next transporter before the signature' })
  transport?: TransportData | null;

  @Part(() => ReceptionData, { description: 'RECEPTION: its date; that of the signature when left out' })
  reception?: ReceptionData | null;

  @Part(() => AcceptationData, { description: 'ACCEPTATION: written on the container before the signature' })
  acceptation?: AcceptationData | null;

  @Part(() => OperationData, { description: 'OPERATION: written on the container before the signature' })
  operation?: OperationData | null;
}
