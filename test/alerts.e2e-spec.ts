import { AccessWatch } from '../src/establishments/access-watch';
import { WebhookWatch } from '../src/webhooks/webhook-watch';
import { eventually, TestApp } from './support/app';
import { OPERATOR, TECHNICIAN } from './support/documents';
import { EventReader } from './support/event-reader';
import { pull } from './support/other-side';
import { type Person } from './support/people';
import { ADMIN, control } from './support/sandbox-client';

interface Alert {
  code: string;
  reason: string | null;
  message: string;
  subjectId: string;
}

describe('What administrators are told', () => {
  let app: TestApp;
  let administrator: Person;
  let technician: Person;
  let establishmentId: string;
  const readers: EventReader[] = [];

  beforeAll(async () => {
    app = await TestApp.start({ env: { PUBLIC_URL: 'http://127.0.0.1:9' }, sandbox: { allowLocalWebhooks: true } });
    administrator = await app.people.administrator();
    technician = await app.people.person({ email: TECHNICIAN, rights: ['EXPORT_BSFF'], withToken: true });
    const establishment = { siret: OPERATOR, name: 'THERMO LITTORAL' };
    ({ id: establishmentId } = (await administrator.post('/establishments', establishment).expect(201)).body);
  });
  afterEach(() => readers.splice(0).forEach((reader) => reader.close()));
  afterAll(() => app.close());

  async function listen(person: Person, lastEventId?: string): Promise<EventReader> {
    const reader = await new EventReader(app, person, lastEventId).opened();
    readers.push(reader);
    return reader;
  }

  const alerts = async (): Promise<Alert[]> => (await administrator.get('/alerts').expect(200)).body.items;
  const alertsOf = ({ events }: EventReader): Record<string, unknown>[] =>
    events.filter(({ event }) => event === 'alert').map(({ data }) => data);
  const access = async (): Promise<Record<string, unknown>> =>
    (await technician.get(`/establishments/${establishmentId}`).expect(200)).body.trackdechetsAccess;
  /** What the watch does every ten seconds, now. */
  const look = (): Promise<unknown> => app.nest.get(AccessWatch)['access'].review();

  it('is for administrators alone', async () => {
    await app.http.get('/api/v1/alerts').expect(401);
    expect((await technician.get('/alerts').expect(403)).body.code).toBe('FORBIDDEN');
  });

  it('says once that nobody can read an establishment any more, why, and once that somebody can again', async () => {
    await look();
    expect(await alerts()).toEqual([]);
    expect(await access()).toEqual({ usableTokens: 1, reason: null, since: null });
    const hears = await listen(administrator);
    const hearsNot = await listen(technician);

    await control(app.sandbox, 'POST /tokens/revoke', { email: TECHNICIAN });
    for (let pulls = 0; pulls < 3; pulls++) {
      expect(await pull(technician)).toMatchObject({ state: 'FAILED', error: 'NO_VALID_TOKEN' });
      await look();
    }
    const [told] = await eventually(async () => alertsOf(hears).length > 0 && alertsOf(hears));
    const alert = { code: 'ESTABLISHMENT_UNREAD', reason: 'TOKEN_REFUSED', subjectId: establishmentId };
    expect(told).toMatchObject({ ...alert, state: 'RAISED', siret: OPERATOR, name: 'THERMO LITTORAL' });
    expect(await alerts()).toMatchObject([alert]);
    expect((await alerts())[0]?.message).toMatch(/THERMO LITTORAL.*plus.*Trackdéchets refuse la clé/);
    expect(await access()).toEqual({ usableTokens: 0, reason: 'TOKEN_REFUSED', since: told?.since });

    // Somebody who has left cannot paste a new one.
    await administrator.patch(`/users/${technician.id}`, { active: false }).expect(200);
    await look();
    expect(await alerts()).toMatchObject([{ ...alert, reason: 'NO_EXPORT_RIGHT' }]);
    await administrator.patch(`/users/${technician.id}`, { active: true }).expect(200);
    technician = await app.people.signIn(TECHNICIAN);

    await technician.delete('/me/trackdechets-token').expect(204);
    await look();
    expect(await alerts()).toMatchObject([{ ...alert, reason: 'NO_TOKEN' }]);

    await app.people.person({ email: ADMIN, rights: ['EXPORT_BSFF'], withToken: true });
    await eventually(async () => alertsOf(hears).length > 1);
    expect(alertsOf(hears).map(({ state }) => state)).toEqual(['RAISED', 'CLEARED']);
    expect(await alerts()).toEqual([]);
    expect(await access()).toMatchObject({ usableTokens: 1, reason: null, since: null });

    // Later, and on a connection of their own, an administrator still hears it; nobody else ever does.
    const later = await listen(administrator, '0-0');
    await eventually(async () => alertsOf(later).length === 2);
    const catchesUp = await listen(technician, '0-0');
    await eventually(async () => catchesUp.events.some(({ event }) => event === 'pull'));
    expect([...alertsOf(hearsNot), ...alertsOf(catchesUp)]).toEqual([]);
    const rows = await app.dataSource.query<{ action: string }[]>(
      `SELECT action FROM audit_events WHERE action LIKE 'establishment.access%' ORDER BY at`,
    );
    expect(rows.map(({ action }) => action)).toEqual(['establishment.access_lost', 'establishment.access_restored']);
  });

  it('forgets what it said of an establishment that is removed', async () => {
    const { body } = await administrator.post('/establishments', { siret: '00000032000010', name: 'B' }).expect(201);
    await look();
    expect(await alerts()).toMatchObject([{ subjectId: body.id, reason: 'NO_TOKEN' }]);
    await administrator.delete(`/establishments/${body.id}`).expect(204);
    await look();
    expect(await alerts()).toEqual([]);
  });

  it('says that the contact was lost, until there is one again', async () => {
    const chooser = await app.people.person({ rights: ['DEFINE_CONTACT'] });
    const contact = await app.people.person({ rights: ['EXPORT_BSFF'] });
    await chooser.put('/trackdechets-contact', { userId: contact.id }).expect(200);
    await administrator.patch(`/users/${contact.id}`, { active: false }).expect(200);
    const [lost] = await alerts();
    expect(lost).toMatchObject({ code: 'CONTACT_LOST', reason: 'NOT_ELIGIBLE', subjectId: contact.id });
    const next = await app.people.person({ rights: ['EXPORT_BSFF'] });
    await chooser.put('/trackdechets-contact', { userId: next.id }).expect(200);
    expect(await alerts()).toEqual([]);
    await chooser.delete('/trackdechets-contact').expect(204);
    expect(await alerts()).toMatchObject([{ code: 'CONTACT_LOST', reason: 'REMOVED', subjectId: next.id }]);
    await chooser.put('/trackdechets-contact', { userId: next.id }).expect(200);
  });

  it('says that a webhook is switched off again and again, until it stays on for a day', async () => {
    const owner = await app.people.signIn(ADMIN);
    await owner.put(`/establishments/${establishmentId}/trackdechets-webhook`).expect(200);
    const watch = app.nest.get(WebhookWatch);
    const switchedOff = async (): Promise<void> => {
      const { platform } = app.sandbox;
      for (const { settingId } of platform.webhookTargets([OPERATOR])) platform.deactivateWebhook(settingId);
      await watch.checkDue(0);
    };
    await switchedOff();
    expect(await alerts()).toEqual([]);
    await switchedOff();
    await switchedOff();
    expect(await alerts()).toMatchObject([{ code: 'WEBHOOK_SWITCHED_OFF', subjectId: establishmentId, reason: null }]);
    await watch.checkDue(0);
    expect(await alerts()).toHaveLength(1);
    await app.dataSource.query(`UPDATE webhooks SET reactivated_at = now() - interval '25 hours'`);
    await watch.checkDue(0);
    expect(await alerts()).toEqual([]);
  });
});
