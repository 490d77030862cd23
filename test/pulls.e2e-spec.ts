import { eventually, TestApp } from './support/app';
import { CARRIER, OtherSide, pull, shown } from './support/other-side';
import { type Person } from './support/people';
import { ADMIN, control } from './support/sandbox-client';

describe('Pulls', () => {
  let app: TestApp;
  let admin: Person;
  let there: OtherSide;

  beforeAll(async () => {
    app = await TestApp.start();
    there = new OtherSide(app);
    const first = await app.people.administrator();
    const { operateur } = app.directory.companies;
    await first.post('/establishments', { siret: operateur?.siret, name: operateur?.name }).expect(201);
    admin = await app.people.person({ email: ADMIN, rights: ['FULL_ACCESS'], withToken: true });
  });
  afterAll(() => app.close());

  const watermark = async (): Promise<unknown> => app.dataSource.query('SELECT * FROM pull_watermarks ORDER BY 1');
  const here = (trackdechetsId: string) => shown(app, admin, trackdechetsId);

  it('refuses those without the right', async () => {
    const person = await app.people.person();
    await person.post('/pulls', {}).expect(403);
    await person.get('/pulls/6c1f4f35-7f7d-4b0c-8f3c-2b5b0e1d2c3a').expect(403);
    await app.http.post('/api/v1/pulls').expect(401);
    await admin.get('/pulls/6c1f4f35-7f7d-4b0c-8f3c-2b5b0e1d2c3a').expect(404);
  });

  it('brings in a document born on Trackdéchets, then its whole life, signature by signature', async () => {
    const { id, packagings } = await there.create('VIE-1');
    expect(await pull(admin)).toMatchObject({ state: 'SUCCEEDED', created: 1, error: null });
    expect(await here(id)).toMatchObject({ createdBy: null, exportState: 'EXPORTED', trackdechets: { id } });

    await there.send(id);
    expect(await pull(admin)).toMatchObject({ updated: 1, created: 0 });
    expect(await here(id)).toMatchObject({
      trackdechets: { status: 'SENT' },
      transporter: { transport: { plates: ['AB-123-CD'] }, signature: { author: 'Une personne' } },
    });

    await there.treat(id, packagings[0]?.id ?? '');
    expect(await pull(admin)).toMatchObject({ updated: 1 });
    const document = await here(id);
    expect(document).toMatchObject({
      trackdechets: { status: 'PROCESSED' },
      destination: { signature: { author: 'Une personne' } },
      packagings: [{ acceptation: { weight: 7.5, status: 'ACCEPTED' }, operation: { code: 'R2' } }],
      conflict: null,
    });

    const { body: history } = await admin.get(`/bsffs/${String(document.id)}/history?limit=200`).expect(200);
    const read = (history.items as { origin: string; path: string; after: unknown }[]).filter(
      ({ origin }) => origin === 'TRACKDECHETS',
    );
    expect(read).toContainEqual(expect.objectContaining({ path: 'status', before: 'SENT', after: 'PROCESSED' }));
    expect(read).toContainEqual(
      expect.objectContaining({ path: 'packagings.0.acceptation.weight', before: null, after: 7.5 }),
    );
  });

  it('answers 502 when Trackdéchets fails inside while one document is read, and 503 while it is away', async () => {
    const [{ id } = { id: '' }] = await app.dataSource.query<{ id: string }[]>('SELECT id FROM bsffs LIMIT 1');
    await control(app.sandbox, 'POST /faults', { kind: 'server-error' });
    const failed = await admin.post(`/bsffs/${id}/pull`).expect(502);
    expect(failed.body.code).toBe('TRACKDECHETS_ERROR');
    await control(app.sandbox, 'DELETE /faults');
    await control(app.sandbox, 'POST /outage', { kind: 'page' });
    const away = await admin.post(`/bsffs/${id}/pull`).expect(503);
    expect(away.body.code).toBe('TRACKDECHETS_UNAVAILABLE');
    expect(Number(away.headers['retry-after'])).toBeGreaterThan(0);
    await control(app.sandbox, 'DELETE /outage');
    // What was asked for in vain is read a little later, as a hint would be; half a minute goes by in case it was tried meanwhile.
    await app.dataSource.query(`UPDATE pull_hints SET lease_until = '-infinity'`);
    await app.dataSource.query(`SELECT pg_notify('pulls', 'hints')`);
    await eventually(async () => (await app.dataSource.query('SELECT 1 FROM pull_hints')).length === 0);
  });

  it('pages through a history without skipping or repeating', async () => {
    const [{ id } = { id: '' }] = await app.dataSource.query<{ id: string }[]>('SELECT id FROM bsffs LIMIT 1');
    const { body: whole } = await admin.get(`/bsffs/${id}/history?limit=200`).expect(200);
    const items: unknown[] = [];
    for (let cursor = ''; ;) {
      const { body } = await admin.get(`/bsffs/${id}/history?limit=3&cursor=${cursor}`).expect(200);
      items.push(...(body.items as unknown[]));
      if (!body.nextCursor) break;
      cursor = body.nextCursor as string;
    }
    expect(items).toEqual(whole.items);
    expect(items.length).toBeGreaterThan(10);
  });

  it('leaves what did not change alone, in one request', async () => {
    await pull(admin);
    const before = await app.dataSource.query('SELECT id, version, updated_at FROM bsffs ORDER BY id');
    const asked = await there.requests();
    expect(await pull(admin)).toMatchObject({ state: 'SUCCEEDED', created: 0, updated: 0, removed: 0, unchanged: 1 });
    expect((await there.requests()) - asked).toBe(1);
    expect(await app.dataSource.query('SELECT id, version, updated_at FROM bsffs ORDER BY id')).toEqual(before);
  });

  it('finds what was deleted there, and what went out of reach', async () => {
    const deleted = await there.create('SUPPRIME-1');
    const lost = await there.create('PERDU-1');
    await pull(admin);
    await there.delete(deleted.id);
    const { siret } = app.directory.companies.transit ?? {};
    await there.update(lost.id, { emitter: { company: { siret, name: 'Autre' } } }, CARRIER);
    expect(await pull(admin)).toMatchObject({ removed: 2 });
    expect(await here(deleted.id)).toMatchObject({ trackdechets: { removed: true, removal: 'DELETED' } });
    expect(await here(lost.id)).toMatchObject({ trackdechets: { removed: true, removal: 'ACCESS_LOST' } });
    expect(await pull(admin)).toMatchObject({ removed: 0, updated: 0 });
  });

  it('lets nobody think that what went out of reach can be sent or deleted', async () => {
    const { id } = await there.create('PERDU-2');
    await pull(admin);
    const { siret } = app.directory.companies.transit ?? {};
    await there.update(id, { emitter: { company: { siret, name: 'Autre' } } }, CARRIER);
    await pull(admin);
    const document = await here(id);
    const local = `/bsffs/${String(document.id)}`;
    const clerk = await app.people.person();
    const actions = document.allowedActions as { action: string; allowed: boolean }[];
    expect(actions.filter(({ allowed }) => allowed).map(({ action }) => action)).toEqual(['pull']);
    for (const person of [admin, clerk]) expect((await person.delete(local).expect(409)).body.code).toBe('ACCESS_LOST');
    expect((await admin.post(`${local}/exports`, { mode: 'PUBLISHED' }).expect(409)).body.code).toBe('ACCESS_LOST');
    expect((await admin.get(`${local}/pdf`).expect(409)).body.code).toBe('ACCESS_LOST');
    await clerk.patch(local, { reference: 'PERDU-2 bis' }).expect(200);
  });

  it('takes a document back in when access to it returns', async () => {
    const { operateur, transit } = app.directory.companies;
    const { id } = await there.create('REVENU-1');
    await there.update(id, { emitter: { company: { siret: transit?.siret, name: 'Autre' } } }, CARRIER);
    await pull(admin);
    await there.update(id, { emitter: { company: { siret: operateur?.siret, name: 'x' } } }, CARRIER);
    await pull(admin);
    expect(await here(id)).toMatchObject({ trackdechets: { removed: false, removal: null } });
  });

  it('keeps other companies of a token’s owner out, and reads an establishment from its beginning', async () => {
    const { agence } = app.directory.companies;
    const company = { siret: agence?.siret, name: 'x', address: 'x', contact: 'x', phone: 'x', mail: 'x@y.test' };
    const { id } = await there.create('AGENCE-1', { emitter: { company } });
    await pull(admin);
    await expect(here(id)).rejects.toThrow('is not here');
    const first = await app.people.administrator();
    await first.post('/establishments', { siret: agence?.siret, name: agence?.name }).expect(201);
    await pull(admin);
    expect(await here(id)).toMatchObject({ emitter: { company: { siret: agence?.siret } } });
  });

  it('sees an acceptance that was typed and not signed only when it reads everything again', async () => {
    const { id, packagings } = await there.create('TAPE-1');
    await there.send(id);
    await pull(admin);
    const acceptation = { date: '2026-11-20T09:00:00.000Z', weight: 6, status: 'ACCEPTED' };
    await there.updatePackaging(packagings[0]?.id ?? '', { acceptation });
    expect(await pull(admin)).toMatchObject({ updated: 0 });
    expect(await pull(admin, { complete: true })).toMatchObject({ updated: 1 });
    expect(await here(id)).toMatchObject({ packagings: [{ acceptation: { weight: 6, signature: null } }] });
  });

  it('counts as a reading what was read there, and no edit made here', async () => {
    const { id } = await there.create('SAISI-1');
    await pull(admin);
    // Read again and found unchanged: `pulled_at` is PostgreSQL's, to the microsecond.
    await pull(admin, { complete: true });
    const { id: local } = await here(id);
    const ages = async (): Promise<unknown> => {
      const [row] = await app.dataSource.query<{ read: string; listed: string }[]>(
        `SELECT to_char(now() - read_at, 'HH24') AS read, to_char(now() - listed_at, 'HH24') AS listed
         FROM bsff_readings WHERE trackdechets_id = $1`,
        [id],
      );
      return row;
    };
    const old = { read: '05', listed: '05' };
    await app.dataSource.query(
      `UPDATE bsff_readings SET read_at = now() - interval '5 hours', listed_at = now() - interval '5 hours'
       WHERE trackdechets_id = $1`,
      [id],
    );
    await admin.patch(`/bsffs/${String(local)}`, { destination: { cap: 'TAPÉ ICI' } }).expect(200);
    expect(await ages()).toEqual(old);
    await there.sign(id, 'EMISSION', ADMIN);
    await pull(admin);
    expect(await ages()).toEqual({ read: '00', listed: '00' });
  });

  it('leaves the watermark where it was when a page fails, and loses nothing', async () => {
    const before = await watermark();
    const ids: string[] = [];
    for (let index = 0; index < 3; index++) ids.push((await there.create(`PANNE-${index}`)).id);
    // The list answers, the documents do not: the middle of a pull.
    await control(app.sandbox, 'POST /faults', { kind: 'server-error', operation: 'bsffs', skip: 1, count: 9 });
    const failed = await pull(admin);
    await control(app.sandbox, 'DELETE /faults');
    expect(failed).toMatchObject({ state: 'FAILED', error: 'TRACKDECHETS_UNAVAILABLE', created: 0 });
    expect(await watermark()).toEqual(before);
    expect(await pull(admin)).toMatchObject({ state: 'SUCCEEDED', created: 3 });
    for (const id of ids) expect(await here(id)).toMatchObject({ trackdechets: { id } });
  });

  it('reads one document again at once, deleted or not', async () => {
    const { id } = await there.create('SEUL-1');
    await pull(admin);
    const { id: local } = await here(id);
    await there.sign(id, 'EMISSION', ADMIN);
    const { body } = await admin.post(`/bsffs/${String(local)}/pull`).expect(200);
    expect(body.trackdechets).toMatchObject({ status: 'SIGNED_BY_EMITTER' });
    await there.delete(id);
    const gone = await admin.post(`/bsffs/${String(local)}/pull`).expect(200);
    expect(gone.body.trackdechets).toMatchObject({ removed: true });
    const nobody = await app.people.person({ rights: ['EXPORT_BSFF'] });
    await nobody.post(`/bsffs/${String(local)}/pull`).expect(422);
  });

  it('says whose token read what, and why nothing could be read without any', async () => {
    const { id } = await pull(admin);
    const [entry] = await app.dataSource.query<{ after: { readers: unknown } }[]>(
      `SELECT after FROM audit_events WHERE action = 'pull.succeeded' AND subject_id = $1`,
      [id],
    );
    expect(entry?.after.readers).toEqual([{ userId: admin.id, orgIds: expect.any(Array) }]);
    await admin.delete('/me/trackdechets-token').expect(204);
    expect(await pull(admin)).toMatchObject({ state: 'FAILED', error: 'NO_VALID_TOKEN' });
  });
});
