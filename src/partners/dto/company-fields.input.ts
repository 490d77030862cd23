import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsEmail, IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';
import { spacesOut, trimmed } from '../../http/text';

const filled = ValidateIf((_: object, value: unknown) => value !== undefined && value !== null && value !== '');

/** What is typed of a company beside its name, as Trackdéchets holds it; null empties a field. */
export class CompanyFields {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: '00000010002012',
    description: '14 digits; spaces are ignored',
  })
  @Transform(spacesOut)
  @IsOptional()
  @IsString()
  @MaxLength(14)
  siret?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: 'BE0541696005',
    description: 'VAT number of a foreign company, 20 characters at most; spaces are ignored',
  })
  @Transform(spacesOut)
  @IsOptional()
  @IsString()
  @MaxLength(20)
  vatNumber?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 250 })
  @Transform(trimmed)
  @IsOptional()
  @IsString()
  @MaxLength(250)
  address?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 250, description: 'Person to speak to' })
  @Transform(trimmed)
  @IsOptional()
  @IsString()
  @MaxLength(250)
  contact?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 250 })
  @Transform(trimmed)
  @IsOptional()
  @IsString()
  @MaxLength(250)
  phone?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 250, format: 'email' })
  @Transform(trimmed)
  @filled
  @IsString()
  @MaxLength(250)
  @IsEmail()
  mail?: string | null;
}
