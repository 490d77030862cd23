import { checkChain } from '../src/audit/audit-chain';
import { everythingOn, personOf } from '../src/privacy/person';
import { eventually, TestApp } from './support/app';
import { runScript } from './support/commands';
import { completeDocument, readyToExport, SECOND_TECHNICIAN, TECHNICIAN, typeIn } from './support/documents';
import { type Person } from './support/people';
import { control, tokenOf } from './support/sandbox-client';

describe('a person’s data', () => {
  let app: TestApp;
  let administrator: Person;
  let technician: Person;
  let bsff: string;

  beforeAll(async () => {
    app = await TestApp.start();
    administrator = await app.people.administrator();
    const ready = await readyToExport(app);
    technician = ready.technician;
    bsff = await typeIn(technician, { ...completeDocument('VIE-PRIVEE'), establishmentId: ready.establishmentId });
    await technician.post(`/bsffs/${bsff}/exports`, { mode: 'PUBLISHED' }).expect(202);
    await settled();
    await technician.patch('/me', { phone: '06 11 22 33 44' }).expect(200);
    await app.http.post('/api/v1/sessions').send({ email: TECHNICIAN, password: 'faux' }).expect(401);
  });
  afterAll(() => app?.close());

  const settled = () =>
    eventually(async () => (await technician.get(`/bsffs/${bsff}`).expect(200)).body.exportState === 'EXPORTED');
  const run = (file: string, ...args: string[]) =>
    runScript(`src/privacy/${file}.ts`, { DATABASE_URL: app.database.url }, args);
  const erase = (...args: string[]) => run('erase', ...args);
  /** Every table of the database as text, but for what the law keeps and what the platform's own copies hold. */
  const everything = async (): Promise<string> => {
    const tables = await app.dataSource.query<{ name: string }[]>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('bsffs', 'bsff_changes')`,
    );
    const parts = await Promise.all(
      tables.map(({ name }) => app.dataSource.query<{ row: string }[]>(`SELECT t::text AS row FROM ${name} t`)),
    );
    return JSON.stringify(parts).toLowerCase();
  };

  it('is given whole, without any secret', async () => {
    const { status, output } = await run('export', '--email', TECHNICIAN.toUpperCase());
    expect(status).toBe(0);
    const found = JSON.parse(output) as Record<string, Record<string, unknown>[]>;
    expect(found.users).toEqual([
      expect.objectContaining({ email: TECHNICIAN, last_name: 'Morel', phone: '06 11 22 33 44' }),
    ]);
    expect(found.credentials).toEqual([expect.objectContaining({ status: 'VALID', account: expect.anything() })]);
    expect(found.sessions?.length).toBeGreaterThan(0);
    expect(found.sign_in_attempts).toHaveLength(1);
    expect(found.audit_events?.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        'user.created',
        'user.updated',
        'contact.designated',
        'credential.pasted',
        'session.opened',
      ]),
    );
    expect(found.bsffs).toEqual([expect.objectContaining({ id: bsff })]);
    expect(output).not.toContain(tokenOf(TECHNICIAN));
    expect(output).not.toMatch(/argon2|password|secret/);
    const unknown = await run('export', '--email', 'personne@exemple.test');
    expect([unknown.status, Object.values(JSON.parse(unknown.output) as object).flat()]).toEqual([1, []]);
    expect((await run('export')).status).toBe(2);
    expect((await run('export', '--email', TECHNICIAN, '--apply')).status).toBe(2);
  });

  it('is found where somebody is no user but a holder: fiches, partners, deleted ones too', async () => {
    const holder = { name: 'Mme Aubry', phone: '06 55 44 33 22', mail: 'Aubry@exemple.test' };
    const particulier = { isPrivateIndividual: true };
    const fiche = await technician
      .post('/fiches-intervention', { numero: 'FI-1', detenteur: { company: holder, ...particulier } })
      .expect(201);
    const partner = await technician.post('/partners', { roles: ['DETENTEUR'], ...holder, ...particulier }).expect(201);
    await technician.delete(`/partners/${String(partner.body.id)}`).expect(204);
    const about = async (email: string): Promise<Record<string, object[]>> => {
      const { output } = await run('export', '--email', email);
      return JSON.parse(output) as Record<string, object[]>;
    };
    const found = await about(holder.mail);
    expect(found.fiches).toEqual([expect.objectContaining({ numero: 'FI-1', detenteur: holder })]);
    expect(found.partners).toEqual([expect.objectContaining({ phone: holder.phone, deleted_at: expect.any(String) })]);
    const told = await erase('--email', holder.mail);
    expect(told.output).toMatch(/fiches\s+1 .*stays.*R\. 543-82.*partners\s+1 .*stays/s);

    // Whoever edited the fiche is told so, not whose it is.
    const editor = await about(TECHNICIAN);
    expect(editor.fiches).toEqual([expect.objectContaining({ id: fiche.body.id, detenteur: null })]);
    for (const column of ['base', 'remote', 'sending', 'conflict']) {
      await app.dataSource.query(`UPDATE fiches SET detenteur = '{}', ${column} = $1`, [{ company: holder }]);
      expect((await everythingOn(app.dataSource.manager, { id: null, email: holder.mail })).fiches).toHaveLength(1);
      await app.dataSource.query(`UPDATE fiches SET ${column} = NULL`);
    }
  });

  it('is not taken for that of somebody with a longer address', async () => {
    const mail = 'anne-marie@exemple.test';
    await technician.post('/partners', { roles: ['DETENTEUR'], name: 'Anne-Marie', mail, isPrivateIndividual: true });
    const rows = async (email: string): Promise<number> =>
      Object.values(await everythingOn(app.dataSource.manager, { id: null, email })).flat().length;
    // The partner, and the audit of who wrote it.
    expect(await rows(mail)).toBe(2);
    expect(await rows('marie@exemple.test')).toBe(0);
    await app.dataSource.query(`UPDATE partners SET contact = E'Ligne\nMARIE@exemple.test.' WHERE mail = $1`, [mail]);
    expect(await rows('marie@exemple.test')).toBe(1);
    await app.dataSource.query('DELETE FROM partners WHERE mail = $1', [mail]);
  });

  it('is found by what refers to the person', async () => {
    await technician.post('/pulls', {}).expect(202);
    await app.dataSource.query(
      `INSERT INTO webhooks (establishment_id, setting_id, key_hash, token_hash, registered_by, activated)
       SELECT id, 'x', '\\x01', '\\x02', $1, true FROM establishments`,
      [technician.id],
    );
    const found = await everythingOn(app.dataSource.manager, await personOf(app.dataSource.manager, TECHNICIAN));
    expect(found).toMatchObject({
      pulls: [{ requested_by: technician.id }],
      webhooks: [{ activated: true }],
      exports: [{ bsff_id: bsff }],
    });
    const nobody = await everythingOn(app.dataSource.manager, { id: null, email: 'personne@exemple.test' });
    expect(Object.values(nobody).flat()).toEqual([]);
    await app.dataSource.query('DELETE FROM webhooks');
  });

  it('is not erased while others depend on the person: each reason with its remedy', async () => {
    await control(app.sandbox, 'POST /outage', { kind: 'refused' });
    const { body: document } = await technician.get(`/bsffs/${bsff}`).expect(200);
    await technician.patch(`/bsffs/${bsff}`, { weight: { value: 5, isEstimate: true } }).expect(200);
    const { body: asked } = await technician.post(`/bsffs/${bsff}/exports`, { mode: 'PUBLISHED' }).expect(202);
    const refused = await erase('--email', TECHNICIAN, '--apply');
    expect(refused.status).toBe(1);
    expect(refused.output).toMatch(/They are the Trackdéchets contact: designate.*Exports under way in their name: 1/s);
    expect((await technician.get('/me').expect(200)).body.email).toBe(TECHNICIAN);
    await control(app.sandbox, 'DELETE /outage');
    await eventually(async () => {
      const { body } = await technician.get(`/exports/${String(asked.id)}`).expect(200);
      return body.finishedAt !== null;
    }, 30_000);
    expect(document.id).toBe(bsff);
    const last = await erase('--email', administrator.email, '--apply');
    expect(last).toMatchObject({ status: 1, output: expect.stringContaining('They are the last administrator') });
  }, 60_000);

  it('is counted by a dry run, which changes nothing', async () => {
    const before = await everything();
    const dry = await erase('--email', TECHNICIAN);
    expect(dry.output).toMatch(/users\s+1 .*credentials\s+1 .*audit_events\s+\d+ .*redacted.*bsffs\s+1 .*stays/s);
    expect(await everything()).toBe(before);
  });

  it('goes, but for the documents that the law keeps; the audit still verifies', async () => {
    const second = await app.people.person({
      email: SECOND_TECHNICIAN,
      firstName: 'Inès',
      lastName: 'Faure',
      rights: ['EXPORT_BSFF', 'DEFINE_CONTACT'],
      withToken: true,
    });
    await second.put('/trackdechets-contact', { userId: second.id }).expect(200);
    const rows = (await app.dataSource.query<[{ n: number }]>('SELECT count(*)::int AS n FROM audit_events'))[0].n;
    const erased = await erase('--email', TECHNICIAN, '--apply');
    expect(erased).toMatchObject({ status: 0, output: expect.stringContaining('Erased.') });

    const left = await everything();
    for (const trace of [TECHNICIAN, 'Morel', 'Bastien', '06 11 22 33 44', tokenOf(TECHNICIAN).slice(-4)]) {
      expect(left).not.toContain(trace.toLowerCase());
    }
    expect((await checkChain(app.dataSource)).broken).toBeNull();
    expect(
      (await app.dataSource.query<[{ n: number }]>('SELECT count(*)::int AS n FROM audit_events'))[0].n,
    ).toBeGreaterThan(rows);
    const { body: audit } = await administrator.get(`/audit-events?subjectId=${technician.id}`).expect(200);
    expect(audit.items[0]).toMatchObject({ action: 'person.erased', actorId: null });
    expect(JSON.stringify(audit)).toContain('[effacé / erased]');

    // Whose slip it is stays one and the same person, whoever that was; what went to Trackdéchets stays.
    const { body: kept } = await second.get(`/bsffs/${bsff}`).expect(200);
    expect(kept).toMatchObject({ createdBy: technician.id, emitter: { company: { mail: TECHNICIAN } } });
    await technician.get('/me').expect(401);
    const { body: user } = await administrator.get(`/users/${technician.id}`).expect(200);
    expect(user).toMatchObject({
      lastName: 'Personne effacée',
      active: false,
      rights: [],
      trackdechets: { status: 'NONE' },
    });
    // The address is free for whoever comes next.
    await app.people.person({ email: TECHNICIAN });
    const nobody = await erase('--email', 'personne@exemple.test', '--apply');
    expect(nobody).toMatchObject({ status: 1, output: expect.stringContaining('Not a user') });
    expect((await erase('--email', TECHNICIAN, '--apply', '--dry-run')).status).toBe(2);
  }, 60_000);
});
