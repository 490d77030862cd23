import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsEmail, IsString, Matches, MaxLength, ValidateIf } from 'class-validator';

const trimmed = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));
/** `null` empties a text, as in a JSON merge patch. */
const nullIsEmpty = Transform(({ value }: { value: unknown }) => (value === null ? '' : value));

/** Present or left out; unlike @IsOptional, null is not a way round the other checks. */
export const MayBeLeftOut = (): PropertyDecorator => ValidateIf((_, value: unknown) => value !== undefined);

/** A short text on one line, such as a name: trimmed, no control character. */
export function Line(max: number, example: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: String, maxLength: max, example }),
    nullIsEmpty,
    trimmed,
    MayBeLeftOut(),
    IsString(),
    MaxLength(max),
    Matches(/^[^\p{Cc}]*$/u),
  );
}

/** An e-mail address. */
export function Email({ required = true } = {}): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ required, format: 'email', maxLength: 254, example: 'camille.durand@froid-service.fr' }),
    trimmed,
    IsString(),
    MaxLength(254),
    IsEmail(),
  );
}
