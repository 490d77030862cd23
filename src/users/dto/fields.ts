import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { buildMessage, IsEmail, IsString, MaxLength, ValidateBy, ValidateIf } from 'class-validator';

const trimmed = Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));
/** `null` empties a text, as in a JSON merge patch. */
const nullIsEmpty = Transform(({ value }: { value: unknown }) => (value === null ? '' : value));

/** Present or left out; unlike @IsOptional, null is not a way round the other checks. */
export const MayBeLeftOut = (): PropertyDecorator => ValidateIf((_, value: unknown) => value !== undefined);

/** A short text on one line, such as a name: trimmed, no control character. */
export function Line(max: number, example: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: String, nullable: true, maxLength: max, example }),
    nullIsEmpty,
    trimmed,
    MayBeLeftOut(),
    IsString(),
    MaxLength(max),
    ValidateBy({
      name: 'isOneLine',
      validator: { validate: isOneLine, defaultMessage: buildMessage(() => 'a text on one line') },
    }),
  );
}

function isOneLine(value: unknown): boolean {
  return typeof value === 'string' && !/\p{Cc}/u.test(value);
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
