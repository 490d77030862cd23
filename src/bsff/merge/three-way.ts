import { isObject, type Json, type JsonObject, same, valueAt, withValueAt } from './canonical';

/** Both sides changed this field, each its own way: kept until someone chooses. */
export interface ConflictField {
  path: string;
  local: unknown;
  remote: unknown;
}

/** Three bodies (BsffBody) of one document. */
export interface Sides {
  /** What both sides last agreed on. */
  base: JsonObject;
  /** What it is here, with what was typed since. */
  local: JsonObject;
  /** What it is on Trackdéchets now. */
  remote: JsonObject;
}

export interface Merged {
  input: JsonObject;
  base: JsonObject;
  conflicts: ConflictField[];
}

const CONTACT_FIELDS = ['company.contact', 'company.phone', 'company.mail'];
const TRANSPORTER_FIELDS = [
  ...CONTACT_FIELDS,
  'recepisse.isExempted',
  'transport.mode',
  'transport.plates',
  'transport.takenOverAt',
  'customInfo',
];
const EMITTER_FIELDS = [...CONTACT_FIELDS, 'customInfo'];
const DESTINATION_FIELDS = [...CONTACT_FIELDS, 'cap', 'customInfo', 'plannedOperationCode', 'reception.date'];
const OTHER_FIELDS = ['waste.code', 'waste.description', 'waste.adr', 'weight.value', 'weight.isEstimate'];
const PACKAGING_FIELDS = ['type', 'other', 'volume', 'weight'];
/** Ids in no order that counts. */
const ID_LISTS = ['forwarding', 'grouping', 'repackaging', 'ficheInterventions', 'ficheInterventionIds'];

type Source = 'AGREED' | 'REMOTE' | 'LOCAL' | 'CONFLICT';

/** Which side a field's value comes from: whoever changed it since both agreed. */
export function sourceOf(base: Json, local: Json, remote: Json): Source {
  if (same(local, remote)) return 'AGREED';
  if (same(local, base)) return 'REMOTE';
  return same(remote, base) ? 'LOCAL' : 'CONFLICT';
}

/**
 * Merges field by field: a change made on one side alone is taken, the same change on both sides is agreement, and different
 * changes of one field are a conflict that keeps both. What the text filter alters, names and addresses that Trackdéchets
 * completes, and receipts are not changes. Pure; merging its own result again changes nothing.
 */
export function mergeThreeWays(sides: Sides): Merged {
  return new ThreeWayMerge(sides).run();
}

class ThreeWayMerge {
  private readonly merged: Merged;

  constructor(private readonly sides: Sides) {
    this.merged = { input: sides.local, base: sides.base, conflicts: [] };
  }

  run(): Merged {
    this.party('emitter', EMITTER_FIELDS);
    this.transporters();
    this.party('destination', DESTINATION_FIELDS);
    for (const path of OTHER_FIELDS) this.field(path);
    for (const path of ID_LISTS) this.field(path, (list) => (Array.isArray(list) ? list.map(String).sort() : list));
    this.packagings();
    return this.merged;
  }

  private party(path: string, fields: readonly string[]): void {
    const followsRemote = this.company(path);
    for (const field of fields) {
      if (followsRemote || !field.startsWith('company.')) this.field(`${path}.${field}`);
    }
    if (followsRemote) this.completed(path);
  }

  /** A company is merged as one: its name, address and contact go with its number. False when it keeps its local one. */
  private company(path: string): boolean {
    const [base, local, remote] = this.values(path).map(identityOf);
    const here =
      partnerOf(this.sides.local, path) === partnerOf(this.sides.base, path) ? local : newPartner(this.sides, path);
    const source = sourceOf(base, here, remote);
    if (source === 'CONFLICT') this.conflict(`${path}.company.siret`, here, remote);
    if (source === 'REMOTE' && !same(base, remote)) this.takeCompany(path);
    return source === 'REMOTE' || source === 'AGREED';
  }

  /** Another establishment was put there on Trackdéchets: the partner that was named here is no longer the one. */
  private takeCompany(path: string): void {
    const company = valueAt(this.sides.remote, `${path}.company`) ?? null;
    this.merged.input = withValueAt(this.merged.input, `${path}.company`, company);
    this.merged.base = withValueAt(this.merged.base, `${path}.company`, company);
    for (const side of ['input', 'base'] as const) {
      if (partnerOf(this.merged[side], path))
        this.merged[side] = withValueAt(this.merged[side], `${path}.partnerId`, undefined);
    }
  }

  /** Names and addresses come from Trackdéchets' own directory, receipts from the carrier's declaration: never a conflict. */
  private completed(path: string): void {
    for (const field of [
      'company.name',
      'company.address',
      'recepisse.number',
      'recepisse.department',
      'recepisse.validityLimit',
    ]) {
      const remote = valueAt(this.sides.remote, `${path}.${field}`);
      if (remote !== undefined && remote !== null) this.take(`${path}.${field}`, remote);
    }
  }

  private transporters(): void {
    const lists = this.values('transporters').map((list) => (Array.isArray(list) ? list : []));
    const [base = [], local = [], remote = []] = lists;
    if (base.length !== local.length || local.length !== remote.length) {
      this.field('transporters', (list) => (Array.isArray(list) ? list.map(withoutCompleted) : list));
      return;
    }
    local.forEach((_, index) => this.party(`transporters.${index}`, TRANSPORTER_FIELDS));
  }

  /** Containers are told apart by their number; Trackdéchets' order of them is not a change. */
  private packagings(): void {
    const [base, local, remote] = this.values('packagings');
    const [before, here, there] = [numerosOf(base), numerosOf(local), numerosOf(remote)];
    if (!sameContainers(before, here) || !sameContainers(here, there)) {
      this.field('packagings', byNumero);
      return;
    }
    here.forEach((numero, index) => {
      const places = { base: before.indexOf(numero), local: index, remote: there.indexOf(numero) };
      for (const field of PACKAGING_FIELDS) this.packagingField(places, field);
    });
  }

  private packagingField(places: Record<keyof Sides, number>, field: string): void {
    const path = (side: keyof Sides) => `packagings.${places[side]}.${field}`;
    const base = valueAt(this.sides.base, path('base'));
    const local = valueAt(this.sides.local, path('local'));
    const remote = valueAt(this.sides.remote, path('remote'));
    const source = sourceOf(base, local, remote);
    if (source === 'CONFLICT') this.conflict(path('local'), local, remote);
    if (source === 'REMOTE' && !same(local, remote)) {
      this.merged.input = withValueAt(this.merged.input, path('local'), remote ?? null);
    }
    if ((source === 'REMOTE' || source === 'AGREED') && !same(base, remote)) {
      this.merged.base = withValueAt(this.merged.base, path('base'), remote ?? null);
    }
  }

  /** `view` leaves out of the comparison what is no change of the field. */
  private field(path: string, view: (value: Json) => Json = (value) => value): void {
    const [base, local, remote] = this.values(path);
    const source = sourceOf(view(base), view(local), view(remote));
    if (source === 'CONFLICT') this.conflict(path, local, remote);
    if (source === 'REMOTE' && !same(view(local), view(remote))) this.take(path, remote ?? null);
    if (source === 'AGREED' && !same(view(base), view(remote))) {
      this.merged.base = withValueAt(this.merged.base, path, remote ?? null);
    }
  }

  /** What was typed stays as typed when it differs only by the text filter, the order or an instant's spelling. */
  private take(path: string, remote: Json): void {
    if (!same(valueAt(this.merged.input, path), remote))
      this.merged.input = withValueAt(this.merged.input, path, remote);
    if (!same(valueAt(this.merged.base, path), remote)) this.merged.base = withValueAt(this.merged.base, path, remote);
  }

  private conflict(path: string, local: Json, remote: Json): void {
    this.merged.conflicts.push({ path, local: local ?? null, remote: remote ?? null });
  }

  private values(path: string): [Json, Json, Json] {
    const { base, local, remote } = this.sides;
    return [valueAt(base, path), valueAt(local, path), valueAt(remote, path)];
  }
}

function identityOf(party: Json): Json {
  const company = isObject(party) ? party.company : null;
  return isObject(company) ? company.siret || company.vatNumber || null : null;
}

function partnerOf(body: JsonObject, path: string): string | null {
  const partner = valueAt(body, `${path}.partnerId`);
  return typeof partner === 'string' ? partner : null;
}

/** Another partner, or another company, was chosen here; a partner's number is copied at the next export only. */
function newPartner(sides: Sides, path: string): Json {
  return partnerOf(sides.local, path) ?? identityOf(valueAt(sides.local, path));
}

function withoutCompleted(transporter: Json): Json {
  if (!isObject(transporter)) return transporter;
  const { partnerId: _partnerId, recepisse, company, ...rest } = transporter;
  const { name: _name, address: _address, ...kept } = isObject(company) ? company : {};
  return { ...rest, company: kept, isExempted: isObject(recepisse) ? recepisse.isExempted : null };
}

function numeroOf(packaging: Json): string {
  return isObject(packaging) && typeof packaging.numero === 'string' ? packaging.numero : '';
}

function numerosOf(list: Json): string[] {
  return Array.isArray(list) ? list.map(numeroOf) : [];
}

function sameContainers(a: string[], b: string[]): boolean {
  return a.length === b.length && new Set(a).size === a.length && a.every((numero) => b.includes(numero));
}

function byNumero(list: Json): Json {
  if (!Array.isArray(list)) return list;
  return [...list].sort((a, b) => (numeroOf(a) < numeroOf(b) ? -1 : Number(numeroOf(a) > numeroOf(b))));
}
