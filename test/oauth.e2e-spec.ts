import { type Response } from 'supertest';
import { Credentials } from '../src/credentials/credentials';
import { eventually, TestApp } from './support/app';
import { type Person } from './support/people';
import { control, request, tokenOf } from './support/sandbox-client';

const TECHNICIAN = 'technicien1@thermo-littoral.test';
const OTHER = 'technicien2@thermo-littoral.test';
const PUBLIC_URL = 'https://td.exemple.test';
const FRONT = 'https://app.exemple.test';
const CALLBACK = '/api/v1/trackdechets-connection/callback';
const CLIENT = { id: 'connecteur', secret: 'S3cr3tD3L4ppl1c4t10n', redirectUris: [PUBLIC_URL + CALLBACK] };
const ENV = {
  TRACKDECHETS_CLIENT_ID: CLIENT.id,
  TRACKDECHETS_CLIENT_SECRET: CLIENT.secret,
  PUBLIC_URL,
  CORS_ORIGINS: FRONT,
};

describe('giving one’s token by OAuth2', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start({ env: ENV, sandbox: { oauthClients: [CLIENT] } });
  });
  afterAll(() => app.close());
  const replicas: TestApp[] = [];
  const beside = async (env?: Record<string, string>): Promise<TestApp> => {
    const replica = await TestApp.start({ env, beside: app });
    replicas.push(replica);
    return replica;
  };
  afterEach(() => Promise.all(replicas.splice(0).map((replica) => replica.close())));
  beforeEach(async () => {
    await app.dataSource.query('DELETE FROM credentials');
    await control(app.sandbox, 'DELETE /outage');
  });

  const comer = (email = TECHNICIAN): Promise<Person> =>
    app.people.signIn(email).catch(() => app.people.person({ email, rights: ['EXPORT_BSFF'] }));
  const start = async (person: Person, returnTo?: string): Promise<string> => {
    const query = returnTo === undefined ? '' : `?returnTo=${encodeURIComponent(returnTo)}`;
    return (await person.get(`/me/trackdechets-connection${query}`).expect(200)).body.url;
  };
  /** Answers the dialog of Trackdéchets' interface; gives the query that the browser comes back with. */
  const consent = async (url: string, fields: Record<string, string> = {}): Promise<string> => {
    const { pathname, searchParams } = new URL(url);
    const body = new URLSearchParams({ ...Object.fromEntries(searchParams), email: TECHNICIAN, ...fields }).toString();
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const answer = await request(app.sandbox.url, { path: pathname, headers, body });
    const back = new URL(answer.headers.location ?? '');
    expect(back.origin + back.pathname).toBe(PUBLIC_URL + CALLBACK);
    return back.search;
  };
  const comeBack = (search: string, headers: Record<string, string> = {}): Promise<Response> =>
    app.http
      .get(CALLBACK + search)
      .set(headers)
      .redirects(0)
      .then((answer) => answer);
  const codeOf = ({ status, body }: Response): unknown[] => [status, body.code];
  const statusOf = async (person: Person): Promise<string> => (await person.get('/me/trackdechets-token')).body.status;
  const fault = (order: object): Promise<unknown> => control(app.sandbox, 'POST /faults', order);

  /** The pause after a 429 is written beside the answer, which may come first. */
  const endOfPause = (): Promise<unknown> =>
    eventually(async () => {
      const sql = 'UPDATE trackdechets_budget SET open_from = 0 WHERE open_from > 0 RETURNING address';
      const [ended] = await app.dataSource.query<[unknown[], number]>(sql);
      return ended.length > 0;
    });

  it('sends the person to Trackdéchets with a state that is kept nowhere in clear', async () => {
    const person = await comer();
    const url = new URL(await start(person));
    expect(url.origin + url.pathname).toBe(`${app.sandbox.url}/oauth2/authorize/dialog`);
    const { state = '', ...query } = Object.fromEntries(url.searchParams);
    expect(query).toEqual({ response_type: 'code', client_id: CLIENT.id, redirect_uri: PUBLIC_URL + CALLBACK });
    expect(state).toMatch(/^[\w-]{43}$/);
    const rows = await app.dataSource.query<unknown[]>('SELECT * FROM trackdechets_connections');
    expect(JSON.stringify(rows)).not.toContain(state);
    const browser = await person.get('/me/trackdechets-connection').set('Accept', 'text/html,*/*;q=0.8').redirects(0);
    expect([browser.status, browser.headers['cache-control']]).toEqual([302, 'no-store']);
    expect(browser.headers.location).toContain(`${app.sandbox.url}/oauth2/authorize/dialog?`);
  });

  it('keeps the token that a consent gives, as a pasted one', async () => {
    const person = await comer();
    const answer = await comeBack(await consent(await start(person)));
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      status: 'VALID',
      message: 'Votre clé est valide',
      account: { email: TECHNICIAN },
      companies: [{ orgId: '00000021000013', role: 'MEMBER' }],
    });
    expect(await statusOf(person)).toBe('VALID');
    expect(await app.nest.get(Credentials).tokenFor(person.id)).not.toBeNull();
    const [audited] = await app.dataSource.query<object[]>(
      `SELECT action, actor_id, after FROM audit_events WHERE subject_type = 'credential' ORDER BY at DESC LIMIT 1`,
    );
    expect(audited).toMatchObject({ action: 'credential.connected', actor_id: person.id, after: { status: 'VALID' } });
    const events = await app.dataSource.query<object[]>(
      `SELECT data FROM events WHERE type = 'token' AND user_id = $1 ORDER BY id DESC LIMIT 1`,
      [person.id],
    );
    expect(events).toEqual([{ data: { status: 'VALID' } }]);
  });

  it('shows a browser a page of its own, in its language, that no cache keeps', async () => {
    const person = await comer();
    const html = { Accept: 'text/html' };
    const good = await comeBack(await consent(await start(person)), html);
    expect([good.status, good.type, good.headers['cache-control']]).toEqual([200, 'text/html', 'no-store']);
    expect(good.text).toContain('Votre clé est valide');
    const refused = await consent(await start(person), { cancel: 'true' });
    const english = await comeBack(refused, { ...html, 'Accept-Language': 'en' });
    expect([english.status, english.type]).toEqual([422, 'text/html']);
    expect(english.text).toContain('You refused access on Trackdéchets.');
    expect(await statusOf(person)).toBe('VALID');
  });

  describe('with a front end to come back to', () => {
    it.each([
      ['/profil?onglet=cle#ici', `${PUBLIC_URL}/profil?onglet=cle&trackdechets=connected#ici`],
      [`${FRONT}/profil`, `${FRONT}/profil?trackdechets=connected`],
    ])('goes back to %s', async (returnTo, expected) => {
      const answer = await comeBack(await consent(await start(await comer(), returnTo)), { Accept: 'text/html' });
      expect([answer.status, answer.headers.location]).toEqual([302, expected]);
    });

    it.each([
      'https://ailleurs.example/profil',
      '//ailleurs.example',
      '/\\ailleurs.example',
      'http://app.exemple.test/',
      'https://app.exemple.test@ailleurs.example/',
      'https://td.exemple.test:pass@app.exemple.test/',
      'javascript:alert(1)',
    ])('refuses to send anybody to %s', async (returnTo) => {
      const person = await comer();
      const path = `/me/trackdechets-connection?returnTo=${encodeURIComponent(returnTo)}`;
      const { body } = await person.get(path).expect(400);
      expect(body.errors).toMatchObject([{ path: 'returnTo', code: 'RETURN_TO_REFUSED' }]);
    });

    it.each([
      ['refused', { cancel: 'true' }],
      ['mismatch', { email: OTHER }],
    ])('tells it: %s', async (outcome, fields) => {
      const search = await consent(await start(await comer(), FRONT), fields);
      expect((await comeBack(search)).headers.location).toBe(`${FRONT}/?trackdechets=${outcome}`);
    });

    it('tells it that Trackdéchets is away', async () => {
      const search = await consent(await start(await comer(), FRONT));
      await control(app.sandbox, 'POST /outage', { kind: 'page' });
      expect((await comeBack(search)).headers.location).toBe(`${FRONT}/?trackdechets=unavailable`);
    });
  });

  describe('refuses', () => {
    it('a refusal’s token: none, and the one before stays', async () => {
      const person = await comer();
      await person.put('/me/trackdechets-token', { token: tokenOf(TECHNICIAN) }).expect(200);
      const search = await consent(await start(person), { cancel: 'true' });
      expect(codeOf(await comeBack(search))).toEqual([422, 'TRACKDECHETS_OAUTH_REFUSED']);
      expect(await statusOf(person)).toBe('VALID');
    });

    it.each(['', '?state=', '?code=abcdefghijklmnop', `?code=x&state=${'a'.repeat(43)}`, '?state=a&state=b&code=x'])(
      'a return without a state of ours: « %s »',
      async (search) => {
        expect(codeOf(await comeBack(search))).toEqual([422, 'TRACKDECHETS_OAUTH_STATE_INVALID']);
      },
    );

    it('a state that served, even with a new code', async () => {
      const person = await comer();
      const url = await start(person);
      const [first, second] = [await consent(url), await consent(url)];
      expect((await comeBack(first)).status).toBe(200);
      for (const search of [first, second])
        expect(codeOf(await comeBack(search))).toEqual([422, 'TRACKDECHETS_OAUTH_STATE_INVALID']);
    });

    it('a code that served, or that Trackdéchets never gave', async () => {
      const person = await comer();
      const used = new URLSearchParams(await consent(await start(person)));
      await comeBack(`?${used.toString()}`);
      for (const code of [used.get('code') ?? '', 'abcdefghijklmnop']) {
        const state = new URL(await start(person)).searchParams.get('state') ?? '';
        const search = `?${new URLSearchParams({ code, state }).toString()}`;
        expect(codeOf(await comeBack(search))).toEqual([422, 'TRACKDECHETS_OAUTH_STATE_INVALID']);
      }
    });

    it('a return after ten minutes, or after the session ended', async () => {
      const late = await consent(await start(await comer()));
      await app.dataSource.query(`UPDATE trackdechets_connections SET expires_at = now() - interval '1 second'`);
      expect(codeOf(await comeBack(late))).toEqual([422, 'TRACKDECHETS_OAUTH_STATE_INVALID']);
      const person = await comer();
      const search = await consent(await start(person));
      await person.delete('/sessions/current').expect(204);
      expect(codeOf(await comeBack(search))).toEqual([422, 'TRACKDECHETS_OAUTH_STATE_INVALID']);
    });

    it('a return in somebody else’s browser, and takes it in one’s own', async () => {
      const [person, other] = [await comer(), await comer(OTHER)];
      const trap = await consent(await start(person));
      const theirs = { Cookie: `session=${other.token}` };
      expect(codeOf(await comeBack(trap, theirs))).toEqual([422, 'TRACKDECHETS_OAUTH_STATE_INVALID']);
      expect([await statusOf(person), await statusOf(other)]).toEqual(['NONE', 'NONE']);
      const search = await consent(await start(person));
      expect((await comeBack(search, { Cookie: `session=${person.token}` })).status).toBe(200);
    });

    it('another person’s consent, and keeps nothing of it even while Trackdéchets cannot be asked', async () => {
      const person = await comer();
      const search = await consent(await start(person), { email: OTHER });
      const answer = await comeBack(search);
      expect(codeOf(answer)).toEqual([422, 'TRACKDECHETS_EMAIL_MISMATCH']);
      expect(answer.body.detail).toContain(OTHER);
      const again = await consent(await start(person), { email: OTHER });
      await fault({ kind: 'unavailable', operation: 'me', count: 1 });
      expect(codeOf(await comeBack(again))).toEqual([422, 'TRACKDECHETS_EMAIL_MISMATCH']);
      expect(await statusOf(person)).toBe('NONE');
      await control(app.sandbox, 'POST /reset', {});
    });

    it('to begin where no application is configured', async () => {
      const without = await beside();
      const person = await comer();
      const { body } = await without.http
        .get('/api/v1/me/trackdechets-connection')
        .set('Authorization', `Bearer ${person.token}`)
        .expect(422);
      expect(body.code).toBe('TRACKDECHETS_OAUTH_NOT_CONFIGURED');
      await without.http.get(`${CALLBACK}?code=x&state=y`).expect(422);
    });
  });

  describe('when Trackdéchets fails', () => {
    it('before the token: nothing is kept, and beginning again works', async () => {
      const person = await comer();
      for (const kind of ['unavailable', 'reset', 'done-reset', 'done-502', 'rate-limited']) {
        const search = await consent(await start(person));
        await fault({ kind, operation: 'oauth2Token', count: 1 });
        const answer = await comeBack(search);
        expect([kind, ...codeOf(answer)]).toEqual([kind, 503, 'TRACKDECHETS_OAUTH_UNAVAILABLE']);
        expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
        if (kind === 'rate-limited') await endOfPause();
      }
      expect(await statusOf(person)).toBe('NONE');
    });

    it('after the token: it is kept UNVERIFIED, and verified by itself', async () => {
      const person = await comer();
      const search = await consent(await start(person));
      await fault({ kind: 'unavailable', operation: 'me', count: 1 });
      const answer = await comeBack(search);
      expect([answer.status, answer.body.status]).toEqual([202, 'UNVERIFIED']);
      await app.dataSource.query('UPDATE credentials SET next_check_at = now()');
      await eventually(async () => (await statusOf(person)) === 'VALID');
    });

    it('to know this application: tells that an administrator must look', async () => {
      const stale = await beside({ ...ENV, TRACKDECHETS_CLIENT_SECRET: 'perime' });
      const search = await consent(await start(await comer()));
      const { body } = await stale.http.get(CALLBACK + search).expect(502);
      expect(body.code).toBe('TRACKDECHETS_OAUTH_FAILED');
    });
  });
});
