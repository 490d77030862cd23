import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { IsId } from '../../http/is-id';

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

export function Identifier(more: Documentation = {}): PropertyDecorator {
  return applyDecorators(documented({ type: String, format: 'uuid', ...more }), IsOptional(), IsId());
}

/** A list of ids of this instance. */
export function Identifiers(max: number, more: Documentation = {}): PropertyDecorator {
  return applyDecorators(
    documented({ type: [String], format: 'uuid', maxItems: max, ...more }),
    IsOptional(),
    IsArray(),
    ArrayMaxSize(max),
    IsId({ each: true }),
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
