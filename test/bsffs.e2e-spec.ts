import { randomUUID } from 'node:crypto';
import { listBsffs } from '../src/bsff/listing.sql';
import { TestApp } from './support/app';
import { type Person } from './support/people';

const document = () => ({
  type: 'COLLECTE_PETITES_QUANTITES',
  emitter: { company: { siret: '00000010001014', name: 'FRIGO ALPES' } },
  waste: { code: '14 06 01*', description: 'R-410A' },
  weight: { value: 8.5, isEstimate: false },
  packagings: [{ type: 'BOUTEILLE', numero: 'B-145843', volume: 12, weight: 8.5 }],
});

describe('BSFF documents', () => {
  let app: TestApp;
  let theo: Person;
  let exporter: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    theo = await app.people.person();
    exporter = await app.people.person({ rights: ['EXPORT_BSFF'] });
  }, 60_000);

  afterAll(() => app.close());

  const create = async (body: object = document()) => (await theo.post('/bsffs', body).expect(201)).body;

  it('is closed to those who have not signed in', async () => {
    await app.http.get('/api/v1/bsffs').expect(401);
    await app.http.post('/api/v1/bsffs').send(document()).expect(401);
  });

  it('keeps a document as incomplete as it is', async () => {
    const empty = await create({});
    expect(empty).toMatchObject({
      version: 1,
      exportState: 'LOCAL',
      type: null,
      packagings: [],
      trackdechets: null,
      conflict: null,
    });
    const half = await create({ emitter: { company: { siret: '732 829', name: '' } }, packagings: [{ numero: 'B-' }] });
    expect(half.emitter.company).toEqual({ siret: '732 829', name: '' });
    expect(half.packagings).toEqual([{ other: null, numero: 'B-', volume: null }]);
  });

  it('refuses what can never be valid and names the field', async () => {
    const cases: [object, string][] = [
      [{ nope: 1 }, 'nope'],
      [{ type: 'AUTRE' }, 'type'],
      [{ weight: { value: '8' } }, 'weight.value'],
      [{ weight: { value: -1 } }, 'weight.value'],
      [{ packagings: [{ type: 'BOUTEILLE', numero: 'B', weight: -0.5 }] }, 'packagings.0.weight'],
      [{ packagings: [{ numero: 'B'.repeat(101), type: 'BOUTEILLE', weight: 1 }] }, 'packagings.0.numero'],
      [{ emitter: { company: { contact: 'x'.repeat(251) } } }, 'emitter.company.contact'],
      [{ waste: { adr: 'x'.repeat(751) } }, 'waste.adr'],
      [{ destination: { plannedOperationCode: 'R4' } }, 'destination.plannedOperationCode'],
      [{ transporter: { transport: { takenOverAt: '31/12/2026' } } }, 'transporter.transport.takenOverAt'],
      [{ transporter: { transport: { takenOverAt: '2026-02-30' } } }, 'transporter.transport.takenOverAt'],
      [{ transporters: Array.from({ length: 6 }, () => ({})) }, 'transporters'],
      [{ establishmentId: randomUUID() }, 'establishmentId'],
      [{ destination: { partnerId: randomUUID() } }, 'destination.partnerId'],
      [{ ficheInterventionIds: [randomUUID()] }, 'ficheInterventionIds.0'],
      [{ reference: 'a\u0000b' }, 'reference'],
      [{ packagings: [null] }, 'packagings.0'],
      [{ packagings: [[]] }, 'packagings.0'],
      [{ transporter: { transport: { plates: ['AB-123-CD', 7] } } }, 'transporter.transport.plates.1'],
      [{ ficheInterventionIds: ['FI-1'] }, 'ficheInterventionIds.0'],
      [{ grouping: ['clabc', null] }, 'grouping.1'],
    ];
    for (const [body, path] of cases) {
      const { body: problem } = await theo.post('/bsffs', body).expect(400);
      expect(problem.errors.map((error: { path: string }) => error.path)).toContain(path);
    }
    const { body: alone } = await theo.post('/bsffs', { weight: { value: -1 } }).expect(400);
    expect(alone.errors.map(({ path }: { path: string }) => path)).toEqual(['weight.value']);
    const both = { transporter: {}, transporters: [] };
    expect((await theo.post('/bsffs', both).expect(400)).body.errors[0]).toMatchObject({
      path: 'transporters',
      code: 'ONE_OF_TWO',
    });
    expect((await theo.get('/bsffs?query=nope')).body.items).toEqual([]);
  });

  it('says everything that is wrong when it refuses', async () => {
    const body = { ...document(), weight: { value: -3 }, destination: { company: { mail: 'nobody' } } };
    const { body: problem } = await theo.post('/bsffs', body).set('Accept-Language', 'en').expect(400);
    expect(problem.errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path: 'weight.value', code: 'NOT_POSITIVE' }),
        expect.objectContaining({
          path: 'destination.company.mail',
          code: 'INVALID_EMAIL',
          message: expect.stringContaining('not valid'),
        }),
      ]),
    );
  });

  it('tells absent, null and empty apart in a merge patch', async () => {
    const { id } = await create({ ...document(), transporter: { transport: { mode: 'AIR', plates: ['AB-123-CD'] } } });
    const patch = {
      waste: { description: null, adr: '' },
      emitter: { company: { phone: '04' } },
      transporter: { transport: { mode: null } },
    };
    const { body } = await theo.patch(`/bsffs/${id}`, patch).expect(200);
    expect(body.version).toBe(2);
    expect(body.waste).toEqual({ code: '14 06 01*', description: null, adr: '' });
    expect(body.emitter.company).toEqual({ siret: '00000010001014', name: 'FRIGO ALPES', phone: '04' });
    expect(body.transporter.transport).toEqual({ mode: null, plates: ['AB-123-CD'] });
    expect(body.transporters).toHaveLength(1);
    const cleared = await theo.patch(`/bsffs/${id}`, { transporter: null, packagings: [], emitter: null }).expect(200);
    expect(cleared.body).toMatchObject({ transporter: null, transporters: [], packagings: [], emitter: null });
  });

  it('replaces a list of packagings as a whole', async () => {
    const { id } = await create();
    const packagings = [
      { numero: 'C-2', type: 'CONTENEUR', weight: 4 },
      { numero: 'C-1', type: 'CONTENEUR', weight: 5 },
    ];
    const { body } = await theo.patch(`/bsffs/${id}`, { packagings }).expect(200);
    expect(body.packagings.map(({ numero }: { numero: string }) => numero)).toEqual(['C-2', 'C-1']);
  });

  it('writes the history of each field, and none for an edit that changes nothing', async () => {
    const { id } = await create();
    await theo.patch(`/bsffs/${id}`, { weight: { value: 9 } }).expect(200);
    const same = await theo.patch(`/bsffs/${id}`, { weight: { value: 9 } }).expect(200);
    expect(same.body.version).toBe(2);
    const rows = await app.dataSource.query(
      `SELECT origin, actor_id, path, before, after FROM bsff_changes WHERE bsff_id = $1 AND path = 'weight.value' ORDER BY id`,
      [id],
    );
    expect(rows).toEqual([
      { origin: 'LOCAL', actor_id: theo.id, path: 'weight.value', before: null, after: 8.5 },
      { origin: 'LOCAL', actor_id: theo.id, path: 'weight.value', before: 8.5, after: 9 },
    ]);
  });

  it('is no other version when what it holds is sent back, in whatever order PostgreSQL gave it', async () => {
    const transporter = { company: { siret: '00000032000010', name: 'FRET' }, transport: { plates: ['AB-123-CD'] } };
    const { id } = await create({ ...document(), transporters: [transporter, { customInfo: 'relais' }] });
    const { body: read } = await theo.get(`/bsffs/${id}`).expect(200);
    for (const field of ['transporters', 'packagings', 'waste', 'emitter']) {
      const { body } = await theo.patch(`/bsffs/${id}`, { [field]: read[field] }).expect(200);
      expect([field, body.version]).toEqual([field, 1]);
    }
    const transporters = [transporter, { customInfo: 'relais' }];
    expect((await theo.patch(`/bsffs/${id}`, { transporters }).expect(200)).body.version).toBe(1);
    expect((await theo.patch(`/bsffs/${id}`, { packagings: null }).expect(200)).body.version).toBe(2);
  });

  it('is no other version when what was never said is sent back as it is shown', async () => {
    const { id, ...shown } = await create({});
    const parts = ['type', 'emitter', 'waste', 'weight', 'destination', 'transporter', 'establishmentId', 'reference'];
    const lists = ['packagings', 'ficheInterventionIds', 'ficheInterventions', 'forwarding', 'grouping', 'repackaging'];
    const whole = Object.fromEntries([...parts, ...lists].map((field) => [field, shown[field]]));
    expect((await theo.patch(`/bsffs/${id}`, whole).expect(200)).body.version).toBe(1);
    expect((await theo.patch(`/bsffs/${id}`, { ...whole, weight: { value: 1 } }).expect(200)).body.version).toBe(2);
  });

  it('refuses a write on another version and changes nothing', async () => {
    const created = await theo.post('/bsffs', document()).expect(201);
    const { id } = created.body;
    expect(created.headers.etag).toBe('"1"');
    await theo
      .patch(`/bsffs/${id}`, { weight: { value: 1 } })
      .set('If-Match', '"1"')
      .expect(200);
    await theo
      .patch(`/bsffs/${id}`, { weight: { value: 2 } })
      .set('If-Match', '"1"')
      .expect(412);
    await theo.delete(`/bsffs/${id}`).set('If-Match', '"1"').expect(412);
    const { body, headers } = await theo.get(`/bsffs/${id}`).expect(200);
    expect(body.weight.value).toBe(1);
    expect(headers.etag).toBe('"2"');
  });

  it('knows its tag again when a proxy that compresses made it a weak one', async () => {
    const { id } = await create();
    const to = (value: number) => theo.patch(`/bsffs/${id}`, { weight: { value } }).set('If-Match', 'W/"1"');
    await to(1).expect(200);
    await to(2).expect(412);
  });

  it('lets one of two writers at the same version through', async () => {
    const { id } = await create();
    const answers = await Promise.all(
      [1, 2, 3, 4].map((value) => theo.patch(`/bsffs/${id}`, { weight: { value } }).set('If-Match', '"1"')),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  });

  it('creates once for one Idempotency-Key', async () => {
    const key = randomUUID();
    const body = { ...document(), reference: key };
    const answers = await Promise.all([1, 2, 3].map(() => theo.post('/bsffs', body).set('Idempotency-Key', key)));
    const made = answers.filter(({ status }) => status === 201);
    expect(new Set(made.map((answer) => answer.body.id)).size).toBe(1);
    const again = await theo.post('/bsffs', body).set('Idempotency-Key', key).expect(201);
    expect(again.body.id).toBe(made[0]?.body.id);
    await theo.post('/bsffs', document()).set('Idempotency-Key', key).expect(422);
    const { body: page } = await theo.get(`/bsffs?query=${key}`).expect(200);
    expect(page.items).toHaveLength(1);
  });

  it('keeps references unique, and frees that of a deleted document', async () => {
    const reference = `FI-${randomUUID()}`;
    const { id } = await create({ reference });
    const { body: problem } = await theo.post('/bsffs', { reference }).expect(409);
    expect(problem.code).toBe('REFERENCE_TAKEN');
    await theo.post('/bsffs', { reference: ` ${reference}\u00a0` }).expect(409);
    const other = await create({});
    await theo.patch(`/bsffs/${other.id}`, { reference }).expect(409);
    await theo.delete(`/bsffs/${id}`).expect(204);
    await theo.get(`/bsffs/${id}`).expect(404);
    await create({ reference });
  });

  it('duplicates without containers, fiches nor reference', async () => {
    const source = await create({
      ...document(),
      reference: randomUUID(),
      transporter: { transport: { mode: 'RAIL', plates: ['AB-123-CD'] } },
    });
    const { body } = await theo.post(`/bsffs/${source.id}/duplicates`).expect(201);
    expect(body.id).not.toBe(source.id);
    expect(body).toMatchObject({
      type: source.type,
      waste: source.waste,
      weight: source.weight,
      packagings: [],
      reference: null,
    });
    expect(body.transporter.transport).toEqual({ mode: 'RAIL' });
  });

  it('pages newest first without skipping nor repeating while others insert', async () => {
    const ids: string[] = [];
    const reference = `lot${randomUUID().slice(0, 6)}`;
    for (let n = 0; n < 7; n++) ids.unshift((await create({ reference: `${reference} ${n}` })).id);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { items: { id: string }[]; nextCursor: string | null } = (
        await theo.get(`/bsffs?query=${reference}&limit=3&cursor=${cursor}`).expect(200)
      ).body;
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
      await create({ reference: `${reference} ${randomUUID()}` });
    }
    expect(seen).toEqual(ids);
    await theo.get('/bsffs?cursor=nope').expect(400);
  });

  it('finds by container, name, partner, fiche and beginning of a word, whatever case and accents', async () => {
    const tag = `t${randomUUID().slice(0, 8)}`;
    const partner = await theo
      .post('/partners', { roles: ['TRANSPORTER'], name: `Éclair Frigo ${tag}`, siret: '00000010002012' })
      .expect(201);
    const made = await create({
      packagings: [{ numero: `B-14 ${tag}`, type: 'BOUTEILLE', weight: 1 }],
      destination: { company: { name: 'Régénération Gaz' } },
      transporter: { partnerId: partner.body.id },
    });
    for (const query of [`b14 ${tag}`, `${tag} régéné`, `ECLAIR ${tag}`, `${tag.slice(0, 6)} regeneration`]) {
      const { body } = await theo.get(`/bsffs?query=${encodeURIComponent(query)}`).expect(200);
      expect(body.items.map(({ id }: { id: string }) => id)).toEqual([made.id]);
    }
    const none = await theo.get(`/bsffs?query=${encodeURIComponent("' & | ! :* (")}`).expect(200);
    expect(none.body.items).toEqual([]);
  });

  it('looks for what several people search at the same moment over one connection', async () => {
    const tags = Array.from({ length: 8 }, () => `t${randomUUID().slice(0, 8)}`);
    const made: string[] = [];
    for (const tag of tags) made.push((await create({ reference: tag })).id);
    const { manager } = app.dataSource;
    const query = manager.query.bind(manager);
    let [underWay, most] = [0, 0];
    const watched = jest.spyOn(manager, 'query').mockImplementation(async (sql, parameters) => {
      most = Math.max(most, ++underWay);
      return query(sql, parameters).finally(() => underWay--);
    });
    const found = await listBsffs(
      manager,
      tags.map((tag) => ({ query: { query: tag, limit: 1 }, after: null })),
    );
    watched.mockRestore();
    expect(found.map((page) => page.map(({ id }) => id))).toEqual(made.map((id) => [id]));
    expect(most).toBe(1);
  });

  it('filters by state, status, establishment and change', async () => {
    const administrator = await app.people.administrator();
    const establishment = await administrator
      .post('/establishments', { siret: '00000010001014', name: 'FRIGO ALPES' })
      .expect(201);
    const establishmentId: string = establishment.body.id;
    const made = await create({ establishmentId });
    const filtered = async (query: string): Promise<string[]> =>
      (await theo.get(`/bsffs?${query}`).expect(200)).body.items.map(({ id }: { id: string }) => id);
    expect(await filtered(`establishmentId=${establishmentId}&exportState=LOCAL`)).toEqual([made.id]);
    expect(await filtered(`establishmentId=${establishmentId}&status=SENT`)).toEqual([]);
    expect(await filtered(`updatedSince=${made.updatedAt}&establishmentId=${establishmentId}`)).toEqual([made.id]);
    expect(await filtered(`updatedSince=2999-01-01`)).toEqual([]);
    await theo.get('/bsffs?exportState=NOPE').expect(400);
    await theo.get('/bsffs?updatedSince=hier').expect(400);
    await theo.get('/bsffs?unknown=1').expect(400);
  });

  it('starts a document with the partner’s defaults, and lets what is typed win', async () => {
    const defaults = { plates: ['AB-123-CD'], mode: 'ROAD', cap: 'CAP-9', plannedOperationCode: 'R2' };
    const partner = await theo
      .post('/partners', { roles: ['TRANSPORTER', 'DESTINATION'], name: 'Cimes', siret: '00000010002012', defaults })
      .expect(201);
    const partnerId: string = partner.body.id;
    const body = await create({ transporter: { partnerId }, destination: { partnerId, cap: 'MINE' } });
    expect(body.transporter.transport).toEqual({ mode: 'ROAD', plates: ['AB-123-CD'] });
    expect(body.destination).toMatchObject({ partnerId, cap: 'MINE', plannedOperationCode: 'R2' });
    const typed = await theo.patch(`/bsffs/${body.id}`, { transporter: { company: { siret: '1' } } }).expect(200);
    expect(typed.body.transporter.partnerId).toBeUndefined();
    await theo.post('/bsffs', { transporter: { partnerId, company: { siret: '1' } } }).expect(400);
  });

  it('says what may be done now, and why not', async () => {
    const actionsOf = async (person: Person, id: string) => {
      const { body } = await person.get(`/bsffs/${id}`).set('Accept-Language', 'en').expect(200);
      return new Map(body.allowedActions.map((found: { action: string }) => [found.action, found]));
    };
    const { id } = await create();
    const technician = await actionsOf(theo, id);
    expect(technician.get('edit')).toEqual({ action: 'edit', allowed: true, code: null, reason: null });
    expect(technician.get('delete')).toMatchObject({ allowed: true });
    expect(technician.get('export')).toMatchObject({
      allowed: false,
      code: 'NO_EXPORT_RIGHT',
      reason: expect.stringContaining('EXPORT_BSFF'),
    });
    expect(technician.get('pdf')).toMatchObject({ allowed: false, code: 'NOT_EXPORTED' });
    expect((await actionsOf(exporter, id)).get('export')).toMatchObject({ allowed: false, code: 'NO_VALID_TOKEN' });
  });

  it('answers 404 for what is not there', async () => {
    for (const path of [`/bsffs/${randomUUID()}`, '/bsffs/nope', `/bsffs/${randomUUID()}/readiness?step=DRAFT`]) {
      await theo.get(path).expect(404);
    }
    await theo.patch(`/bsffs/${randomUUID()}`, {}).expect(404);
    await theo.delete(`/bsffs/${randomUUID()}`).expect(404);
    await theo.post(`/bsffs/${randomUUID()}/duplicates`).expect(404);
  });
});
