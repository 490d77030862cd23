import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
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
import { trimmed } from '../../http/text';

interface Documentation {
  description?: string;
  example?: unknown;
  minimum?: number;
  maximum?: number;
  /** Longer texts are refused: by readiness when they are Trackdéchets' to limit, whose faults all come at once. */
  maxLength?: number;
  nullable?: boolean;
}

/** Longest text that is kept while somebody types; what Trackdéchets takes is shorter, and readiness tells it. */
const MAX_KEPT_TEXT = 10_000;
const MAX_SHORT_TEXT = 250;

function documented(more: object): PropertyDecorator {
  return ApiPropertyOptional({ nullable: true, ...more });
}

/** A text that may be absent, null or empty. */
export function Text(more: Documentation = {}): PropertyDecorator {
  return textOf(MAX_KEPT_TEXT, more);
}

/** The same, of the front end's own: nobody else's rules tell how long it may be, and spaces around it tell nothing apart. */
export function OwnText(maxLength: number, more: Documentation = {}): PropertyDecorator {
  return applyDecorators(Transform(trimmed), textOf(maxLength, more));
}

function textOf(maxLength: number, more: Documentation): PropertyDecorator {
  const documentation = documented({ type: String, maxLength, ...more });
  return applyDecorators(documentation, IsOptional(), IsString(), MaxLength(maxLength));
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
  const items = { type: 'string', maxLength: MAX_SHORT_TEXT };
  return applyDecorators(
    documented({ type: 'array', items, maxItems: max, ...more }),
    IsOptional(),
    IsArray(),
    ArrayMaxSize(max),
    IsString({ each: true }),
    MaxLength(MAX_SHORT_TEXT, { each: true }),
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
