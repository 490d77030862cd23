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

/** Without an offset, a time of day is the server's own: that of Paris. A date alone is midnight in UTC. */
const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;

/** A date as Trackdéchets reads it, to ISO 8601 in UTC. @throws when it is not a text that JavaScript reads as a date */
export function readDate(value: unknown): string {
  if (typeof value !== 'string') throw new GraphQLError('Une date est un texte ISO 8601.');
  const local = LOCAL_TIME.test(value);
  const instant = Date.parse(local ? `${value}Z` : value);
  if (Number.isNaN(instant)) throw new GraphQLError(`« ${value} » n’est pas une date ISO 8601.`);
  if (!local) return new Date(instant).toISOString();
  const guess = instant - parisOffset(instant) * 60_000;
  return new Date(instant - parisOffset(guess) * 60_000).toISOString();
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
