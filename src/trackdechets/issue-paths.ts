/**
 * Trackdéchets names the faulty field in half a dozen ways (facts 2.2): nested or flat, from 0 or from 1. Here each
 * becomes one dotted, 0-based path of the document that was sent, such as `packagings.0.volume`.
 */
export type IssuePath = readonly (string | number)[];

const COMPANY = ['name', 'siret', 'vatNumber', 'address', 'contact', 'phone', 'mail'];
const SIGNATURE = ['author', 'date'];

function under(prefix: string, names: readonly string[]): string[] {
  return names.map((name) => `${prefix}.${name}`);
}

const DOCUMENT_PATHS: readonly string[] = [
  ...under('emitter.company', COMPANY),
  'emitter.customInfo',
  ...under('emitter.emission.signature', SIGNATURE),
  ...under('waste', ['code', 'description', 'adr']),
  ...under('weight', ['value', 'isEstimate']),
  ...under('transporter.company', COMPANY),
  'transporter.customInfo',
  ...under('transporter.recepisse', ['number', 'department', 'validityLimit', 'isExempted']),
  ...under('transporter.transport', ['takenOverAt', 'mode', 'plates']),
  ...under('transporter.transport.signature', SIGNATURE),
  ...under('destination.company', COMPANY),
  ...under('destination', ['cap', 'customInfo', 'plannedOperationCode']),
  'destination.reception.date',
  ...under('destination.reception.signature', SIGNATURE),
  ...under('acceptation', ['date', 'weight', 'status', 'refusalReason', 'wasteCode', 'wasteDescription']),
  ...under('acceptation.signature', SIGNATURE),
  ...under('operation', ['date', 'code', 'mode', 'description', 'noTraceability']),
  ...under('operation.signature', SIGNATURE),
  ...under('operation.nextDestination', ['cap', 'plannedOperationCode']),
  ...under('operation.nextDestination.company', COMPANY),
];

/** The database's column for a path: `destination.company.mail` is `destinationCompanyMail`. */
export function flatName(path: string): string {
  return path.replace(/\.(\w)/g, (_, letter: string) => letter.toUpperCase());
}

const PATH_OF_COLUMN = new Map(DOCUMENT_PATHS.map((path) => [flatName(path), path]));

/** Required fields count lists from 1 and write the index as text, the other rules from 0 and as a number. */
function zeroBased(index: string | number): number | null {
  if (typeof index === 'number') return index;
  return /^\d+$/.test(index) ? Math.max(0, Number(index) - 1) : null;
}

function named(segments: IssuePath): string {
  for (const segment of segments) {
    // A column may be followed by the role path of the same field: `transporterCompanySiret.transporter.company.siret`.
    const path = typeof segment === 'string' ? PATH_OF_COLUMN.get(segment) : undefined;
    if (path) return path;
  }
  return segments.join('.');
}

function ofTransporter(index: number, rest: IssuePath): string {
  const field = named(rest).replace(/^transporter(\.|$)/, '');
  const role = index === 0 ? 'transporter' : `transporters.${index}`;
  return field ? `${role}.${field}` : role;
}

/** The field of our document that an issue's path points at; '' for an issue about the whole. Facts 2.2, as recorded. */
export function fieldOfIssue(path: IssuePath): string {
  const [head, second, ...rest] = path;
  const index = second === undefined ? null : zeroBased(second);
  if (index === null) return named(path);
  if (head === 'transporters') return ofTransporter(index, rest);
  const field = named(rest);
  return field ? `${head}.${index}.${field}` : `${head}.${index}`;
}

/** The path in graphql-js's sentence about a variable it refuses (HTTP 400): `… at "input.packagings[0].type"; …`. */
export function pathOfVariableFault(message: string): IssuePath | null {
  const found = /\bat "\w+\.([\w.[\]]+)"/.exec(message)?.[1];
  if (!found) return null;
  return found
    .split(/[.[\]]+/)
    .filter(Boolean)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
