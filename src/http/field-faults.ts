import { getMetadataStorage, type ValidationError } from 'class-validator';
import { type InputFault } from './problem';
import { type SentenceKey, type SentenceParams } from './sentences';

/** A check that a field declares, as class-validator keeps it. */
type Check = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

/** What a broken check is told as. */
type Told = Pick<InputFault, 'code' | 'sentence' | 'params'>;

type Telling = (limits: readonly unknown[], value: unknown) => Told;

const told = (code: SentenceKey, params?: SentenceParams): Told => ({ code, sentence: code, params });
const as = (code: SentenceKey) => (): Told => told(code);
const ofType = (sentence: SentenceKey) => (): Told => ({ code: 'FIELD_TYPE', sentence });
const limited =
  (code: SentenceKey, name: 'min' | 'max'): Telling =>
  ([limit]) =>
    told(code, { [name]: Number(limit) });

/** class-validator's names of checks → our stable codes, those that explain the others first. */
const TOLD: Record<string, Telling> = {
  whitelistValidation: as('FIELD_UNKNOWN'),
  isDefined: as('FIELD_REQUIRED'),
  isArray: ofType('FIELD_TYPE_LIST'),
  isObject: ofType('FIELD_TYPE_OBJECT'),
  nestedValidation: ofType('FIELD_TYPE_OBJECT'),
  isString: ofType('FIELD_TYPE_TEXT'),
  isBoolean: ofType('FIELD_TYPE_FLAG'),
  isInt: ofType('FIELD_TYPE_INTEGER'),
  isNumber: ofType('FIELD_TYPE_NUMBER'),
  isNotEmpty: as('FIELD_REQUIRED'),
  isDateString: as('FIELD_DATE'),
  isUuid: as('FIELD_UUID'),
  isEmail: as('FIELD_EMAIL'),
  isIn: ([values]) => told('FIELD_NOT_IN', { values: (values as unknown[]).join(', ') }),
  isLength: lengthTold,
  minLength: limited('FIELD_TOO_SHORT', 'min'),
  maxLength: limited('FIELD_TOO_LONG', 'max'),
  isOneLine: () => ({ code: 'FIELD_FORMAT', sentence: 'FIELD_ONE_LINE' }),
  arrayNotEmpty: () => told('FIELD_TOO_FEW', { min: 1 }),
  arrayMinSize: limited('FIELD_TOO_FEW', 'min'),
  arrayMaxSize: limited('FIELD_TOO_MANY', 'max'),
  arrayUnique: as('FIELD_DUPLICATE'),
  min: limited('FIELD_TOO_SMALL', 'min'),
  max: limited('FIELD_TOO_LARGE', 'max'),
};
const ORDER = Object.keys(TOLD);

/** Items of a list beyond these are not looked at: it is too long anyway. */
const MOST_ITEMS = 1_000;

function lengthTold([min, max]: readonly unknown[], value: unknown): Told {
  const short = typeof value === 'string' && value.length < Number(min);
  const code = short ? 'FIELD_TOO_SHORT' : 'FIELD_TOO_LONG';
  return { code, sentence: 'FIELD_LENGTH', params: { min: Number(min), max: Number(max) } };
}

/** class-validator's tree of errors as a flat list, with dotted 0-based paths, down to the items of lists. */
export function faultsOf(errors: readonly ValidationError[], parent = ''): InputFault[] {
  return errors.flatMap((error) => {
    const path = parent ? `${parent}.${error.property}` : error.property;
    const own = ownFaults(error, path);
    const named = new Set(own.map((fault) => fault.path));
    // What is no list was read as one of its items.
    const inner = error.constraints?.isArray ? [] : faultsOf(error.children ?? [], path);
    return [...own, ...inner.filter((fault) => !named.has(fault.path))];
  });
}

function ownFaults(error: ValidationError, path: string): InputFault[] {
  const { constraints = {}, value } = error as { constraints?: object; value: unknown };
  const broken = Object.keys(constraints);
  if (broken.length === 0) return [];
  if (broken.includes('whitelistValidation')) return [{ path, ...told('FIELD_UNKNOWN') }];
  if (value === undefined) return [{ path, ...told('FIELD_REQUIRED') }];
  const checks = checksOf(error).filter(({ name = '' }) => broken.includes(name));
  if (!Array.isArray(value)) return firstFault(path, value, broken, checks);
  const ofItems = checks.filter(({ each }) => each);
  const ofList = broken.filter((name) => !ofItems.some((check) => check.name === name));
  const items = value.slice(0, MOST_ITEMS).flatMap((item: unknown, index) => {
    const failed = ofItems.filter((check) => !holds(check, item, error));
    const names = failed.map(({ name = '' }) => name);
    return firstFault(`${path}.${index}`, item, names, failed);
  });
  return [...firstFault(path, value, ofList, checks), ...items];
}

/** Of several checks that one value breaks, the one that explains the others. */
function firstFault(path: string, value: unknown, broken: readonly string[], checks: readonly Check[]): InputFault[] {
  const [name] = [...broken].sort((a, b) => rank(a) - rank(b));
  if (name === undefined) return [];
  const limits = (checks.find((check) => check.name === name)?.constraints ?? []) as unknown[];
  return [{ path, ...(TOLD[name]?.(limits, value) ?? told('FIELD_FORMAT')) }];
}

function rank(name: string): number {
  const index = ORDER.indexOf(name);
  return index < 0 ? ORDER.length : index;
}

/** class-validator says that an item breaks a check, not which one does. */
function holds(
  { constraintCls, constraints = [], propertyName }: Check,
  item: unknown,
  error: ValidationError,
): boolean {
  const { target: object = {}, value } = error as { target?: object; value: unknown };
  const of = { value, constraints, object, property: propertyName, targetName: '' };
  const validators = getMetadataStorage().getTargetValidatorConstraints(constraintCls);
  return validators.every(({ instance }) => instance.validate(item, of) === true);
}

const known = new WeakMap<object, Check[]>();

/** The checks of the field at fault. */
function checksOf({ target, property }: ValidationError): Check[] {
  const owner = target?.constructor;
  if (!owner) return [];
  let checks = known.get(owner);
  if (!checks) {
    checks = getMetadataStorage().getTargetValidationMetadatas(owner, '', false, false);
    known.set(owner, checks);
  }
  return checks.filter(({ propertyName }) => propertyName === property);
}
