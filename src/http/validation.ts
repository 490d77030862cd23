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

/** Turns a body or query into its DTO: unknown fields refused, every fault at once, problem+json in the reader's language. */
@Injectable()
export class InputPipe implements PipeTransform {
  private readonly validation = new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: true, value: true },
    exceptionFactory: (errors) => invalidInput(faultsOf(errors)),
  });

  async transform(given: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // No body at all is an empty one: what is missing is then named field by field.
    const value = metadata.type === 'body' && given === undefined ? {} : given;
    const hidden = hiddenFaults(value, metadata.type === 'param' ? (metadata.data ?? '') : '');
    if (hidden.length > 0) throw invalidInput(hidden);
    if (metadata.type === 'body' && (typeof value !== 'object' || value === null || Array.isArray(value))) {
      throw invalidInput([{ path: '', code: 'FIELD_TYPE', sentence: 'FIELD_TYPE_OBJECT' }]);
    }
    return this.validation.transform(value, metadata) as Promise<unknown>;
  }
}
