import { ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  IsBoolean,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsId } from '../../http/is-id';
import { PageQuery } from '../../http/pagination';
import { trimmed } from '../../http/text';
import { CompanyFields } from '../../partners/dto/company-fields.input';
import { MAX_WEIGHT } from '../../trackdechets/rules/codes';

/** A holder who is not a partner. Trackdéchets asks for the SIRET of a company. */
export class DetenteurCompanyInput extends CompanyFields {
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 250, example: 'Supermarché du Mont' })
  @Transform(trimmed)
  @IsOptional()
  @IsString()
  @MaxLength(250)
  name?: string | null;
}

/** The holder: a partner, or a company or private person typed here. */
export class DetenteurInput {
  @ApiPropertyOptional({ type: DetenteurCompanyInput, nullable: true })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => DetenteurCompanyInput)
  company?: DetenteurCompanyInput | null;

  @ApiPropertyOptional({
    type: Boolean,
    nullable: true,
    description: 'A private person; a partner says it by itself',
  })
  @IsOptional()
  @IsBoolean()
  isPrivateIndividual?: boolean | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    format: 'uuid',
    description: 'A partner with the role DETENTEUR',
  })
  @IsOptional()
  @IsId()
  partnerId?: string | null;
}

/** Body of POST /fiches-intervention: a fiche may be incomplete until it goes to Trackdéchets. */
export class NewFiche {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    format: 'uuid',
    description: 'The operator’s establishment; the default one when left out',
  })
  @IsOptional()
  @IsId()
  establishmentId?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 250, example: 'FI-2026-0042' })
  @Transform(trimmed)
  @IsOptional()
  @IsString()
  @MaxLength(250)
  numero?: string | null;

  @ApiPropertyOptional({
    type: Number,
    nullable: true,
    minimum: 0,
    maximum: MAX_WEIGHT,
    example: 4.2,
    description: 'kg',
  })
  @IsOptional()
  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(0)
  @Max(MAX_WEIGHT)
  weight?: number | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 20,
    example: '73000',
    description: 'Where the intervention took place',
  })
  @Transform(trimmed)
  @IsOptional()
  @IsString()
  @MaxLength(20)
  postalCode?: string | null;

  @ApiPropertyOptional({ type: DetenteurInput, nullable: true })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => DetenteurInput)
  detenteur?: DetenteurInput | null;
}

/** Body of PATCH /fiches-intervention/{id} (JSON merge patch): absent stays, null empties. */
export class FicheChange extends PartialType(NewFiche) {}

/** Query of GET /fiches-intervention. */
export class FicheQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsId()
  establishmentId?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'The holder' })
  @IsOptional()
  @IsId()
  partnerId?: string;

  @ApiPropertyOptional({ description: 'Start of the number', maxLength: 250 })
  @IsOptional()
  @IsString()
  @MaxLength(250)
  query?: string;
}
