import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sentences } from '../src/http/sentences';
import { TestApp } from './support/app';

const DOCS = join(__dirname, '..', 'docs');

interface Schema {
  $ref?: string;
  type?: string;
  description?: string;
  example?: unknown;
  enum?: unknown[];
  default?: unknown;
  allOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
}

interface Operation {
  summary?: string;
  parameters?: { name: string; in: string; required?: boolean; description?: string }[];
  responses: Record<string, { headers?: Record<string, unknown>; content?: Record<string, { schema?: Schema }> }>;
  security?: unknown[];
}

interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

describe('the OpenAPI document', () => {
  let app: TestApp;
  let document: Document;
  let operations: [string, Operation][];

  beforeAll(async () => {
    app = await TestApp.start();
    document = (await app.http.get('/openapi.json').expect(200)).body as Document;
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
    );
  });
  afterAll(() => app?.close());

  const fields = (): [string, Schema][] =>
    Object.entries(document.components.schemas).flatMap(([name, { properties = {} }]) =>
      Object.entries(properties).map(([field, schema]): [string, Schema] => [`${name}.${field}`, schema]),
    );

  /** What shows its values by itself: a choice, true or false, or another schema. */
  const isSelfEvident = ({ $ref, type, items, allOf, oneOf, ...schema }: Schema): boolean =>
    !!($ref ?? allOf ?? oneOf ?? schema.enum ?? items?.$ref ?? items?.enum) ||
    type === 'boolean' ||
    schema.default !== undefined;

  it('says what every field means, with an example', () => {
    expect(fields().length).toBeGreaterThan(300);
    expect(fields().flatMap(([name, { description }]) => (description ? [] : [name]))).toEqual([]);
    const bare = fields().filter(([, schema]) => schema.example === undefined && !isSelfEvident(schema));
    expect(bare.map(([name]) => name)).toEqual([]);
  });

  it('tells the unit of every weight and volume', () => {
    const measures = fields().filter(
      ([name, { type }]) => /\.(weight|volume|kilograms)$/.test(name) && type === 'number',
    );
    expect(measures.length).toBeGreaterThan(3);
    for (const [name, { description }] of measures)
      expect([name, description]).toEqual([name, expect.stringMatching(/kilogram|kg|litre/i)]);
  });

  it('refers to nothing that it does not hold', () => {
    const references = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]*)"/g)].map(
      ([, name]) => name ?? '',
    );
    expect(references.filter((name) => !(name in document.components.schemas))).toEqual([]);
  });

  it('holds every route that pages and sentences name', () => {
    const routes = operations.map(
      ([name]) => new RegExp(`^${name.replace('/api/v1', '').replace(/\{[^}]+\}/g, '[^/]+')}$`, 'i'),
    );
    const pages = readdirSync(DOCS).filter((page) => page.endsWith('.md') && page !== 'sandbox.md');
    const texts = [
      ...pages.map((page) => readFileSync(join(DOCS, page), 'utf8')),
      ...Object.values(sentences).flatMap(({ fr, en }) => [fr, en].map((text) => text.replace(/\((.*?)\)/g, '`$1`'))),
    ];
    const named = texts.flatMap((text) => [
      ...text.matchAll(/`((?:GET|POST|PUT|PATCH|DELETE) )(?:\/api\/v1)?(\/[\w{}/-]+)[?`]/g),
    ]);
    const absent = named.filter(([, method, path]) => !routes.some((route) => route.test(`${method}${path}`)));
    expect(absent.map(([text]) => text)).toEqual([]);
    expect(named.length).toBeGreaterThan(30);
  });

  it('documents what the house answers everywhere, beside what each route answers', () => {
    const said = (name: string, status: string): string | undefined =>
      (operations.find(([found]) => found === name)?.[1].responses[status] as { description?: string } | undefined)
        ?.description;
    expect(said('get /api/v1/me', '400')).toBe('VALIDATION_FAILED');
    expect(said('get /api/v1/users', '400')).toMatch(/VALIDATION_FAILED.*CURSOR_INVALID/);
    expect(said('post /api/v1/users', '409')).toMatch(/EMAIL_TAKEN.*IDEMPOTENCY_IN_PROGRESS/);
    expect(said('post /api/v1/users', '422')).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(said('post /api/v1/sessions', '415')).toBe('UNSUPPORTED_MEDIA_TYPE');
    expect(said('patch /api/v1/me', '403')).toMatch(/ORIGIN_REFUSED/);
  });

  it('tells of the headers that are taken and given', () => {
    const offering = (header: string): string[] =>
      operations.flatMap(([name, { parameters = [] }]) =>
        parameters.some((parameter) => parameter.in === 'header' && parameter.name === header) ? [name] : [],
      );
    const refusing = operations.flatMap(([name, { responses }]) => (responses['412'] ? [name] : []));
    expect(offering('If-Match')).toEqual(refusing);
    expect(refusing.length).toBeGreaterThan(10);
    expect(offering('if-match')).toEqual([]);
    const giving = (header: string): string[] =>
      operations.flatMap(([name, { responses }]) =>
        Object.values(responses).some(({ headers }) => headers?.[header]) ? [name] : [],
      );
    expect(giving('ETag')).toEqual(expect.arrayContaining(['get /api/v1/bsffs/{id}', 'patch /api/v1/partners/{id}']));
    const collections = ['users', 'establishments', 'partners', 'fiches-intervention', 'bsffs', 'exports', 'pulls'];
    expect(giving('Location').sort()).toEqual(
      [
        'delete /api/v1/bsffs/{id}',
        ...[...collections, 'bsffs/{id}/duplicates', 'bsffs/{id}/exports'].map((path) => `post /api/v1/${path}`),
      ].sort(),
    );
    expect(giving('Retry-After')).toContain('post /api/v1/bsffs/{id}/pull');
  });

  it('says what every answer holds', () => {
    const silent = operations.flatMap(([name, { responses }]) =>
      Object.entries(responses).flatMap(([status, { content = {} }]) =>
        Object.entries(content).flatMap(([media, { schema }]) =>
          schema && (schema.$ref ?? schema.type) ? [] : [`${name} ${status} ${media}`],
        ),
      ),
    );
    expect(silent).toEqual([]);
    const empty = operations.filter(([, { responses }]) =>
      Object.entries(responses).some(([status, { content }]) => status === '200' && !content),
    );
    expect(empty.map(([name]) => name)).toEqual([]);
  });

  it('leaves no part of a schema without a type', () => {
    const untyped = fields().filter(
      ([, { $ref, type, allOf, oneOf, additionalProperties }]) =>
        !($ref ?? allOf ?? oneOf) && (!type || (type === 'object' && !additionalProperties)),
    );
    expect(untyped.map(([name]) => name)).toEqual([]);
  });

  it('sums every operation up, describes its parameters, and offers a key wherever something is created', () => {
    expect(operations.flatMap(([name, { summary }]) => (summary ? [] : [name]))).toEqual([]);
    const silent = operations.flatMap(([name, { parameters = [] }]) =>
      parameters.filter(({ description }) => !description).map((parameter) => `${name} ${parameter.name}`),
    );
    expect(silent).toEqual([]);
    const creating = operations.filter(
      ([name, { responses, security }]) =>
        name.startsWith('post') && security?.length && (responses['201'] ?? responses['202']),
    );
    const keyless = creating.filter(
      ([, { parameters }]) => !parameters?.some(({ name }) => name === 'Idempotency-Key'),
    );
    expect(keyless.map(([name]) => name)).toEqual([]);
    expect(creating.length).toBeGreaterThan(8);
  });

  it('promises no bound of what is answered, which may come from elsewhere', () => {
    const sent = new Set<string>();
    const visit = (found: unknown): void => {
      for (const [, name = ''] of JSON.stringify(found ?? null).matchAll(/"#\/components\/schemas\/([^"]*)"/g)) {
        if (sent.has(name)) continue;
        sent.add(name);
        visit(document.components.schemas[name]);
      }
    };
    for (const [, operation] of operations) visit((operation as { requestBody?: unknown }).requestBody);
    const bounded = Object.entries(document.components.schemas).filter(
      ([name, schema]) => !sent.has(name) && /"(min|max)(imum|Length|Items)":\d/.test(JSON.stringify(schema)),
    );
    expect(bounded.map(([name]) => name)).toEqual([]);
    const answered = operations.flatMap(([, { responses }]) => [
      ...JSON.stringify(responses).matchAll(/schemas\/([^"]*)"/g),
    ]);
    expect(answered.filter(([, name = '']) => sent.has(name))).toEqual([]);
  });

  it('tells of the pages behind an invitation that is used or never was, of deep bodies and of broken addresses', async () => {
    const { responses } = document.paths['/api/v1/invitations/{token}']?.get as Operation;
    for (const status of ['200', '404', '410'])
      expect(Object.keys(responses[status]?.content ?? {})).toEqual(['text/html']);
    const said = (path: string, method: string): unknown =>
      (document.paths[`/api/v1${path}`]?.[method]?.responses['400'] as { description?: string } | undefined)
        ?.description;
    expect(said('/bsffs', 'post')).toMatch(/BODY_TOO_DEEP/);
    expect(said('/bsffs/{id}', 'get')).toMatch(/MALFORMED_URL/);
    const administrator = await app.people.administrator();
    expect((await administrator.get('/bsffs/%ff')).body.code).toBe('MALFORMED_URL');
  });
});
