import { Listing } from '../src/pulls/listing';
import { WebhookWatch } from '../src/webhooks/webhook-watch';
import { eventually, TestApp } from './support/app';
import { OtherSide, pull, shown } from './support/other-side';
import { type Person } from './support/people';
import { ADMIN } from './support/sandbox-client';

const MEMBER = 'technicien1@thermo-littoral.test';

describe('Webhooks of Trackdéchets', () => {
  let app: TestApp;
  let admin: Person;
  let there: OtherSide;
  let establishment: string;

  beforeAll(async () => {
    app = await TestApp.start({ sandbox: { allowLocalWebhooks: true, webhookDelayMs: 50 } });
    there = new OtherSide(app);
    const first = await app.people.administrator();
    const { siret, name } = app.directory.companies.operateur ?? {};
    establishment = (await first.post('/establishments', { siret, name }).expect(201)).body.id as string;
    admin = await app.people.person({ email: ADMIN, rights: ['FULL_ACCESS'], withToken: true });
  });
  afterAll(() => app.close());

  const path = (): string => `/establishments/${establishment}/trackdechets-webhook`;
  const setting = () => app.sandbox.platform.webhooks.all()[0];

  it('calls for the right, a public address, and the role ADMIN there', async () => {
    const nobody = await app.people.person();
    await nobody.put(path()).expect(403);
    await admin.get(path()).expect(404);
    expect((await admin.put(path()).expect(422)).body.code).toBe('PUBLIC_URL_MISSING');
    Object.assign(app.config, { publicUrl: app.url });
    const member = await app.people.person({ email: MEMBER, rights: ['EXPORT_BSFF'], withToken: true });
    expect((await member.put(path()).expect(422)).body.code).toBe('TRACKDECHETS_ROLE_MISSING');
    expect(setting()).toBeUndefined();
  });

  it('registers once, however often it is asked to', async () => {
    const { body } = await admin.put(path()).expect(200);
    expect(body).toMatchObject({ activated: true, registeredBy: admin.id, reactivations: 0, receivedAt: null });
    const before = setting()?.endpointUri;
    await admin.put(path()).expect(200);
    expect(app.sandbox.platform.webhooks.all()).toHaveLength(1);
    expect(setting()?.endpointUri).not.toBe(before);
  });

  it('shows a change made there, and a document born there', async () => {
    const { id } = await there.create('HOOK-1');
    await eventually(() => shown(app, admin, id).catch(() => null));
    await there.sign(id, 'EMISSION', ADMIN);
    await eventually(async () => {
      const { trackdechets } = await shown(app, admin, id);
      return (trackdechets as { status: string }).status === 'SIGNED_BY_EMITTER';
    });
    await there.delete(id);
    await eventually(async () => {
      const { trackdechets } = await shown(app, admin, id);
      return (trackdechets as { removed: boolean }).removed;
    });
    expect((await admin.get(path()).expect(200)).body.receivedAt).not.toBeNull();
  });

  it('shows it also while a pull of everything is under way', async () => {
    const { id } = await there.create('HOOK-2');
    await eventually(() => shown(app, admin, id).catch(() => null));
    const listing = app.nest.get(Listing);
    let goOn = (): void => undefined;
    const held = new Promise<void>((done) => (goOn = done));
    jest.spyOn(listing, 'existing').mockImplementation(async () => {
      await held;
      return [];
    });
    jest.spyOn(listing, 'changed').mockImplementation(async function* () {
      await held;
      yield [];
    });
    const { body: asked } = await admin.post('/pulls', { complete: true }).expect(202);
    const state = async (): Promise<unknown> => (await admin.get(`/pulls/${asked.id}`).expect(200)).body.state;
    await eventually(async () => (await state()) === 'RUNNING');
    await there.sign(id, 'EMISSION', ADMIN);
    await eventually(async () => {
      const { trackdechets } = await shown(app, admin, id);
      return (trackdechets as { status: string }).status === 'SIGNED_BY_EMITTER';
    });
    expect(await state()).toBe('RUNNING');
    jest.restoreAllMocks();
    goOn();
    await eventually(async () => (await state()) === 'SUCCEEDED');
  });

  it('accepts both spellings of Bearer, refuses everything else alike, and ignores other slips', async () => {
    const { endpointUri = '', token = '' } = setting() ?? {};
    const hook = new URL(endpointUri).pathname;
    const post = (where: string, authorization: string, body: object) =>
      app.http.post(where).set('Authorization', authorization).send(body);
    const body = [{ action: 'UPDATED', id: 'BSD-20261120-ABCDEFGHJ' }];
    expect((await post(hook, `Bearer: ${token}`, body).expect(200)).body).toEqual({ received: 0 });
    await post(hook, `Bearer ${token}`, [{ action: 'UPDATED', id: 'FF-20261120-ABCDEFGHJ' }, null, 3]).expect(200);
    const wrong = await post(hook, 'Bearer: this-is-not-the-token-of-anything', body).expect(401);
    const unknown = await post(`${hook.slice(0, -3)}AAA`, `Bearer: ${token}`, body).expect(401);
    const bare = await app.http.post(hook).send(body).expect(401);
    expect(new Set([wrong, unknown, bare].map((answer) => answer.body.code as string))).toEqual(
      new Set(['HOOK_REFUSED']),
    );
  });

  it('survives a flood of repeats without asking Trackdéchets for each', async () => {
    const { endpointUri = '', token = '' } = setting() ?? {};
    const asked = await there.requests();
    const one = async (): Promise<void> => {
      const answer = await fetch(endpointUri, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer: ${token}` },
        body: JSON.stringify([{ action: 'UPDATED', id: 'FF-20261120-FFFFFFFFF' }]),
      });
      expect(answer.status).toBe(200);
    };
    for (let round = 0; round < 40; round++) await Promise.all([one(), one(), one(), one(), one()]);
    await eventually(async () => (await app.dataSource.query('SELECT 1 FROM pull_hints')).length === 0);
    expect((await there.requests()) - asked).toBeLessThan(100);
  });

  it('is switched on again when Trackdéchets switched it off, and what was missed is caught up with', async () => {
    const webhook = setting();
    if (!webhook) throw new Error('no webhook');
    webhook.activated = false;
    const { id } = await there.create('MANQUE-1');
    await app.nest.get(WebhookWatch).checkDue(0);
    expect(setting()?.activated).toBe(true);
    await eventually(() => shown(app, admin, id).catch(() => null));
    expect((await admin.get(path()).expect(200)).body.reactivations).toBe(1);
  });

  it('keeps neither the key nor the token readable', async () => {
    const { endpointUri = '', token = '' } = setting() ?? {};
    const key = endpointUri.split('/').at(-1) ?? '';
    for (const table of ['webhooks', 'audit_events', 'events']) {
      const rows = JSON.stringify(await app.dataSource.query(`SELECT to_jsonb(t)::text AS row FROM ${table} t`));
      expect(rows).not.toContain(key);
      expect(rows).not.toContain(token);
    }
  });

  it('is deleted on both sides', async () => {
    await admin.delete(path()).expect(204);
    expect(setting()).toBeUndefined();
    await admin.get(path()).expect(404);
    expect(await pull(admin)).toMatchObject({ state: 'SUCCEEDED' });
  });
});
