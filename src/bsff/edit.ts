import { isDeepStrictEqual } from 'node:util';
import { type InputFault } from '../http/problem';
import { type BsffBody, type DestinationBody, type TransporterBody } from './bsff-body';

/** A body as it comes in: the first transporter may be given apart. */
export type BsffEdit = Omit<BsffBody, 'transporters'> & {
  transporter?: TransporterBody | null;
  transporters?: TransporterBody[] | null;
};

/** What a document that takes a partner starts with, when the person said nothing. */
export interface PartnerDefaults {
  plates?: string[];
  mode?: NonNullable<TransporterBody['transport']>['mode'];
  isExempted?: boolean;
  cap?: string;
  plannedOperationCode?: DestinationBody['plannedOperationCode'];
}

type Party = { company?: object | null; partnerId?: string | null };

/** JSON merge patch (RFC 7396), but for null: it stays as « cleared », which Trackdéchets tells from « not said ». */
function merged(stored: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return plain(patch);
  const before = typeof stored === 'object' && stored !== null && !Array.isArray(stored) ? stored : {};
  const result: Record<string, unknown> = { ...before };
  for (const [key, value] of Object.entries(patch)) {
    if (value !== undefined) result[key] = merged(result[key], value);
  }
  return result;
}

/** The value without class instances nor undefined members, as it will be stored. */
function plain(value: unknown): unknown {
  return value === undefined || value === null ? value : (JSON.parse(JSON.stringify(value)) as unknown);
}

/** Faults of an edit that no stored document can cure. */
export function editFaults(edit: BsffEdit): InputFault[] {
  const found: InputFault[] = [];
  const oneOf = (path: string, one: string, other: string): void => {
    found.push({ path, code: 'ONE_OF_TWO', sentence: 'ONE_OF_TWO', params: { one, other } });
  };
  if (edit.transporter !== undefined && edit.transporters !== undefined) {
    oneOf('transporters', 'transporter', 'transporters');
  }
  const parties: [string, Party | null | undefined][] = [
    ['transporter', edit.transporter],
    ['destination', edit.destination],
    ...(edit.transporters ?? []).map((party, index): [string, Party] => [`transporters.${index}`, party]),
  ];
  for (const [path, party] of parties) {
    if (party?.partnerId && party.company) oneOf(`${path}.partnerId`, 'partnerId', 'company');
  }
  return found;
}

/** A party that names a partner follows it; one whose company is typed no longer does. */
function withOneSource<T extends Party>(party: T, edit: Party): T {
  if (edit.partnerId) return { ...party, company: undefined };
  return edit.company ? { ...party, partnerId: undefined } : party;
}

/** The document after an edit: what is absent stays, null clears, and a list replaces the list. */
export function edited(body: BsffBody, edit: BsffEdit): BsffBody {
  const { transporter, transporters, destination, ...rest } = edit;
  const result = merged(body, rest) as BsffBody;
  if (transporters !== undefined) result.transporters = (plain(transporters) as TransporterBody[] | null) ?? [];
  if (transporter !== undefined) result.transporters = withFirst(result.transporters ?? [], transporter);
  if (destination !== undefined) {
    const whole = merged(body.destination, destination) as DestinationBody | null;
    result.destination = whole && destination ? withOneSource(whole, destination) : whole;
  }
  return JSON.parse(JSON.stringify(result)) as BsffBody;
}

/**
 * Whether two bodies are one document, in whatever order PostgreSQL keeps their keys. A whole part that was never said is shown as
 * null, or as an empty list: given back like that, it says nothing new.
 */
export function sayTheSame(one: BsffBody, other: BsffBody): boolean {
  return isDeepStrictEqual(saidParts(withSparePackagings(one)), saidParts(withSparePackagings(other)));
}

function saidParts(body: object): object {
  const isSaid = (part: unknown): boolean => (Array.isArray(part) ? part.length > 0 : part !== null);
  return Object.fromEntries(Object.entries(body).filter(([, part]) => part !== undefined && isSaid(part)));
}

/** Packagings go to Trackdéchets whole: in theirs, null says no more than nothing, and is how they are shown. */
function withSparePackagings({ packagings, ...rest }: BsffBody): object {
  const spare = packagings?.map((item) => Object.entries(item).filter(([, value]) => value !== null));
  return { ...rest, packagings: spare?.map((entries) => Object.fromEntries(entries)) ?? packagings };
}

function withFirst(stored: TransporterBody[], edit: TransporterBody | null): TransporterBody[] {
  const [first, ...others] = stored;
  if (edit === null) return others;
  return [withOneSource(merged(first, edit) as TransporterBody, edit), ...others];
}

/** Gives the parties that newly follow a partner that partner's defaults, wherever the person said nothing. */
export function withDefaults(
  body: BsffBody,
  before: BsffBody,
  defaultsOf: (partnerId: string) => PartnerDefaults | undefined,
): BsffBody {
  const transporters = body.transporters?.map((party, index) => {
    const isNew = party.partnerId && party.partnerId !== before.transporters?.[index]?.partnerId;
    const defaults = isNew && party.partnerId ? defaultsOf(party.partnerId) : undefined;
    return defaults ? transporterWith(party, defaults) : party;
  });
  const { destination } = body;
  const isNew = destination?.partnerId && destination.partnerId !== before.destination?.partnerId;
  const defaults = isNew && destination.partnerId ? defaultsOf(destination.partnerId) : undefined;
  return {
    ...body,
    ...(transporters ? { transporters } : {}),
    ...(destination && defaults ? { destination: destinationWith(destination, defaults) } : {}),
  };
}

function transporterWith(party: TransporterBody, defaults: PartnerDefaults): TransporterBody {
  const { mode, plates, isExempted } = defaults;
  const transport = party.transport === null ? null : { ...said({ mode, plates }), ...party.transport };
  const recepisse = party.recepisse === null ? null : { ...said({ isExempted }), ...party.recepisse };
  return { ...party, transport, recepisse };
}

function destinationWith(party: DestinationBody, { cap, plannedOperationCode }: PartnerDefaults): DestinationBody {
  return { ...said({ cap, plannedOperationCode }), ...party };
}

function said<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}
