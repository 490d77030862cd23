import { TestApp } from './support/app';
import { type Person } from './support/people';

interface Schema {
  $ref?: string;
  enum?: unknown[];
  allOf?: Schema[];
  oneOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  nullable?: boolean;
  format?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
}

interface Document {
  paths: Record<string, Record<string, { requestBody: { content: Record<string, { schema?: Schema }> } }>>;
  components: { schemas: Record<string, Schema> };
}

describe('what the OpenAPI document promises of bodies', () => {
  const ROUTES = ['/me', '/users', '/establishments', '/partners', '/fiches-intervention', '/bsffs'];
  let app: TestApp;
  let document: Document;
  let administrator: Person;
  /** What can be changed, by its place in the document. */
  const held = new Map<string, string>();

  beforeAll(async () => {
    app = await TestApp.start();
    document = (await app.http.get('/openapi.json').expect(200)).body as Document;
    administrator = await app.people.administrator();
    const bodies = {
      '/users': { email: 'promesses@instance.test' },
      '/establishments': { siret: '00000021000013', name: 'THERMO LITTORAL' },
      '/partners': { roles: ['TRANSPORTER'], name: 'FRET' },
      '/fiches-intervention': {},
      '/bsffs': {},
    };
    held.set('/me', '/me');
    for (const [path, body] of Object.entries(bodies)) {
      const { body: made } = await administrator.post(path, body).expect(201);
      held.set(`${path}/{id}`, `${path}/${made.id}`);
    }
  });
  afterAll(() => app?.close());

  const resolved = (schema: Schema): Schema => {
    const { $ref, allOf = [], ...rest } = schema;
    const name = ($ref ?? allOf[0]?.$ref)?.replace('#/components/schemas/', '');
    return name ? { ...resolved(document.components.schemas[name] ?? {}), ...rest } : schema;
  };

  /** Every field that the body of an operation may hold, by its dotted path; of a list of objects, those of the first. */
  const fieldsOf = (schema: Schema, path = ''): [string, Schema][] =>
    Object.entries(resolved(schema).properties ?? {}).flatMap(([name, given]): [string, Schema][] => {
      const field = resolved(given);
      const here = path ? `${path}.${name}` : name;
      const inner = field.items?.$ref ? fieldsOf(field.items, `${here}.0`) : fieldsOf(field, here);
      return [[here, field], ...inner];
    });

  const fieldsOfPatch = (template: string): [string, Schema][] =>
    fieldsOf(document.paths[`/api/v1${template}`]?.patch?.requestBody.content['application/json']?.schema ?? {});

  const nested = (path: string, value: unknown): unknown =>
    path.split('.').reduceRight((inner, key) => (key === '0' ? [inner] : { [key]: inner }), value);

  /** The codes told of one field in a change of nothing else. */
  const told = async (template: string, path: string, value: unknown): Promise<string[]> => {
    const { body } = await administrator.patch(held.get(template) ?? '', nested(path, value) as object);
    const errors = (body.errors ?? []) as { path: string; code: string }[];
    return errors.filter((error) => error.path === path || error.path.startsWith(`${path}.`)).map(({ code }) => code);
  };

  /** For each bound of a field: the code of what goes beyond, a value at it and one beyond it. */
  const boundsOf = (field: Schema): [code: RegExp, at: unknown, beyond: unknown][] => {
    const { maxLength, minLength, minimum, maximum, minItems, maxItems, items } = field;
    const x = (length: number): string => 'x'.repeat(length);
    const list = (length: number): unknown[] =>
      Array(length).fill(items?.enum?.[0] ?? (items?.$ref ? {} : 'AB-123-CD'));
    const bounds: [RegExp, unknown, unknown][] = [];
    if (maxLength && !field.format) bounds.push([/TOO_LONG/, x(maxLength), x(maxLength + 1)]);
    if (minLength) bounds.push([/REQUIRED|INVALID_SIRET/, x(minLength), x(minLength - 1)]);
    if (minimum !== undefined) bounds.push([/TOO_SMALL|NOT_POSITIVE/, minimum, minimum - 1]);
    if (maximum !== undefined) bounds.push([/TOO_LARGE|TOO_HEAVY/, maximum, maximum + 1]);
    if (minItems) bounds.push([/TOO_FEW/, list(minItems), list(minItems - 1)]);
    if (maxItems) bounds.push([/TOO_MANY/, list(maxItems), list(maxItems + 1)]);
    return bounds;
  };

  const PATCHES = ROUTES.map((path) => (path === '/me' ? path : `${path}/{id}`));

  it.each(PATCHES)('%s takes null where it says so, and nowhere else', async (template) => {
    for (const [path, { nullable = false }] of fieldsOfPatch(template)) {
      expect([path, (await told(template, path, null)).length === 0]).toEqual([path, nullable]);
    }
  });

  it.each(PATCHES)('%s refuses what is beyond its bounds', async (template) => {
    for (const [path, field] of fieldsOfPatch(template)) {
      for (const [code, at, beyond] of boundsOf(field)) {
        expect([path, (await told(template, path, beyond)).some((found) => code.test(found))]).toEqual([path, true]);
        // Letters are no SIRET, however many.
        if (path === 'siret') continue;
        expect([path, (await told(template, path, at)).filter((found) => code.test(found))]).toEqual([path, []]);
      }
    }
  });

  it('leaves a transporter’s company and the texts that Trackdéchets does not limit as long as they come', async () => {
    const name = 'x'.repeat(300);
    const { body } = await administrator.post('/bsffs', { transporter: { company: { name } } }).expect(201);
    expect(body.transporter.company.name).toBe(name);
    const { body: info } = await administrator
      .post('/bsffs', { emitter: { customInfo: name.slice(0, 250) } })
      .expect(201);
    expect(info.emitter.customInfo).toHaveLength(250);
  });

  it('takes a date alone where it says so, and answers an instant', async () => {
    const patch = { destination: { reception: { date: '2026-11-22' } } };
    const { body } = await administrator.patch(held.get('/bsffs/{id}') ?? '', patch).expect(200);
    expect(body.destination.reception.date).toBe('2026-11-22T00:00:00.000Z');
    const { ReceptionPart, ReceptionShown } = document.components.schemas;
    expect(ReceptionPart?.properties?.date?.oneOf).toMatchObject([{ format: 'date-time' }, { format: 'date' }]);
    expect(ReceptionShown?.properties?.date).toMatchObject({ type: 'string', format: 'date-time', nullable: true });
  });

  it('requires roles, names and numbers that are some', () => {
    const { NewPartner, NewEstablishment } = document.components.schemas;
    expect(NewPartner?.properties?.roles).toMatchObject({ minItems: 1, uniqueItems: true });
    expect(NewPartner?.properties?.name).toMatchObject({ minLength: 1 });
    expect(NewEstablishment?.properties).toMatchObject({ name: { minLength: 1 }, siret: { minLength: 14 } });
  });
});
