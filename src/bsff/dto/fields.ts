import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  buildMessage,
  IsArray,
  IsBoolean,
  IsIn,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  MaxLength,
  ValidateBy,
  ValidateNested,
} from 'class-validator';

interface Documentation {
  description?: string;
  example?: unknown;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  nullable?: boolean;
}

/** Longest text that is kept while somebody types; what Trackdéchets takes is shorter, and readiness tells it. */
const MAX_KEPT_TEXT = 10_000;
const INSTANT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d))?$/;

function documented(more: object): PropertyDecorator {
  return ApiPropertyOptional({ nullable: true, ...more });
}

/** A text that may be absent, null or empty. */
export function Text(more: Documentation = {}): PropertyDecorator {
  return applyDecorators(documented({ type: String, ...more }), IsOptional(), IsString(), MaxLength(MAX_KEPT_TEXT));
}

/** One of a list of codes, or null. */
export function Choice(values: readonly string[], more: Documentation = {}): PropertyDecorator {
  return applyDecorators(documented({ enum: [...values], ...more }), IsOptional(), IsIn(values));
}

/** A number of kilograms or litres, or null. */
export function Quantity(more: Documentation): PropertyDecorator {
  return applyDecorators(documented({ type: Number, ...more }), IsOptional(), IsNumber());
}

export function Flag(more: Documentation = {}): PropertyDecorator {
  return applyDecorators(documented({ type: Boolean, ...more }), IsOptional(), IsBoolean());
}

/** An instant with its offset, or a date alone, which Trackdéchets reads as midnight UTC; kept in UTC. */
export function Instant(more: Documentation = {}): PropertyDecorator {
  return applyDecorators(
    documented({ type: String, format: 'date-time', example: '2026-11-22T08:00:00.000Z', ...more }),
    IsOptional(),
    ValidateBy({
      name: 'isDateString',
      validator: { validate: isInstant, defaultMessage: buildMessage(() => 'an ISO 8601 date') },
    }),
    Transform(({ value }: { value: unknown }) => (isInstant(value) ? new Date(value).toISOString() : value)),
  );
}

function isInstant(value: unknown): value is string {
  if (typeof value !== 'string' || !INSTANT.test(value)) return false;
  const date = new Date(value);
  // The 31st of February is no date, even though JavaScript turns it into the 3rd of March.
  const day = new Date(`${value.slice(0, 10)}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && day.toISOString().startsWith(value.slice(0, 10));
}

export function Identifier(more: Documentation = {}): PropertyDecorator {
  return applyDecorators(documented({ type: String, format: 'uuid', ...more }), IsOptional(), IsUUID());
}

/** A list of ids of this instance. */
export function Identifiers(max: number, more: Documentation = {}): PropertyDecorator {
  return applyDecorators(
    documented({ type: [String], maxItems: max, ...more }),
    IsOptional(),
    IsArray(),
    ArrayMaxSize(max),
    IsUUID(undefined, { each: true }),
  );
}

/** A list of short texts, such as ids on Trackdéchets or number plates. */
export function Texts(max: number, more: Documentation = {}): PropertyDecorator {
  return applyDecorators(
    documented({ type: [String], maxItems: max, ...more }),
    IsOptional(),
    IsArray(),
    ArrayMaxSize(max),
    IsString({ each: true }),
    MaxLength(250, { each: true }),
  );
}

/** A part of the document, or null. */
export function Part(type: () => new () => object, more: Documentation = {}): PropertyDecorator {
  return applyDecorators(documented({ type: type(), ...more }), IsOptional(), IsObject(), ValidateNested(), Type(type));
}

/** A list of parts, or null. */
export function Parts(type: () => new () => object, max: number, more: Documentation = {}): PropertyDecorator {
  return applyDecorators(
    documented({ type: [type()], maxItems: max, ...more }),
    IsOptional(),
    IsArray(),
    ArrayMaxSize(max),
    IsObject({ each: true }),
    ValidateNested({ each: true }),
    Type(type),
  );
}
