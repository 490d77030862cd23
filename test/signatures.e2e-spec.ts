import { TestApp } from './support/app';
import { CARRIER, OtherSide, PLANT, pull, shown } from './support/other-side';
import { type Person } from './support/people';
import { ADMIN, control } from './support/sandbox-client';

const READER = 'lecteur@thermo-littoral.test';
const CODE_OF_CARRIER = 4231;

describe('Signatures', () => {
  let app: TestApp;
  let admin: Person;
  let plant: Person;
  let there: OtherSide;

  beforeAll(async () => {
    app = await TestApp.start();
    there = new OtherSide(app);
    const first = await app.people.administrator();
    for (const key of ['operateur', 'traitement']) {
      const { siret, name } = app.directory.companies[key] ?? {};
      await first.post('/establishments', { siret, name }).expect(201);
    }
    const rights = ['FULL_ACCESS' as const];
    admin = await app.people.person({
      email: ADMIN,
      firstName: 'Claire',
      lastName: 'Vasseur',
      rights,
      withToken: true,
    });
    plant = await app.people.person({ email: PLANT, rights, withToken: true });
  });
  afterAll(() => app.close());

  /** A document made there and brought in. */
  async function broughtIn(numero: string, more = {}): Promise<{ id: string; local: string; packagings: string[] }> {
    const { id, packagings } = await there.create(numero, more);
    await pull(admin);
    const { id: local } = await shown(app, admin, id);
    return { id, local: String(local), packagings: packagings.map((packaging) => packaging.id) };
  }

  const sign = (person: Person, local: string, body: object) => person.post(`/bsffs/${local}/signatures`, body);
  const verdictOn = (action: string, { allowedActions }: { allowedActions: { action: string }[] }) =>
    allowedActions.find((verdict) => verdict.action === action);
  const acts = (local: string) =>
    app.dataSource.query<{ after: unknown }[]>(
      `SELECT after FROM audit_events WHERE action = 'bsff.signed' AND subject_id = $1 ORDER BY at`,
      [local],
    );

  it('refuses those without the right, and what is not on Trackdéchets', async () => {
    const { local } = await broughtIn('DROIT-1');
    const nobody = await app.people.person();
    await sign(nobody, local, { type: 'EMISSION' }).expect(403);
    await app.http.post(`/api/v1/bsffs/${local}/signatures`).send({ type: 'EMISSION' }).expect(401);
    const untokened = await app.people.person({ rights: ['EXPORT_BSFF'] });
    expect((await sign(untokened, local, { type: 'EMISSION' }).expect(422)).body.code).toBe('NO_VALID_TOKEN');
    const { body: typed } = await admin.post('/bsffs', { type: 'TRACER_FLUIDE' }).expect(201);
    expect((await sign(admin, typed.id as string, { type: 'EMISSION' }).expect(409)).body.code).toBe('NOT_EXPORTED');
    await sign(admin, local, { type: 'EMISSION', securityCode: 12345 }).expect(400);
  });

  it('signs the whole life from here, each step with its data', async () => {
    const { local, packagings } = await broughtIn('VIE-1');
    const emitted = await sign(admin, local, { type: 'EMISSION' }).expect(200);
    expect(emitted.body).toMatchObject({
      trackdechets: { status: 'SIGNED_BY_EMITTER' },
      emitter: { signature: { author: 'Claire Vasseur' } },
    });
    const early = await sign(plant, local, { type: 'RECEPTION' }).expect(409);
    expect(early.body.code).toBe('SIGNATURE_NOT_EXPECTED');
    const transport = { mode: 'ROAD', plates: ['AB-123-CD'] };
    const codeless = await sign(admin, local, { type: 'TRANSPORT', transport }).expect(422);
    expect(codeless.body.code).toBe('SECURITY_CODE_REQUIRED');
    const unready = await sign(admin, local, { type: 'TRANSPORT', securityCode: CODE_OF_CARRIER }).expect(422);
    expect(unready.body).toMatchObject({ code: 'NOT_READY', errors: [{ path: 'transporter.transport.plates' }] });
    const sent = await sign(admin, local, { type: 'TRANSPORT', transport, securityCode: CODE_OF_CARRIER }).expect(200);
    expect(sent.body).toMatchObject({
      trackdechets: { status: 'SENT' },
      transporter: { transport: { plates: ['AB-123-CD'] }, signature: { author: 'Claire Vasseur' } },
    });

    await sign(plant, local, { type: 'RECEPTION', reception: { date: '2026-11-20T08:00:00.000Z' } }).expect(200);
    const [packagingId] = packagings;
    const acceptation = { weight: 7.5, status: 'ACCEPTED', wasteDescription: 'R410A' };
    await sign(plant, local, { type: 'ACCEPTATION', packagingId, acceptation }).expect(200);
    const operation = { code: 'R2', mode: 'REUTILISATION', description: 'Régénération' };
    const treated = await sign(plant, local, { type: 'OPERATION', packagingId, operation }).expect(200);
    expect(treated.body).toMatchObject({
      trackdechets: { status: 'PROCESSED' },
      packagings: [{ acceptation: { weight: 7.5 }, operation: { code: 'R2' } }],
    });
    const told = (await acts(local)).map(({ after }) => after);
    expect(told).toEqual([
      { type: 'EMISSION', packagingId: null, withSecurityCode: false },
      { type: 'TRANSPORT', packagingId: null, withSecurityCode: true },
      { type: 'RECEPTION', packagingId: null, withSecurityCode: false },
      { type: 'ACCEPTATION', packagingId, withSecurityCode: false },
      { type: 'OPERATION', packagingId, withSecurityCode: false },
    ]);
  });

  it('keeps the security code nowhere', async () => {
    const tables = await app.dataSource.query<{ name: string }[]>(
      `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public'`,
    );
    for (const { name } of tables) {
      const found = await app.dataSource.query(
        `SELECT 1 FROM ${name} t WHERE to_jsonb(t)::text ~ '(securityCode"?: ?"?${CODE_OF_CARRIER})' LIMIT 1`,
      );
      expect({ name, found }).toEqual({ name, found: [] });
    }
  });

  it('says what is wrong with a code, a container or a role, and signs nothing', async () => {
    const { id, local } = await broughtIn('FAUX-1');
    await there.sign(id, 'EMISSION', ADMIN);
    const transport = { mode: 'ROAD', plates: ['AB-123-CD'] };
    const wrong = await sign(admin, local, { type: 'TRANSPORT', transport, securityCode: 1111 }).expect(422);
    expect(wrong.body.code).toBe('SECURITY_CODE_REFUSED');
    const misplaced = await sign(admin, local, { type: 'EMISSION', transport, packagingId: 'x' }).expect(400);
    expect(misplaced.body.errors.map(({ path }: { path: string }) => path).sort()).toEqual([
      'packagingId',
      'transport',
    ]);
    const reader = await app.people.person({ email: READER, rights: ['EXPORT_BSFF'], withToken: true });
    const other = await broughtIn('FAUX-2');
    expect((await sign(reader, other.local, { type: 'EMISSION' }).expect(422)).body.code).toBe(
      'SECURITY_CODE_REQUIRED',
    );
    expect(await acts(local)).toEqual([]);
  });

  it('dates no signature in the future, but for clocks that differ', async () => {
    const { local } = await broughtIn('DEMAIN-1');
    const { body } = await sign(admin, local, { type: 'EMISSION', date: '2099-01-01T00:00:00Z' }).expect(400);
    expect(body.errors).toMatchObject([{ path: 'date', code: 'SIGNATURE_DATE_FUTURE' }]);
    expect(await acts(local)).toEqual([]);
    const soon = new Date(Date.now() + 12 * 3_600_000).toISOString();
    await sign(admin, local, { type: 'EMISSION', date: soon }).expect(200);
  });

  it('speaks of signing, and names the fields of what was sent', async () => {
    const { id, local, packagings } = await broughtIn('MOTS-1');
    await there.sign(id, 'EMISSION', ADMIN);
    const short = { type: 'TRANSPORT', transport: { plates: ['A'] }, securityCode: CODE_OF_CARRIER };
    const { body: unready } = await sign(admin, local, short).expect(422);
    expect(unready).toMatchObject({ code: 'NOT_READY', errors: [{ path: 'transport.plates' }] });
    expect(unready.detail).toContain('signez de nouveau');

    await there.update(id, { transporter: { transport: { mode: 'ROAD', plates: ['AB-123-CD'] } } });
    await there.sign(id, 'TRANSPORT', CARRIER);
    await there.update(id, { destination: { reception: { date: '2026-11-20T08:00:00.000Z' } } }, PLANT);
    await there.sign(id, 'RECEPTION', PLANT);
    const acceptation = { weight: -1, status: 'ACCEPTED', wasteDescription: 'R410A' };
    const asked = { type: 'ACCEPTATION', packagingId: packagings[0], acceptation };
    const { body: refused } = await sign(plant, local, asked).expect(422);
    expect(refused).toMatchObject({ code: 'TRACKDECHETS_REFUSED', errors: [{ path: 'acceptation.weight' }] });
    for (const said of [refused.detail, refused.errors[0].message]) {
      expect(said).toContain('signez de nouveau');
      expect(said).not.toContain('export');
    }
  });

  it('does not take a right code for a wrong one where a role is missing to write', async () => {
    const { id, local, packagings } = await broughtIn('AILLEURS-1');
    const [packagingId = ''] = packagings;
    await there.send(id);
    const date = '2026-11-20T08:00:00.000Z';
    await there.update(id, { destination: { reception: { date } } }, PLANT);
    await there.sign(id, 'RECEPTION', PLANT);
    const { body: received } = await admin.post(`/bsffs/${local}/pull`).expect(200);
    const missing = { allowed: false, code: 'TRACKDECHETS_ROLE_MISSING' };
    expect(verdictOn('signAcceptation', received)).toMatchObject(missing);
    const acceptation = { weight: 7.5, status: 'ACCEPTED', wasteDescription: 'R410A' };
    const asked = { type: 'ACCEPTATION', packagingId, securityCode: app.directory.companies.traitement?.securityCode };
    const early = await sign(admin, local, { ...asked, acceptation }).expect(422);
    expect(early.body.code).toBe('TRACKDECHETS_ROLE_MISSING');

    await there.updatePackaging(packagingId, { acceptation: { date, ...acceptation } });
    const { body: written } = await admin.post(`/bsffs/${local}/pull`).expect(200);
    expect(verdictOn('signAcceptation', written)).toMatchObject({ allowed: true, code: 'SECURITY_CODE_REQUIRED' });
    const again = await sign(admin, local, { ...asked, acceptation: { ...acceptation, weight: 7 } }).expect(422);
    expect(again.body).toMatchObject({
      code: 'TRACKDECHETS_ROLE_MISSING',
      trackdechetsMessage: expect.stringContaining('Seule la destination'),
    });
    await sign(admin, local, asked).expect(200);
  });

  it('does not sign what was changed here and not sent', async () => {
    const { local } = await broughtIn('MODIFIE-1');
    const { body } = await admin.patch(`/bsffs/${local}`, { waste: { adr: 'UN 1234' } }).expect(200);
    expect(verdictOn('signEmission', body)).toMatchObject({ allowed: false, code: 'LOCAL_CHANGES_NOT_SENT' });
    expect((await sign(admin, local, { type: 'EMISSION' }).expect(409)).body.code).toBe('LOCAL_CHANGES_NOT_SENT');
  });

  it.each([
    ['its own reference', { reference: 'FI-SIGN-1' }],
    ['a space', { waste: { description: 'R410A ' } }],
    ['a sign that Trackdéchets drops', { waste: { description: 'R410A >' } }],
  ])('signs what differs here by %s alone', async (what, patch) => {
    const { local } = await broughtIn(`PAREIL-${what}`);
    const { body } = await admin.patch(`/bsffs/${local}`, patch).expect(200);
    expect(body.trackdechets.localChanges).toEqual([]);
    expect(verdictOn('signEmission', body)).toMatchObject({ allowed: true });
    await sign(admin, local, { type: 'EMISSION' }).expect(200);
  });

  it('takes in a signature that somebody made first', async () => {
    const { id, local } = await broughtIn('AVANT-1');
    await there.sign(id, 'EMISSION', ADMIN);
    expect((await sign(admin, local, { type: 'EMISSION' }).expect(409)).body.code).toBe('SIGNATURE_NOT_EXPECTED');
    expect(await shown(app, admin, id)).toMatchObject({ trackdechets: { status: 'SIGNED_BY_EMITTER' } });
  });

  it.each(['done-reset', 'done-502', 'done-server-error'])(
    'finds its signature on the document when the answer is lost (%s)',
    async (kind) => {
      const { local } = await broughtIn(`PERDU-${kind}`);
      await control(app.sandbox, 'POST /faults', { kind, operation: 'signBsff', count: 1 });
      const { body } = await sign(admin, local, { type: 'EMISSION' }).expect(200);
      expect(body.trackdechets.status).toBe('SIGNED_BY_EMITTER');
      expect(await acts(local)).toHaveLength(1);
    },
  );

  it('says that it does not know when the answer is lost and no signature shows', async () => {
    const { local } = await broughtIn('DOUTE-1');
    await control(app.sandbox, 'POST /faults', { kind: 'reset', operation: 'signBsff', count: 1 });
    expect((await sign(admin, local, { type: 'EMISSION' }).expect(502)).body.code).toBe('SIGNATURE_UNCERTAIN');
    expect(await acts(local)).toEqual([]);
    await sign(admin, local, { type: 'EMISSION' }).expect(200);
  });
});
