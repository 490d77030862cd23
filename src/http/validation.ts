import { type ArgumentMetadata, Injectable, type PipeTransform, ValidationPipe } from '@nestjs/common';
import { faultsOf } from './field-faults';
import { type InputFault, invalidInput } from './problem';

/** True for a string that PostgreSQL cannot store: it holds U+0000 or half a surrogate pair. */
export function isUnstorable(text: string): boolean {
  return text.includes('\u0000') || !text.isWellFormed();
}

function faultAt(path: string, code: 'FIELD_NULL_CHARACTER' | 'FIELD_BROKEN_CHARACTER' | 'FIELD_UNKNOWN'): InputFault {
  return { path, code, sentence: code };
}

function unstorableAt(path: string, text: string): InputFault {
  return faultAt(path, text.includes('\u0000') ? 'FIELD_NULL_CHARACTER' : 'FIELD_BROKEN_CHARACTER');
}

/** Keys that Nest and class-transformer take out in silence, where every other unknown one is refused. */
function isMachinery(key: string): boolean {
  return key in Object.prototype || key === 'prototype';
}

/** What no declaration says: strings (keys included) that PostgreSQL cannot store, and keys of objects' own machinery, wherever they are. */
function hiddenFaults(value: unknown, path: string): InputFault[] {
  if (typeof value === 'string') return isUnstorable(value) ? [unstorableAt(path, value)] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const inner = path ? `${path}.${key}` : key;
    if (isUnstorable(key)) return [unstorableAt(path, key)];
    return isMachinery(key) ? [faultAt(inner, 'FIELD_UNKNOWN')] : hiddenFaults(item, inner);
  });
}

/**
 * What was said: no body at all is an empty one, so that what is missing is named field by field; a query's empty values are the
 * filters of a form that nobody chose, whose names are still held against the DTO.
 */
function saidBy(given: unknown, { type }: ArgumentMetadata): unknown {
  if (type === 'body') return given === undefined ? {} : given;
  if (type !== 'query' || typeof given !== 'object' || given === null) return given;
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value === '' ? undefined : value]));
}

/** Turns a body or query into its DTO: unknown fields refused, every fault at once, problem+json in the reader's language. */
@Injectable()
export class InputPipe implements PipeTransform {
  private readonly validation = new ValidationPipe({
    transform: true,
    // For what a query leaves empty.
    transformOptions: { exposeDefaultValues: true },
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: true, value: true },
    exceptionFactory: (errors) => invalidInput(faultsOf(errors)),
  });

  async transform(given: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const value = saidBy(given, metadata);
    const hidden = hiddenFaults(value, metadata.type === 'param' ? (metadata.data ?? '') : '');
    if (hidden.length > 0) throw invalidInput(hidden);
    if (metadata.type === 'body' && (typeof value !== 'object' || value === null || Array.isArray(value))) {
      throw invalidInput([{ path: '', code: 'FIELD_TYPE', sentence: 'FIELD_TYPE_OBJECT' }]);
    }
    return this.validation.transform(value, metadata) as Promise<unknown>;
  }
}
