import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsUUID, type ValidationOptions } from 'class-validator';

/**
 * An id of this instance, or a list of them with `each`: a UUID in either case, since Swift and .NET write capitals, taken in the
 * lower case in which ids are kept and compared here.
 */
export function IsId(options?: ValidationOptions): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(lowerCased) : lowerCased(value))),
    IsUUID(undefined, options),
  );
}

function lowerCased(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value;
}
