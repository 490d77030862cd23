import { eventually, TestApp } from './support/app';
import { type Person } from './support/people';
import { request } from './support/sandbox-client';

const TRANSPORTER = '00000032000010';
const CLOSED = '00000087000014';
const DORMANT = '00000076000017';
const TECHNICIAN = 'technicien1@thermo-littoral.test';
const UNKNOWN = '00000099999999';

describe('looking companies up', () => {
  let app: TestApp;
  let person: Person;

  beforeAll(async () => {
    app = await TestApp.start();
    person = await app.people.person();
  });
  afterAll(() => app.close());
  afterEach(() => outage(false));

  async function outage(begin: boolean): Promise<void> {
    const body = begin ? { kind: 'page' } : undefined;
    const method = begin ? 'POST' : 'DELETE';
    const headers = { 'content-type': 'application/json' };
    const answer = await request(app.sandbox.controlUrl, { method, path: '/outage', headers, body });
    expect(answer.status).toBeLessThan(300);
  }

  it('is for people who are signed in', async () => {
    await app.http.get(`/api/v1/companies/${TRANSPORTER}`).expect(401);
  });

  it('fills a form from Trackdéchets, spaces or not', async () => {
    for (const number of [TRANSPORTER, '000%20000%20320%2000010']) {
      const { body } = await person.get(`/companies/${number}`).expect(200);
      expect(body).toMatchObject({
        orgId: TRANSPORTER,
        siret: TRANSPORTER,
        vatNumber: null,
        name: 'ATLANTIQUE FRET DECHETS',
        mail: 'exploitation@atlantique-fret.test',
        registered: true,
        companyTypes: ['TRANSPORTER'],
        closed: false,
        dormant: false,
        receipt: { number: 'REC-33-2025-0417', department: '33', expired: false, endsSoon: false },
      });
    }
  });

  it('shows a dormant company and a closed one as such', async () => {
    expect((await person.get(`/companies/${DORMANT}`).expect(200)).body).toMatchObject({ dormant: true });
    // Trackdéchets' public look-up refuses both alike: somebody's token is needed to tell a closed one from an unknown one.
    await person.get(`/companies/${CLOSED}`).expect(404);
    await app.people.person({ email: TECHNICIAN, rights: ['EXPORT_BSFF'], withToken: true });
    expect((await person.get(`/companies/${CLOSED}`).expect(200)).body).toMatchObject({
      closed: true,
      registered: false,
    });
    expect((await person.get(`/companies/${UNKNOWN}`).expect(404)).body.code).toBe('COMPANY_UNKNOWN');
  });

  it('says what is wrong with a number, and when nobody has it', async () => {
    for (const [number, code] of [
      ['12345', 'INVALID_COMPANY_NUMBER'],
      ['12345678901234', 'INVALID_SIRET'],
      ['FR40303265045', 'INVALID_COMPANY_NUMBER'],
    ] as const) {
      const { body } = await person.get(`/companies/${number}`).expect(400);
      expect(body.errors).toMatchObject([{ path: 'siretOrVatNumber', code }]);
    }
    for (const number of [UNKNOWN, 'BE0541696005']) {
      expect((await person.get(`/companies/${number}`).expect(404)).body.code).toBe('COMPANY_UNKNOWN');
    }
  });

  it('says 502 when Trackdéchets is there and fails inside', async () => {
    const headers = { 'content-type': 'application/json' };
    const body = { kind: 'server-error' };
    await request(app.sandbox.controlUrl, { method: 'POST', path: '/faults', headers, body });
    const answer = await person.get(`/companies/${TRANSPORTER}`).expect(502);
    expect(answer.body).toMatchObject({ code: 'TRACKDECHETS_ERROR', company: { orgId: TRANSPORTER } });
    await request(app.sandbox.controlUrl, { method: 'DELETE', path: '/faults', headers });
  });

  it('says 503 with what was last known while Trackdéchets is away', async () => {
    await person.get(`/companies/${TRANSPORTER}`).expect(200);
    await outage(true);
    const known = await person.get(`/companies/${TRANSPORTER}`).expect(503);
    expect(known.body).toMatchObject({
      code: 'TRACKDECHETS_UNAVAILABLE',
      company: { name: 'ATLANTIQUE FRET DECHETS' },
    });
    expect(Number(known.headers['retry-after'])).toBeGreaterThan(0);
    const never = await person.get('/companies/00000043000017').expect(503);
    expect(never.body.company).toBeNull();
  });

  it('feeds the directory in the background, once for all replicas, again after a day and after an outage', async () => {
    const destination = '00000054000013';
    await outage(true);
    await person.post('/partners', { roles: ['DESTINATION'], siret: destination, name: 'Régénération' }).expect(201);
    const row = async () => (await app.dataSource.query('SELECT * FROM companies WHERE org_id = $1', [destination]))[0];
    await eventually(async () => (await row()).failures > 0);
    await outage(false);
    await app.dataSource.query(`UPDATE companies SET next_check_at = now() WHERE org_id = $1`, [destination]);
    await app.dataSource.query(`SELECT pg_notify('companies', '')`);
    const found = await eventually(async () => (await row()).found === true && row());
    expect(found).toMatchObject({ company_types: ['WASTEPROCESSOR'], failures: 0, lease_owner: null });
    expect(new Date(found.next_check_at).getTime() - Date.now()).toBeGreaterThan(22 * 3_600_000);

    await app.dataSource.query(
      `UPDATE companies SET checked_at = now() - interval '2 days', next_check_at = now() WHERE org_id = $1`,
      [destination],
    );
    const second = await TestApp.start({ beside: app });
    await app.dataSource.query(`SELECT pg_notify('companies', '')`);
    await eventually(async () => new Date((await row()).checked_at).getTime() > Date.now() - 60_000);
    await second.close();
  });
});
