import { type OpenAPIObject } from '@nestjs/swagger';
import {
  type OperationObject,
  type ReferenceObject,
  type SchemaObject,
} from '@nestjs/swagger/dist/interfaces/open-api-spec.interface';

/** Pleasanter than the controller's name, which is what an operation is called otherwise (`Bsffs_create` → `bsffs.create`). */
const NAMES: Readonly<Record<string, string>> = {
  Audit_list: 'auditEvents.list',
  Connection_start: 'me.startTrackdechetsConnection',
  Contact_list: 'contact.candidates',
  DocumentPulls_historyOf: 'bsffs.history',
  DocumentPulls_pull: 'bsffs.pull',
  DocumentPulls_resolve: 'bsffs.resolveConflict',
  Exports_export: 'bsffs.export',
  Exports_publish: 'bsffs.publish',
  MyToken_read: 'myToken.get',
  Sessions_changePassword: 'me.changePassword',
  Signatures_pdf: 'bsffs.pdf',
  Signatures_sign: 'bsffs.sign',
  Summary_of: 'bsffs.summary',
  Users_removeToken: 'users.removeTrackdechetsToken',
};

/** Not for front ends: pages that a browser opens, what Trackdéchets or Prometheus calls, the stream, which has its own reader. */
export const NOT_CALLED: readonly string[] = [
  'Connection_finish',
  'Events_listen',
  'Hooks_receive',
  'Invitations_page',
  'Metrics_prometheus',
];

/** How the body of an answer is read; the first that the operation offers is the method's, the others get a suffix. */
const READINGS: readonly { media: string; parseAs: string | null; type: string | null; suffix: string }[] = [
  { media: 'application/json', parseAs: null, type: null, suffix: '' },
  { media: 'application/pdf', parseAs: 'blob', type: 'Blob', suffix: '' },
  { media: 'text/csv', parseAs: 'text', type: 'string', suffix: 'Csv' },
  { media: 'text/plain', parseAs: 'text', type: 'string', suffix: '' },
];
type Reading = (typeof READINGS)[number];

interface Route {
  path: string;
  method: string;
  operation: OperationObject;
}

type Group = Map<string, string>;

/** A method for each operation, in one class for each part of the API, with names for the schemas. */
export function operationsSource(document: OpenAPIObject): string {
  const groups = new Map<string, Group>();
  for (const route of routesOf(document)) {
    const id = route.operation.operationId ?? '';
    if (NOT_CALLED.includes(id)) continue;
    const [group = '', name = ''] = (NAMES[id] ?? named(id)).split('.');
    const methods = groups.get(group) ?? new Map<string, string>();
    groups.set(group, methods);
    for (const [key, text] of methodsOf(document, route, name)) {
      if (methods.has(key)) throw new Error(`Two operations are called ${group}.${key}: name ${id} in NAMES`);
      methods.set(key, text);
    }
  }
  return [
    `import { type CallOptions, dataOf, eachItem, type Http, init, type KeyedOptions, type MatchedOptions } from '../calls.ts';`,
    `import { type components, type operations } from './schema.ts';`,
    problemCodes(document),
    aliases(document),
    queryType(),
    ...[...groups].sort(byName).map(([group, methods]) => classOf(group, methods)),
    callsClass([...groups.keys()].sort()),
  ].join('\n\n');
}

function routesOf(document: OpenAPIObject): Route[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    (['get', 'post', 'put', 'patch', 'delete'] as const).flatMap((method) => {
      const operation = item[method];
      return operation ? [{ path, method, operation }] : [];
    }),
  );
}

function named(operationId: string): string {
  const [controller = '', method = ''] = operationId.split('_');
  return `${controller.charAt(0).toLowerCase()}${controller.slice(1)}.${method}`;
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}

function problemCodes({ components }: OpenAPIObject): string {
  const problem = components?.schemas?.Problem as { properties: { code: Record<string, string[]> } };
  return `/** Every code that this version of the connector answers. */
export const PROBLEM_CODES = ${JSON.stringify(problem.properties.code['x-extensible-enum'])} as const;`;
}

/** `BsffView` is called `Bsff`: what distinguishes the server's classes does not matter to who calls it. */
function aliasOf(schema: string): string {
  return schema.replace(/(Dto|View|Body)$/, '');
}

function aliases({ components }: OpenAPIObject): string {
  const names = Object.keys(components?.schemas ?? {}).sort();
  const taken = new Set(names.map(aliasOf));
  if (taken.size !== names.length) throw new Error('Two schemas get the same name in the client');
  return names.map((name) => `export type ${aliasOf(name)} = components['schemas']['${name}'];`).join('\n');
}

function queryType(): string {
  return `/** The query that an operation takes. */
export type QueryOf<Id extends keyof operations> = NonNullable<operations[Id]['parameters']['query']>;`;
}

function classOf(group: string, methods: Group): string {
  const body = [...methods].sort(byName).map(([, text]) => text);
  return `export class ${capital(group)}Calls {
  constructor(private readonly http: Http) {}

${body.join('\n\n')}
}`;
}

function callsClass(groups: string[]): string {
  const fields = groups.map((group) => `  readonly ${group}: ${capital(group)}Calls;`);
  const made = groups.map((group) => `    this.${group} = new ${capital(group)}Calls(http);`);
  return `/** Every operation of the connector, by what it is about. */
export class Calls {
${fields.join('\n')}

  constructor(http: Http) {
${made.join('\n')}
  }
}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function methodsOf(document: OpenAPIObject, route: Route, name: string): [string, string][] {
  const media = successMedia(route.operation);
  const readings = READINGS.filter((reading) => media.has(reading.media));
  const methods = (readings.length > 0 ? readings : [undefined]).map((reading): [string, string] => {
    const key = name + (reading?.suffix ?? '');
    return [key, method(document, route, key, reading)];
  });
  const query = queryOf(route.operation);
  if (query.includes('cursor'))
    methods.push(['each' + (name === 'list' ? '' : capital(name)), eachMethod(document, route, name)]);
  return methods;
}

/** The media types of the answers that are no error, with the name of what each holds. */
function successMedia({ responses }: OperationObject): Map<string, string> {
  const found = new Map<string, string>();
  for (const [status, response] of Object.entries(responses)) {
    if (!status.startsWith('2') || !response || '$ref' in response) continue;
    for (const [media, { schema }] of Object.entries(response.content ?? {})) found.set(media, schemaName(schema));
  }
  return found;
}

function schemaName(schema: SchemaObject | ReferenceObject | undefined): string {
  return schema && '$ref' in schema ? schema.$ref.replace('#/components/schemas/', '') : '';
}

interface Parts {
  /** Parameters of the method, then the arguments of the request. */
  parameters: string[];
  params: string[];
  body: string | null;
}

function partsOf(document: OpenAPIObject, { path, operation }: Route): Parts {
  const ids = [...path.matchAll(/\{(\w+)\}/g)].map(([, id]) => id ?? '');
  const query = queryOf(operation);
  const body = bodyOf(document, operation);
  const required = (operation.parameters ?? []).some(
    (found) => 'in' in found && found.in === 'query' && found.required,
  );
  const queryText = `query: QueryOf<'${operation.operationId}'>${required ? '' : ' = {}'}`;
  return {
    parameters: [
      ...ids.map((id) => `${id}: string`),
      ...(body ? [body.parameter] : []),
      ...(query.length > 0 ? [queryText] : []),
      `options: ${optionsOf(operation)} = {}`,
    ],
    params: [...(ids.length > 0 ? [`path: { ${ids.join(', ')} }`] : []), ...(query.length > 0 ? ['query'] : [])],
    body: body?.argument ?? null,
  };
}

function queryOf({ parameters = [] }: OperationObject): string[] {
  return parameters.flatMap((parameter) => ('in' in parameter && parameter.in === 'query' ? [parameter.name] : []));
}

function bodyOf(
  { components }: OpenAPIObject,
  { requestBody }: OperationObject,
): { parameter: string; argument: string } | null {
  if (!requestBody || '$ref' in requestBody) return null;
  const name = schemaName(requestBody.content['application/json']?.schema);
  const schema = components?.schemas?.[name];
  // Where every field may be left out, so may the body.
  const free = schema && !('$ref' in schema) && !schema.required?.length;
  return { parameter: `body: ${aliasOf(name)}${free ? ' = {}' : ''}`, argument: 'body' };
}

function headersOf({ parameters = [] }: OperationObject): string[] {
  return parameters.flatMap((parameter) => ('in' in parameter && parameter.in === 'header' ? [parameter.name] : []));
}

function optionsOf(operation: OperationObject): string {
  const headers = headersOf(operation);
  const kinds = [
    ...(headers.includes('Idempotency-Key') ? ['KeyedOptions'] : []),
    ...(headers.includes('If-Match') ? ['MatchedOptions'] : []),
  ];
  return kinds.join(' & ') || 'CallOptions';
}

function method(document: OpenAPIObject, route: Route, name: string, reading: Reading | undefined): string {
  const { operation } = route;
  const { parameters, params, body } = partsOf(document, route);
  const keyed = headersOf(operation).includes('Idempotency-Key');
  const query = reading?.suffix ? `query: { ...query, format: '${reading.suffix.toLowerCase()}' }` : 'query';
  const request = [
    ...(params.length > 0
      ? [`params: { ${params.map((param) => (param === 'query' ? query : param)).join(', ')} }`]
      : []),
    ...(body ? [body] : []),
    ...(reading?.parseAs ? [`parseAs: '${reading.parseAs}'`] : []),
    `...init(options${keyed ? ', true' : ''})`,
  ];
  const type = resultOf(operation, reading);
  // Of several forms the answer is the one that was asked for.
  const form = successMedia(operation).size > 1 ? ` as { data?: ${type} }` : '';
  return `${comment(operation)}
  async ${name}(${parameters.join(', ')}): Promise<${type}> {
    return dataOf(await this.http.${route.method.toUpperCase()}('${route.path}', { ${request.join(', ')} })${form});
  }`;
}

function resultOf(operation: OperationObject, reading: Reading | undefined): string {
  if (!reading) return 'void';
  if (reading.type) return reading.type;
  const name = successMedia(operation).get(reading.media);
  const type = name ? aliasOf(name) : inlineType(operation, reading.media);
  return '204' in operation.responses ? `${type} | undefined` : type;
}

/** What has no name is named by its operation. */
function inlineType({ operationId, responses }: OperationObject, media: string): string {
  const status = Object.keys(responses).find((found) => found.startsWith('2')) ?? '';
  return `operations['${operationId}']['responses'][${status}]['content']['${media}']`;
}

function eachMethod(document: OpenAPIObject, route: Route, name: string): string {
  const { parameters } = partsOf(document, route);
  const page = aliasOf(successMedia(route.operation).get('application/json') ?? '');
  const passed = parameters
    .map((parameter) => parameter.split(':')[0])
    .map((parameter) =>
      parameter === 'query' ? '{ ...query, ...(cursor === undefined ? {} : { cursor }) }' : parameter,
    );
  return `  /** The same, item by item: pages are read as they are needed. */
  each${name === 'list' ? '' : capital(name)}(${parameters.join(', ')}): AsyncGenerator<${page}['items'][number], void> {
    return eachItem((cursor) => this.${name}(${passed.join(', ')}));
  }`;
}

/** What any operation may answer is told once, in the README. */
const EVERYWHERE =
  /^(VALIDATION_FAILED|CURSOR_INVALID|MALFORMED_\w+|BODY_TOO_\w+|UNSUPPORTED_MEDIA_TYPE|NOT_SIGNED_IN|FORBIDDEN|ORIGIN_REFUSED|IDEMPOTENCY_\w+|PRECONDITION_FAILED)\b/;

/** What the operation is, who may, and what it refuses. */
function comment(operation: OperationObject): string {
  const { summary = '', description, responses } = operation;
  const right = (operation as unknown as Record<string, string>)['x-required-right'];
  const refusals = Object.entries(responses).flatMap(([status, response]) => {
    if (!/^[45]/.test(status) || !response || !('description' in response)) return [];
    const told = response.description.split(/[,;] /).filter((code) => !EVERYWHERE.test(code));
    return told.length > 0 ? [`${status} ${told.join(', ')}`] : [];
  });
  const lines = [
    `${summary.replace(/\.?$/, '.')}`,
    ...(description ? [description] : []),
    `Right: ${right}.`,
    ...(refusals.length > 0 ? [`Refusals: ${refusals.join(' · ')}.`] : []),
  ];
  return `  /**\n${lines.map((line) => `   * ${line.replaceAll('*/', '* /')}`).join('\n   *\n')}\n   */`;
}
