import { type BsffStatus, type OperationCode } from '../../trackdechets/rules/codes';
import { badInput } from '../faults-of-api';
import { type BsffRecord, type FicheRecord, type PackagingRecord, type TransporterRecord } from '../records';
import { type BsffStore } from '../store';

/** Filters of the lists (facts: bsff-api 4.4), with SQL's third truth value: what compares to nothing is neither true nor false. */
type Truth = boolean | null;
type Test<T> = (subject: T) => Truth;
type Maybe<T> = T | null | undefined;

interface Equality<T> {
  _eq?: Maybe<T>;
  _in?: Maybe<T[]>;
}
interface StringFilter extends Equality<string> {
  _contains?: Maybe<string>;
}
type DateFilter = Partial<Record<'_gte' | '_gt' | '_lte' | '_lt' | '_eq', Maybe<string>>>;
type SignatureFilter = Maybe<{ signature?: Maybe<{ date?: Maybe<DateFilter> }> }>;
type CompanyFilter = Maybe<{ siret?: Maybe<StringFilter>; vatNumber?: Maybe<StringFilter> }>;

interface Combined<Where> {
  _and?: Maybe<Where[]>;
  _or?: Maybe<Where[]>;
  _not?: Maybe<Where>;
}

export interface BsffWhere extends Combined<BsffWhere> {
  id?: Maybe<Equality<string>>;
  isDraft?: Maybe<boolean>;
  status?: Maybe<Equality<BsffStatus>>;
  createdAt?: Maybe<DateFilter>;
  updatedAt?: Maybe<DateFilter>;
  emitter?: Maybe<{ company?: CompanyFilter; emission?: SignatureFilter }>;
  transporter?: Maybe<{ company?: CompanyFilter; transport?: SignatureFilter }>;
  destination?: Maybe<{ company?: CompanyFilter }>;
  packagings?: Maybe<{ numero?: Maybe<StringFilter> }>;
  ficheInterventions?: Maybe<{ numero?: Maybe<StringFilter>; detenteur?: Maybe<{ company?: CompanyFilter }> }>;
}

export interface BsffPackagingWhere extends Combined<BsffPackagingWhere> {
  numero?: Maybe<StringFilter>;
  bsff?: Maybe<BsffWhere>;
  acceptation?: Maybe<{ wasteCode?: Maybe<StringFilter> }> & SignatureFilter;
  operation?: Maybe<{ code?: Maybe<Equality<OperationCode>>; noTraceability?: Maybe<boolean> }> & SignatureFilter;
  nextBsff?: Maybe<BsffWhere>;
}

function any(truths: Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes(null) ? null : false;
}

/** True when every test is; what is false of one is false of all. */
const every =
  <T>(tests: Test<T>[]): Test<T> =>
  (subject) => {
    let truth: Truth = true;
    for (const test of tests) {
      const one = test(subject);
      if (one === false) return false;
      if (one === null) truth = null;
    }
    return truth;
  };

function equality<T, V>(filter: Maybe<Equality<V>>, value: (subject: T) => V | null): Test<T>[] {
  const { _eq: equal, _in: among } = filter ?? {};
  const tests: Test<T>[] = [];
  if (equal != null) tests.push((subject) => compared(value(subject), (v) => v === equal));
  if (among != null) {
    const values = new Set(among);
    tests.push((subject) => (values.size === 0 ? false : compared(value(subject), (v) => values.has(v))));
  }
  return tests;
}

function compared<V>(value: V | null, test: (value: V) => boolean): Truth {
  return value === null ? null : test(value);
}

/** SQL's LIKE, whose wildcards Trackdéchets leaves alive. */
function like(part: string): RegExp {
  const pattern = [...part]
    .map((char) => (char === '%' ? '.*' : char === '_' ? '.' : char.replace(/[.*+?^${}()|[\]\\]/, '\\$&')))
    .join('');
  return new RegExp(pattern, 's');
}

function texts<T>(filter: Maybe<StringFilter>, value: (subject: T) => string | null): Test<T>[] {
  const tests = equality(filter, value);
  const part = filter?._contains;
  if (part == null) return tests;
  const pattern = like(part);
  return [...tests, (subject) => compared(value(subject), (v) => pattern.test(v))];
}

const ORDERINGS = {
  _gte: (a: string, b: string) => a >= b,
  _gt: (a: string, b: string) => a > b,
  _lte: (a: string, b: string) => a <= b,
  _lt: (a: string, b: string) => a < b,
  _eq: (a: string, b: string) => a === b,
};

function dates<T>(filter: Maybe<DateFilter>, value: (subject: T) => string | null): Test<T>[] {
  return (Object.keys(ORDERINGS) as (keyof typeof ORDERINGS)[]).flatMap((operator) => {
    const bound = filter?.[operator];
    if (bound == null) return [];
    const ordering = ORDERINGS[operator];
    return [(subject: T) => compared(value(subject), (v) => ordering(v, bound))];
  });
}

/** Whether one of the related things passes every test. */
const some =
  <T, R>(related: (subject: T) => readonly R[], tests: Test<R>[]): Test<T> =>
  (subject) =>
    related(subject).some((one) => tests.every((test) => test(one) === true));

/** Combinations nest once: @throws BAD_USER_INPUT beyond, except for empty inner lists. Empty ones filter nothing. */
function combined<Where extends Combined<Where>, T>(where: Where, compile: (inner: Where) => Test<T>[]): Test<T>[] {
  const inner = (one: Where): Test<T>[] => {
    if (one._and?.length || one._or?.length || one._not) {
      throw badInput('Les filtres _and, _or et _not ne s’imbriquent qu’une fois.');
    }
    return compile(one);
  };
  const tests = (where._and ?? []).flatMap(inner);
  if (where._or?.length) {
    const alternatives = where._or.map((one) => every(inner(one)));
    tests.push((subject) => any(alternatives.map((test) => test(subject))));
  }
  const excluded = where._not ? inner(where._not) : [];
  if (excluded.length > 0) {
    const negated = every(excluded);
    tests.push((subject) => {
      const truth = negated(subject);
      return truth === null ? null : !truth;
    });
  }
  return tests;
}

/** A test for BSFFs; @throws BAD_USER_INPUT when combinations nest too deep */
export function bsffTest(where: Maybe<BsffWhere>, store: BsffStore): Test<BsffRecord> {
  return every(where ? bsffTests(where, store) : []);
}

function bsffTests(where: BsffWhere, store: BsffStore): Test<BsffRecord>[] {
  const { emitter, transporter, destination, packagings, ficheInterventions, isDraft } = where;
  const tests: Test<BsffRecord>[] = [
    ...equality<BsffRecord, string>(where.id, ({ id }) => id),
    ...equality<BsffRecord, BsffStatus>(where.status, ({ status }) => status),
    ...dates<BsffRecord>(where.createdAt, ({ createdAt }) => createdAt),
    ...dates<BsffRecord>(where.updatedAt, ({ updatedAt }) => updatedAt),
    ...texts<BsffRecord>(emitter?.company?.siret, (b) => b.emitter.company.siret),
    ...dates<BsffRecord>(emitter?.emission?.signature?.date, (b) => b.emitter.emission.signature?.date ?? null),
    ...texts<BsffRecord>(destination?.company?.siret, (b) => b.destination.company.siret),
  ];
  if (isDraft != null) tests.push((bsff) => bsff.isDraft === isDraft);
  if (transporter) {
    const ofOne = [
      ...texts<TransporterRecord>(transporter.company?.siret, (t) => t.company.siret),
      ...texts<TransporterRecord>(transporter.company?.vatNumber, (t) => t.company.vatNumber),
      ...dates<TransporterRecord>(transporter.transport?.signature?.date, (t) => t.transport.signature?.date ?? null),
    ];
    tests.push(some(({ transporters }) => transporters, ofOne));
  }
  if (packagings?.numero) {
    const ofOne = texts<PackagingRecord>(packagings.numero, ({ numero }) => numero);
    tests.push(some((bsff) => bsff.packagings, ofOne));
  }
  const ofFiche = [
    ...texts<FicheRecord>(ficheInterventions?.numero, ({ numero }) => numero),
    ...texts<FicheRecord>(ficheInterventions?.detenteur?.company?.siret, ({ detenteur }) => detenteur.company.siret),
  ];
  // Named but empty, a filter still asks for one fiche.
  if (ficheInterventions && Object.keys(ficheInterventions).length > 0)
    tests.push(some((bsff) => store.fichesOf(bsff), ofFiche));
  return [...tests, ...combined<BsffWhere, BsffRecord>(where, (inner) => bsffTests(inner, store))];
}

/** A test for packagings. `id` is in the schema and does nothing. */
export function packagingTest(where: Maybe<BsffPackagingWhere>, store: BsffStore): Test<PackagingRecord> {
  return every(where ? packagingTests(where, store) : []);
}

function packagingTests(where: BsffPackagingWhere, store: BsffStore): Test<PackagingRecord>[] {
  const { acceptation, operation, nextBsff } = where;
  const noTraceability = operation?.noTraceability;
  const tests: Test<PackagingRecord>[] = [
    ...texts<PackagingRecord>(where.numero, ({ numero }) => numero),
    ...texts<PackagingRecord>(acceptation?.wasteCode, (p) => p.acceptation.wasteCode),
    ...dates<PackagingRecord>(acceptation?.signature?.date, (p) => p.acceptation.signature?.date ?? null),
    ...equality<PackagingRecord, OperationCode>(operation?.code, (p) => p.operation.code),
    ...dates<PackagingRecord>(operation?.signature?.date, (p) => p.operation.signature?.date ?? null),
  ];
  if (noTraceability != null) tests.push((p) => p.operation.noTraceability === noTraceability);
  if (where.bsff) {
    const ofBsff = bsffTest(where.bsff, store);
    tests.push((packaging) => ofBsff(store.ownerOf(packaging)) === true);
  }
  if (nextBsff === null) tests.push(({ nextPackagingId }) => nextPackagingId === null);
  if (nextBsff) {
    const ofNext = bsffTest(nextBsff, store);
    tests.push((packaging) => {
      const next = store.nextOf(packaging);
      return next !== undefined && ofNext(store.ownerOf(next)) === true;
    });
  }
  return [...tests, ...combined<BsffPackagingWhere, PackagingRecord>(where, (inner) => packagingTests(inner, store))];
}
