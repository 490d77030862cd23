import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsNotEmpty, IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';
import { spacesOut, trimmed } from '../../http/text';

const given = ValidateIf((_: object, value: unknown) => value !== undefined);

/** Body of POST /establishments. */
export class NewEstablishment {
  @ApiProperty({ example: '73282932000074', minLength: 14, description: '14 digits; spaces are ignored' })
  @Transform(spacesOut)
  @IsString()
  @IsNotEmpty()
  @MaxLength(14)
  siret!: string;

  @ApiProperty({ example: 'Frigo Alpes', minLength: 1, maxLength: 250 })
  @Transform(trimmed)
  @IsString()
  @IsNotEmpty()
  @MaxLength(250)
  name!: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: '12 rue des Glaciers 73000 Chambéry',
    maxLength: 250,
  })
  @Transform(trimmed)
  @IsOptional()
  @IsString()
  @MaxLength(250)
  address?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: '04 79 00 00 01', maxLength: 250 })
  @Transform(trimmed)
  @IsOptional()
  @IsString()
  @MaxLength(250)
  phone?: string | null;

  @ApiPropertyOptional({ description: 'The establishment of documents that name none; the first one always is' })
  @given
  @IsBoolean()
  default?: boolean;
}

/** Body of PATCH /establishments/{id}: what is absent stays as it was. */
export class EstablishmentChange {
  @ApiPropertyOptional({ example: '73282932000074', minLength: 14, description: '14 digits; spaces are ignored' })
  @Transform(spacesOut)
  @given
  @IsString()
  @IsNotEmpty()
  @MaxLength(14)
  siret?: string;

  @ApiPropertyOptional({ example: 'Frigo Alpes', minLength: 1, maxLength: 250 })
  @Transform(trimmed)
  @given
  @IsString()
  @IsNotEmpty()
  @MaxLength(250)
  name?: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 250 })
  @Transform(trimmed)
  @IsOptional()
  @IsString()
  @MaxLength(250)
  address?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 250 })
  @Transform(trimmed)
  @IsOptional()
  @IsString()
  @MaxLength(250)
  phone?: string | null;

  @ApiPropertyOptional({ description: 'true takes the place of the present default' })
  @given
  @IsBoolean()
  default?: boolean;
}
