import { type ArgumentMetadata, Injectable, type PipeTransform, ValidationPipe } from '@nestjs/common';
import { type ValidationError } from 'class-validator';
import { type InputFault, invalidInput } from './problem';
import { type SentenceKey, type SentenceParams } from './sentences';

/** class-validator's constraint names → our stable codes. */
const CODES: Record<string, SentenceKey> = {
  whitelistValidation: 'FIELD_UNKNOWN',
  isDefined: 'FIELD_REQUIRED',
  isNotEmpty: 'FIELD_REQUIRED',
  minLength: 'FIELD_TOO_SHORT',
  maxLength: 'FIELD_TOO_LONG',
  isLength: 'FIELD_TOO_LONG',
  arrayMinSize: 'FIELD_TOO_FEW',
  arrayNotEmpty: 'FIELD_TOO_FEW',
  arrayMaxSize: 'FIELD_TOO_MANY',
  arrayUnique: 'FIELD_DUPLICATE',
  min: 'FIELD_TOO_SMALL',
  isPositive: 'FIELD_TOO_SMALL',
  max: 'FIELD_TOO_LARGE',
  isIn: 'FIELD_NOT_IN',
  isEnum: 'FIELD_NOT_IN',
  isEmail: 'FIELD_EMAIL',
  isUuid: 'FIELD_UUID',
  isDateString: 'FIELD_DATE',
  noNullCharacter: 'FIELD_NULL_CHARACTER',
};

const EXPECTED: Record<string, string> = {
  isString: 'texte / text',
  isBoolean: 'true, false',
  isInt: 'entier / integer',
  isNumber: 'nombre / number',
  isArray: 'liste / list',
  isObject: 'objet / object',
  nestedValidation: 'objet / object',
};

/** Which constraint to tell first when a field breaks several: the one that explains the others. */
const FIRST = [
  'whitelistValidation',
  'isDefined',
  'isString',
  'isBoolean',
  'isInt',
  'isNumber',
  'isArray',
  'isObject',
  'isNotEmpty',
];

function paramsOf(name: string, message: string): SentenceParams {
  if (name in EXPECTED) return { expected: EXPECTED[name] ?? '' };
  if (name === 'isIn' || name === 'isEnum') return { values: message.split(': ').slice(1).join(': ') };
  const number = /-?\d+(\.\d+)?/.exec(message)?.[0] ?? '';
  return {
    min: name === 'isPositive' ? '0' : number,
    max: name === 'isLength' ? (message.match(/\d+/g)?.at(-1) ?? '') : number,
  };
}

/** class-validator's tree of errors as a flat list, with dotted 0-based paths. */
export function faultsOf(errors: ValidationError[], parent = ''): InputFault[] {
  return errors.flatMap((error) => {
    const path = parent ? `${parent}.${error.property}` : error.property;
    const names = Object.keys(error.constraints ?? {});
    const name = FIRST.find((candidate) => names.includes(candidate)) ?? names[0];
    const own: InputFault[] = [];
    if (name) {
      const sentence =
        error.value === undefined && name !== 'whitelistValidation'
          ? 'FIELD_REQUIRED'
          : (CODES[name] ?? (name in EXPECTED ? 'FIELD_TYPE' : 'FIELD_FORMAT'));
      own.push({ path, code: sentence, sentence, params: paramsOf(name, error.constraints?.[name] ?? '') });
    }
    return [...own, ...faultsOf(error.children ?? [], path)];
  });
}

/** True for a string that PostgreSQL cannot store: it holds U+0000 or half a surrogate pair. */
export function isUnstorable(text: string): boolean {
  return text.includes('\u0000') || !text.isWellFormed();
}

function faultAt(path: string, code: 'FIELD_NULL_CHARACTER' | 'FIELD_UNKNOWN'): InputFault {
  return { path, code, sentence: code };
}

/** Keys that Nest and class-transformer take out in silence, where every other unknown one is refused. */
function isMachinery(key: string): boolean {
  return key in Object.prototype || key === 'prototype';
}

/** What no declaration says: strings (keys included) that PostgreSQL cannot store, and keys of objects' own machinery, wherever they are. */
function hiddenFaults(value: unknown, path: string): InputFault[] {
  if (typeof value === 'string') return isUnstorable(value) ? [faultAt(path, 'FIELD_NULL_CHARACTER')] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const inner = path ? `${path}.${key}` : key;
    if (isUnstorable(key)) return [faultAt(path, 'FIELD_NULL_CHARACTER')];
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
    validationError: { target: false, value: true },
    exceptionFactory: (errors) => invalidInput(faultsOf(errors)),
  });

  async transform(given: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    // No body at all is an empty one: what is missing is then named field by field.
    const value = metadata.type === 'body' && given === undefined ? {} : given;
    const hidden = hiddenFaults(value, metadata.type === 'param' ? (metadata.data ?? '') : '');
    if (hidden.length > 0) throw invalidInput(hidden);
    if (metadata.type === 'body' && (typeof value !== 'object' || value === null || Array.isArray(value))) {
      throw invalidInput([
        { path: '', code: 'FIELD_TYPE', sentence: 'FIELD_TYPE', params: { expected: 'objet / object' } },
      ]);
    }
    return this.validation.transform(value, metadata) as Promise<unknown>;
  }
}
