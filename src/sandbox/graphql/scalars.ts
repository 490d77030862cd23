import { GraphQLError, type GraphQLScalarType, Kind } from 'graphql';
import { FilterXSS } from 'xss';

/** The offset of Paris from UTC at a moment, in minutes. */
function parisOffset(instant: number): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: 'Europe/Paris', timeZoneName: 'longOffset' })
    .formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d+):(\d+)/.exec(parts ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** The moment when clocks in Paris show what this instant shows in UTC. */
function inParis(asUtc: number): number {
  if (Number.isNaN(asUtc)) return NaN;
  const guess = asUtc - parisOffset(asUtc) * 60_000;
  return asUtc - parisOffset(guess) * 60_000;
}

/** A year, a month or a day alone, as ISO 8601 writes them: midnight in UTC. */
const DATE_ONLY = /^([+-]\d{2})?\d{4}(-\d{2}){0,2}$/;
const ZONED = /(\b|\d)(Z|UTC?|GMT|[ECMP][SD]T)\b|:\d.*[+-]\d/i;

/** As JavaScript reads dates; without an offset, a time of day is the server's own: that of Paris. */
function readByEngine(text: string): number {
  const instant = Date.parse(text);
  if (Number.isNaN(instant) || DATE_ONLY.test(text) || ZONED.test(text)) return instant;
  const local = new Date(instant);
  return inParis(instant - local.getTimezoneOffset() * 60_000);
}

/** The ISO 8601 forms that JavaScript does not read: without hyphens or colons, an hour or an offset in hours alone. */
const BASIC = /^(\d{4})-?(\d{2})-?(\d{2})(?:T(\d{2}):?(\d{2})?:?(\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

function readBasic(text: string): number {
  const [, year, month, day, hours = '00', minutes = '00', seconds = '00', zone = ''] = BASIC.exec(text) ?? [];
  if (day === undefined) return NaN;
  const asUtc = Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}Z`);
  if (zone === '') return inParis(asUtc);
  const [sign, offsetHours = 0, offsetMinutes = 0] = zone === 'Z' ? ['+'] : [zone[0], zone.slice(1, 3), zone.slice(-2)];
  const offset = Number(offsetHours) * 60 + (zone.length > 3 ? Number(offsetMinutes) : 0);
  return asUtc - (sign === '-' ? -offset : offset) * 60_000;
}

/** A date as Trackdéchets reads it, to ISO 8601 in UTC. @throws when it is not a text that it reads as a date */
export function readDate(value: unknown): string {
  if (typeof value !== 'string') throw new GraphQLError('Une date est un texte ISO 8601.');
  const read = readByEngine(value);
  const instant = Number.isNaN(read) ? readBasic(value) : read;
  if (Number.isNaN(instant)) throw new GraphQLError(`« ${value} » n’est pas une date ISO 8601.`);
  return new Date(instant).toISOString();
}

/** DateTime travels as ISO 8601 texts in UTC with milliseconds, which is also how the sandbox keeps dates. */
export function readDatesWith(scalar: GraphQLScalarType): void {
  scalar.parseValue = readDate;
  scalar.parseLiteral = (node) => {
    if (node.kind !== Kind.STRING) throw new GraphQLError('Une date est un texte ISO 8601.', { nodes: node });
    return readDate(node.value);
  };
}

const filter = new FilterXSS({ stripIgnoreTag: true });

/** What Trackdéchets does to every text it answers: unknown tags go, and all that follows an unclosed one (facts: 2.7). */
export function filterText(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('<') || value.includes('>') ? filter.process(value) : value;
  return Array.isArray(value) ? value.map(filterText) : value;
}
