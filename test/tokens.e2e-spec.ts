import { Logger } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { Credentials } from '../src/credentials/credentials';
import { KeyCheck } from '../src/credentials/key-check';
import { Verification } from '../src/credentials/verification';
import { RequestBudget } from '../src/trackdechets/request-budget';
import { TrackdechetsAccount } from '../src/trackdechets/trackdechets.account';
import { eventually, TestApp } from './support/app';
import { type Person } from './support/people';
import { control, tokenOf } from './support/sandbox-client';

const TECHNICIAN = 'technicien1@thermo-littoral.test';
const OTHER = 'technicien2@thermo-littoral.test';
const READER = 'lecteur@thermo-littoral.test';

const EVERY_TIMER_BUT_INTERVALS = [
  ...(['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate'] as const),
  ...(['setTimeout', 'clearTimeout'] as const),
];

interface Row {
  status: string;
  secret: Buffer;
  last_four: string;
  pending_secret: Buffer | null;
}

describe('Trackdéchets tokens', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app?.close());

  const stored = async (person: Person): Promise<Row | undefined> => {
    const rows = await app.dataSource.query<Row[]>('SELECT * FROM credentials WHERE user_id = $1', [person.id]);
    return rows[0];
  };
  const newToken = async (email: string): Promise<string> => {
    const token = randomBytes(20).toString('hex');
    await control(app.sandbox, 'POST /tokens', { email, token });
    return token;
  };
  const checkSoon = (person: Person): Promise<unknown> =>
    app.dataSource.query('UPDATE credentials SET next_check_at = now() WHERE user_id = $1', [person.id]);
  const statusOf = async (person: Person): Promise<string> =>
    (await person.get('/me/trackdechets-token').expect(200)).body.status;
  const auditOf = async (person: Person): Promise<string[]> => {
    const rows = await app.dataSource.query<{ action: string }[]>(
      `SELECT action FROM audit_events WHERE subject_type = 'credential' AND subject_id = $1 ORDER BY at`,
      [person.id],
    );
    return rows.map(({ action }) => action);
  };
  const tokenEvents = async (person: Person): Promise<unknown[]> => {
    const rows = await app.dataSource.query<{ data: object }[]>(
      `SELECT data FROM events WHERE type = 'token' AND user_id = $1 ORDER BY id`,
      [person.id],
    );
    return rows.map(({ data }) => data);
  };
  const comer = (email: string): Promise<Person> =>
    app.people.signIn(email).catch(() => app.people.person({ email, rights: ['EXPORT_BSFF'] }));

  it('tells somebody without a token what to do', async () => {
    const person = await app.people.person();
    const { body } = await person.get('/me/trackdechets-token').expect(200);
    expect(body).toEqual({
      status: 'NONE',
      message: expect.stringContaining('Applications et API'),
      lastFour: null,
      verifiedAt: null,
      checkedAt: null,
      account: null,
      companies: [],
    });
    await person.post('/me/trackdechets-token/verification').expect(200);
    await person.delete('/me/trackdechets-token').expect(204);
  });

  it('accepts what people really paste and says « Votre clé est valide », with the roles on Trackdéchets', async () => {
    const person = await comer(TECHNICIAN);
    const { body } = await person
      .put('/me/trackdechets-token', { token: `  «\u00a0Bearer ${tokenOf(TECHNICIAN)}\u200b »\r\n` })
      .expect(200);
    expect(body).toMatchObject({
      status: 'VALID',
      message: 'Votre clé est valide',
      lastFour: tokenOf(TECHNICIAN).slice(-4),
      account: { email: TECHNICIAN, name: 'Bastien Morel' },
      companies: [{ orgId: '00000021000013', siret: '00000021000013', role: 'MEMBER' }],
    });
    expect(body.companies[0].permissions).toContain('BSD_CAN_CREATE');
    expect(Date.parse(body.verifiedAt)).toBeGreaterThan(Date.now() - 60_000);
    const row = await stored(person);
    expect(row?.secret.includes(tokenOf(TECHNICIAN))).toBe(false);
    expect(await auditOf(person)).toContain('credential.pasted');
    const english = await person.get('/me/trackdechets-token').set('Accept-Language', 'en');
    expect(english.body.message).toBe('Your key is valid');
  });

  it('compares e-mails whatever their case', async () => {
    const person = await app.people.person({ email: 'Lecteur@Thermo-Littoral.TEST' });
    const { body } = await person.put('/me/trackdechets-token', { token: tokenOf(READER) }).expect(200);
    expect(body).toMatchObject({ status: 'VALID', companies: [{ role: 'READER' }] });
  });

  it('refuses an unknown, a revoked and another’s token, keeps nothing and leaves the one before', async () => {
    const person = await comer(TECHNICIAN);
    await person.put('/me/trackdechets-token', { token: tokenOf(TECHNICIAN) }).expect(200);
    const before = await stored(person);
    const revoked = app.directory.users[TECHNICIAN]?.revokedToken;
    for (const token of [randomBytes(20).toString('hex'), revoked]) {
      const { body } = await person.put('/me/trackdechets-token', { token }).expect(422);
      expect(body).toMatchObject({ code: 'TRACKDECHETS_TOKEN_REJECTED', errors: [{ path: 'token' }] });
      expect(body.detail).toContain('Rien n’a été enregistré');
    }
    const { body } = await person.put('/me/trackdechets-token', { token: tokenOf(OTHER) }).expect(422);
    expect(body.code).toBe('TRACKDECHETS_EMAIL_MISMATCH');
    expect(body.detail).toContain(OTHER);
    expect(await stored(person)).toEqual(before);
    expect(await statusOf(person)).toBe('VALID');
  });

  it('sends an e-mail, a password or half a token nowhere', async () => {
    const person = await comer(TECHNICIAN);
    const requests = async (): Promise<unknown> => (await control(app.sandbox, 'GET /requests'))?.length;
    const count = await requests();
    for (const [token, code] of [
      ['bastien.morel@thermo-littoral.test', 'TOKEN_LOOKS_LIKE_EMAIL'],
      ['Mon mot de passe !', 'TOKEN_LOOKS_LIKE_PASSWORD'],
      [tokenOf(TECHNICIAN).slice(0, 12), 'TOKEN_TRUNCATED'],
      [' "" ', 'TOKEN_EMPTY'],
    ]) {
      const { body } = await person.put('/me/trackdechets-token', { token }).expect(422);
      expect(body).toMatchObject({ code: 'TRACKDECHETS_TOKEN_REJECTED', errors: [{ path: 'token', code }] });
    }
    await person.put('/me/trackdechets-token', {}).expect(400);
    await person.put('/me/trackdechets-token', { token: 12 }).expect(400);
    expect(await requests()).toBe(count);
  });

  it('keeps a token pasted during an outage and verifies it by itself afterwards', async () => {
    const person = await comer(OTHER);
    await control(app.sandbox, 'POST /outage', { kind: 'refused' });
    const { body } = await person.put('/me/trackdechets-token', { token: tokenOf(OTHER) }).expect(202);
    const message = expect.stringMatching(/^(?!.*ne répond pas).*pas encore vérifiée.*rien à faire/);
    expect(body).toMatchObject({ status: 'UNVERIFIED', lastFour: tokenOf(OTHER).slice(-4), companies: [], message });
    expect(await app.nest.get(Credentials).tokenFor(person.id)).toBeNull();
    await control(app.sandbox, 'DELETE /outage');
    await checkSoon(person);
    await eventually(async () => (await statusOf(person)) === 'VALID');
    expect(await app.nest.get(Credentials).tokenFor(person.id)).not.toBeNull();
    expect(await auditOf(person)).toEqual(['credential.pasted', 'credential.stateChanged']);
    await person.delete('/me/trackdechets-token').expect(204);
    expect(await stored(person)).toBeUndefined();
  });

  it('keeps a valid token in use until the one pasted during an outage is found good', async () => {
    const person = await comer(OTHER);
    await person.put('/me/trackdechets-token', { token: tokenOf(OTHER) }).expect(200);
    const better = await newToken(OTHER);
    await control(app.sandbox, 'POST /outage', { kind: 'page' });
    const paste = await person.put('/me/trackdechets-token', { token: better }).expect(202);
    expect(paste.body).toMatchObject({ status: 'UNVERIFIED', lastFour: better.slice(-4) });
    expect((await person.get('/me/trackdechets-token')).body).toMatchObject({
      status: 'VALID',
      lastFour: tokenOf(OTHER).slice(-4),
      message: expect.stringContaining('la nouvelle la remplacera'),
    });
    await control(app.sandbox, 'DELETE /outage');
    const { body } = await person.post('/me/trackdechets-token/verification').expect(200);
    expect(body).toMatchObject({ status: 'VALID', lastFour: better.slice(-4), message: 'Votre clé est valide' });
    expect((await stored(person))?.pending_secret).toBeNull();
  });

  it('drops a bad token pasted during an outage, keeps the valid one, and says so until another is given', async () => {
    const person = await comer(OTHER);
    await person.put('/me/trackdechets-token', { token: tokenOf(OTHER) }).expect(200);
    await control(app.sandbox, 'POST /outage', { kind: 'page' });
    const bad = tokenOf(TECHNICIAN);
    await person.put('/me/trackdechets-token', { token: bad }).expect(202);
    await control(app.sandbox, 'DELETE /outage');
    const told = (await tokenEvents(person)).length;
    const { body } = await person.post('/me/trackdechets-token/verification').expect(200);
    const refused = expect.stringMatching(`^Votre clé est valide ; .*${bad.slice(-4)}.*n’a pas été gardée`);
    expect(body).toMatchObject({ status: 'VALID', lastFour: tokenOf(OTHER).slice(-4), message: refused });
    expect((await tokenEvents(person)).slice(told)).toEqual([{ status: 'VALID' }]);
    const audited = await app.dataSource.query(
      `SELECT after FROM audit_events WHERE action = 'credential.newRefused' AND subject_id = $1`,
      [person.id],
    );
    expect(audited).toEqual([{ after: { lastFour: bad.slice(-4) } }]);
    await person.post('/me/trackdechets-token/verification').expect(200);
    expect((await person.get('/me')).body.trackdechets.message).toEqual(refused);
    const again = await person.put('/me/trackdechets-token', { token: tokenOf(OTHER) }).expect(200);
    expect(again.body.message).toBe('Votre clé est valide');
    expect((await person.get('/me/trackdechets-token')).body.message).toBe('Votre clé est valide');
  });

  it('keeps a token pasted during an outage when a replica without its encryption key checks it', async () => {
    const person = await comer(READER);
    await person.put('/me/trackdechets-token', { token: tokenOf(READER) }).expect(200);
    // A rolling restart: the new key first on this replica, not yet on the others.
    const newKeys = `next:${randomBytes(32).toString('base64')},${app.keys}`;
    const replica = await TestApp.start({ beside: app, env: { CREDENTIALS_KEYS: newKeys } });
    const better = await newToken(READER);
    await control(app.sandbox, 'POST /outage', { kind: 'page' });
    const there = await replica.people.signIn(person.email);
    await there.put('/me/trackdechets-token', { token: better }).expect(202);
    await control(app.sandbox, 'DELETE /outage');
    try {
      const said = jest.spyOn(Logger.prototype, 'error');
      await app.nest.get(KeyCheck).onApplicationBootstrap();
      expect(said.mock.calls).toEqual([[{ unreadable: 1, keyIds: ['next'] }, expect.any(String)]]);
      said.mockRestore();
      const { body } = await person.post('/me/trackdechets-token/verification').expect(200);
      expect(body).toMatchObject({ status: 'VALID', lastFour: tokenOf(READER).slice(-4) });
      expect(await stored(person)).toMatchObject({ pending_secret: expect.any(Buffer), unanswered: 1 });
      expect(await auditOf(person)).not.toContain('credential.newRefused');
      const promoted = await there.post('/me/trackdechets-token/verification').expect(200);
      expect(promoted.body).toMatchObject({ status: 'VALID', lastFour: better.slice(-4) });
    } finally {
      await replica.close();
    }
    await person.put('/me/trackdechets-token', { token: tokenOf(READER) }).expect(200);
  });

  it('drops a waiting token that was damaged', async () => {
    const person = await comer(READER);
    await person.put('/me/trackdechets-token', { token: tokenOf(READER) }).expect(200);
    await app.dataSource.query(
      `UPDATE credentials SET pending_secret = set_byte(secret, length(secret) - 1, 255 - get_byte(secret, length(secret) - 1)),
         pending_last_four = 'aBcD' WHERE user_id = $1`,
      [person.id],
    );
    const { body } = await person.post('/me/trackdechets-token/verification').expect(200);
    expect(body).toMatchObject({ status: 'VALID', message: expect.stringContaining('aBcD') });
    expect((await stored(person))?.pending_secret).toBeNull();
  });

  it('notices a revoked token at once when told of it, tells its owner, and takes the next one', async () => {
    const email = 'chauffeur@thermo-littoral.test';
    const person = await app.people.person({ email, rights: ['EXPORT_BSFF'] });
    const token = await newToken(email);
    await person.put('/me/trackdechets-token', { token }).expect(200);
    const credentials = app.nest.get(Credentials);
    expect(await credentials.reportUnauthenticated(person.id)).toBe('VALID');
    const asked = (): Promise<number> => control(app.sandbox, 'GET /requests').then((seen) => seen.length);
    const before = await asked();
    const reports = Array.from({ length: 30 }, () => credentials.reportUnauthenticated(person.id));
    expect(new Set(await Promise.all(reports))).toEqual(new Set(['VALID']));
    expect(await asked()).toBe(before + 1);
    await control(app.sandbox, 'POST /tokens/revoke', { token });
    expect(await credentials.reportUnauthenticated(person.id)).toBe('REJECTED');
    expect(await credentials.tokenFor(person.id)).toBeNull();
    const { body } = await person.get('/me').expect(200);
    expect(body.trackdechets).toMatchObject({
      status: 'REJECTED',
      message: expect.stringContaining('ne reconnaît plus'),
    });
    expect(await tokenEvents(person)).toEqual([{ status: 'VALID' }, { status: 'REJECTED' }]);
    await person.put('/me/trackdechets-token', { token: tokenOf(email) }).expect(200);
    expect(await credentials.tokenFor(person.id)).not.toBeNull();
  });

  it('loses no valid token to an outage, however it fails', async () => {
    const person = await comer(TECHNICIAN);
    await person.put('/me/trackdechets-token', { token: tokenOf(TECHNICIAN) }).expect(200);
    for (const kind of ['refused', 'page']) {
      await control(app.sandbox, 'POST /outage', { kind });
      const { body } = await person.post('/me/trackdechets-token/verification').expect(200);
      expect(body.status).toBe('VALID');
      await control(app.sandbox, 'DELETE /outage');
    }
  });

  it('checks every token in the background and refreshes the roles', async () => {
    const person = await comer(TECHNICIAN);
    await person.put('/me/trackdechets-token', { token: tokenOf(TECHNICIAN) }).expect(200);
    const change = (role: string): Promise<unknown> =>
      control(app.sandbox, 'PUT /roles', { email: TECHNICIAN, orgId: '00000021000013', role });
    await change('READER');
    const acquired = jest.spyOn(app.nest.get(RequestBudget, { strict: false }), 'acquire');
    await checkSoon(person);
    await eventually(async () => (await person.get('/me')).body.trackdechets.companies[0].role === 'READER');
    // Nobody waits for it: it comes after those who do.
    expect(acquired.mock.calls).toEqual([['bulk']]);
    await person.post('/me/trackdechets-token/verification').expect(200);
    expect(acquired.mock.calls).toEqual([['bulk'], ['interactive']]);
    acquired.mockRestore();
    const [row] = await app.dataSource.query<{ hours: number }[]>(
      `SELECT extract(epoch FROM next_check_at - now()) / 3600 AS hours FROM credentials WHERE user_id = $1`,
      [person.id],
    );
    expect(Number(row?.hours)).toBeGreaterThan(17);
    expect(Number(row?.hours)).toBeLessThan(31);
    await change('MEMBER');
  });

  it('asks again whose token it is when the e-mail changes', async () => {
    const administrator = await app.people.administrator();
    const email = 'accueil@depot-fluides-ouest.test';
    const person = await app.people.person({ email, withToken: true });
    const changed = await administrator
      .patch(`/users/${person.id}`, { email: 'nadege@depot-fluides-ouest.test' })
      .expect(200);
    // Trackdéchets was not asked yet: it cannot be said to be away.
    const message = expect.not.stringContaining('ne répond pas');
    expect(changed.body.trackdechets).toMatchObject({ status: 'UNVERIFIED', message });
    await eventually(async () => (await statusOf(person)) === 'EMAIL_MISMATCH');
    await administrator.patch(`/users/${person.id}`, { email }).expect(200);
    await eventually(async () => (await statusOf(person)) === 'VALID');
  });

  it('keeps hold of a check for as long as Trackdéchets makes it wait', async () => {
    const person = await comer(TECHNICIAN);
    await person.put('/me/trackdechets-token', { token: tokenOf(TECHNICIAN) }).expect(200);
    const [row] = await app.dataSource.query<{ id: string }[]>('SELECT id FROM credentials WHERE user_id = $1', [
      person.id,
    ]);
    const lease = async (): Promise<{ owner: string | null; seconds: number }> => {
      const [now] = await app.dataSource.query<{ owner: string | null; seconds: number }[]>(
        `SELECT lease_owner AS owner, extract(epoch FROM lease_until - now())::int AS seconds FROM credentials WHERE id = $1`,
        [row?.id],
      );
      return now ?? { owner: null, seconds: 0 };
    };
    const account = app.nest.get(TrackdechetsAccount, { strict: false });
    const verifyToken = account.verifyToken.bind(account);
    let answer = (): void => undefined;
    const answered = new Promise<void>((done) => (answer = done));
    jest.useFakeTimers({ now: Date.now(), doNotFake: EVERY_TIMER_BUT_INTERVALS });
    try {
      jest.spyOn(account, 'verifyToken').mockImplementationOnce(async (...given) => {
        await answered;
        return verifyToken(...given);
      });
      const checked = app.nest.get(Verification).checkNow(person.id);
      const { owner } = await eventually(async () => (await lease()).owner !== null && lease());
      await app.dataSource.query(
        `UPDATE credentials SET lease_until = now() + interval '4 seconds', next_check_at = now() WHERE id = $1`,
        [row?.id],
      );
      jest.advanceTimersByTime(10_000);
      expect(await eventually(async () => (await lease()).seconds > 5 && lease())).toMatchObject({ owner });
      answer();
      await checked;
      expect(await lease()).toEqual({ owner: null, seconds: null });
      expect(jest.getTimerCount()).toBe(0);
    } finally {
      answer();
      jest.restoreAllMocks();
      jest.useRealTimers();
    }
  });

  it('lets an administrator remove a leaver’s token, and never read or set one', async () => {
    const administrator = await app.people.administrator();
    const person = await app.people.person({ email: 'direction@halles-vieux-port.test', withToken: true });
    await administrator.put(`/users/${person.id}/trackdechets-token`, { token: 'x'.repeat(40) }).expect(405);
    await administrator.get(`/users/${person.id}/trackdechets-token`).expect(405);
    await person.delete(`/users/${person.id}/trackdechets-token`).expect(403);
    await administrator.delete(`/users/${person.id}/trackdechets-token`).expect(204);
    expect(await statusOf(person)).toBe('NONE');
  });

  it('tells a lost encryption key from a damaged row, stops at neither, and recovers', async () => {
    const person = await app.people.person({ email: 'exploitation@atlantique-fret.test', withToken: true });
    const owner = { userId: person.id };
    const replica = await TestApp.start({
      beside: app,
      env: { CREDENTIALS_KEYS: `test:${randomBytes(32).toString('base64')}` },
    });
    try {
      const there = await replica.people.signIn(person.email);
      const { body } = await there.get('/me/trackdechets-token').expect(200);
      expect(body).toMatchObject({ status: 'UNVERIFIED', message: expect.stringContaining('CREDENTIALS_KEYS') });
      expect(await replica.nest.get(Credentials).tokenFor(owner.userId)).toBeNull();
    } finally {
      await replica.close();
    }
    await checkSoon(person);
    await eventually(async () => (await statusOf(person)) === 'VALID');
    const row = await stored(person);
    const other = await comer(OTHER);
    await other.put('/me/trackdechets-token', { token: tokenOf(OTHER) }).expect(200);
    await app.dataSource.query('UPDATE credentials SET secret = $2 WHERE user_id = $1', [other.id, row?.secret]);
    expect(await app.nest.get(Credentials).tokenFor(other.id)).toBeNull();
    const { body } = await other.get('/me/trackdechets-token').expect(200);
    expect(body).toMatchObject({ status: 'UNVERIFIED', message: expect.stringContaining('abîmée') });
    await other.put('/me/trackdechets-token', { token: tokenOf(OTHER) }).expect(200);
  });

  it('keeps one token of two pasted at the same moment', async () => {
    const email = 'reception@recyclage-gaz-garonne.test';
    const person = await app.people.person({ email });
    const second = await newToken(email);
    const answers = await Promise.all(
      [tokenOf(email), second].map((token) => person.put('/me/trackdechets-token', { token })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const { body } = await person.get('/me/trackdechets-token').expect(200);
    expect([tokenOf(email).slice(-4), second.slice(-4)]).toContain(body.lastFour);
  });
});
