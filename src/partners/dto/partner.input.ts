import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Length,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { PageQuery } from '../../http/pagination';
import { trimmed } from '../../http/text';
import {
  MAX_PLATES,
  type OperationCode,
  OPERATIONS,
  TRANSPORT_MODES,
  type TransportMode,
} from '../../trackdechets/rules/codes';
import { CompanyFields } from './company-fields.input';
import { PARTNER_ROLES, type PartnerRole } from '../partner.entity';

const OPERATION_CODES = Object.keys(OPERATIONS) as OperationCode[];
const given = ValidateIf((_: object, value: unknown) => value !== undefined);

/** What the next document that names the partner starts with; null takes a value out. */
export class PartnerDefaultsInput {
  @ApiPropertyOptional({
    type: 'array',
    items: { type: 'string', minLength: 4, maxLength: 12 },
    nullable: true,
    maxItems: MAX_PLATES,
    example: ['AB-123-CD'],
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MAX_PLATES)
  @IsString({ each: true })
  @Length(4, 12, { each: true })
  plates?: string[] | null;

  @ApiPropertyOptional({ enum: TRANSPORT_MODES, nullable: true })
  @IsOptional()
  @IsIn(TRANSPORT_MODES)
  mode?: TransportMode | null;

  @ApiPropertyOptional({
    type: Boolean,
    nullable: true,
    description: 'Exempted from the transporter’s receipt (R. 541-50 of the code de l’environnement)',
  })
  @IsOptional()
  @IsBoolean()
  isExempted?: boolean | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 250,
    description: 'Certificat d’acceptation préalable',
  })
  @IsOptional()
  @IsString()
  @MaxLength(250)
  cap?: string | null;

  @ApiPropertyOptional({ enum: OPERATION_CODES, nullable: true })
  @IsOptional()
  @IsIn(OPERATION_CODES)
  plannedOperationCode?: OperationCode | null;
}

/** Body of POST /partners. */
export class NewPartner extends CompanyFields {
  @ApiProperty({ enum: PARTNER_ROLES, isArray: true, minItems: 1, uniqueItems: true })
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(PARTNER_ROLES, { each: true })
  roles!: PartnerRole[];

  @ApiProperty({ example: 'Transports des Cimes', minLength: 1, maxLength: 250 })
  @Transform(trimmed)
  @IsString()
  @IsNotEmpty()
  @MaxLength(250)
  name!: string;

  @ApiPropertyOptional({ description: 'A private person: neither SIRET nor VAT number, and only as DETENTEUR' })
  @given
  @IsBoolean()
  isPrivateIndividual?: boolean;

  @ApiPropertyOptional({ type: PartnerDefaultsInput, nullable: true })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PartnerDefaultsInput)
  defaults?: PartnerDefaultsInput | null;
}

/** Body of PATCH /partners/{id} (JSON merge patch): absent stays, null empties. */
export class PartnerChange extends PartialType(
  OmitType(NewPartner, ['roles', 'name', 'isPrivateIndividual'] as const),
) {
  @ApiPropertyOptional({ enum: PARTNER_ROLES, isArray: true, minItems: 1, uniqueItems: true })
  @given
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(PARTNER_ROLES, { each: true })
  roles?: PartnerRole[];

  @ApiPropertyOptional({ minLength: 1, maxLength: 250 })
  @Transform(trimmed)
  @given
  @IsString()
  @IsNotEmpty()
  @MaxLength(250)
  name?: string;

  @ApiPropertyOptional({ type: Boolean, nullable: true, description: 'A private person; null: not one' })
  @IsOptional()
  @IsBoolean()
  isPrivateIndividual?: boolean | null;
}

/** Query of GET /partners. */
export class PartnerQuery extends PageQuery {
  @ApiPropertyOptional({ enum: PARTNER_ROLES })
  @IsOptional()
  @IsIn(PARTNER_ROLES)
  role?: PartnerRole;

  @ApiPropertyOptional({ description: 'Part of the name, or the start of the SIRET or VAT number', maxLength: 100 })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  query?: string;
}
