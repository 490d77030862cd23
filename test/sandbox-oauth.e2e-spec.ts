import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '../src/sandbox/server';
import { ADMIN, control, graphql, type HttpAnswer, request, tokenOf } from './support/sandbox-client';

const CALLBACK = 'https://app.exemple.fr/retour';
const CLIENT = { id: 'connecteur', secret: 'S3cr3t', redirectUris: [CALLBACK] };
const OTHER = { id: 'autre', secret: 'Autr3', redirectUris: [CALLBACK] };
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const BASIC = `Basic ${Buffer.from(`${CLIENT.id}:${CLIENT.secret}`).toString('base64')}`;
const GOOD = { response_type: 'code', client_id: CLIENT.id, redirect_uri: CALLBACK };

type Fields = Record<string, string>;

const form = (fields: Fields): string => new URLSearchParams(fields).toString();

describe('the sandbox as authorization server (facts: auth 1.2)', () => {
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await startSandbox({ oauthClients: [CLIENT, OTHER] });
  });
  afterAll(() => sandbox.close());

  const post = (path: string, fields: Fields, headers: Fields = {}): Promise<HttpAnswer> =>
    request(sandbox.url, { path, headers: { ...FORM, ...headers }, body: form(fields) });
  const get = (path: string, headers: Fields = {}): Promise<HttpAnswer> =>
    request(sandbox.url, { method: 'GET', path, headers });
  const signIn = async (email = ADMIN): Promise<Fields> => {
    const { headers } = await post('/login', { email, password: tokenOf(email) });
    return { Cookie: headers['set-cookie']?.[0]?.split(';')[0] ?? '' };
  };
  const authorize = (query: Fields, headers: Fields): Promise<HttpAnswer> =>
    get(`/oauth2/authorize?${form(query)}`, headers);
  const decide = async (cookie: Fields, more: Fields = {}, query: Fields = {}): Promise<HttpAnswer> => {
    const { json } = await authorize({ ...GOOD, ...query }, cookie);
    return post('/oauth2/authorize/decision', { transaction_id: json.transactionID, ...more }, cookie);
  };
  const newCode = async (): Promise<string> => {
    const { headers } = await decide(await signIn());
    return new URL(headers.location ?? '').searchParams.get('code') ?? '';
  };
  const exchange = (fields: Fields, headers: Fields = { Authorization: BASIC }): Promise<HttpAnswer> =>
    post('/oauth2/token', fields, headers);
  const grant = (code: string): Fields => ({ grant_type: 'authorization_code', code, redirect_uri: CALLBACK });
  const meOf = (token: string): Promise<HttpAnswer> =>
    graphql(sandbox, '{ me { email } }', {}, { headers: { Authorization: `Bearer ${token}` } });

  describe('POST /login', () => {
    it('gives a session, out of the reach of pages and of other sites', async () => {
      const { status, headers } = await post('/login', { email: ADMIN, password: tokenOf(ADMIN) });
      expect([status, headers.location]).toEqual([302, `${sandbox.url}/`]);
      expect(headers['set-cookie']?.[0]).toMatch(/^trackdechets\.connect\.sid=\w+; Path=\/; HttpOnly; SameSite=Lax$/);
    });

    it.each([
      [{ email: ADMIN, password: 'faux' }, `errorCode=INVALID_USER_OR_PASSWORD&username=${encodeURIComponent(ADMIN)}`],
      [{ email: ADMIN }, `errorCode=&username=${encodeURIComponent(ADMIN)}`],
    ])('goes back to the sign-in page: %j', async (fields, query) => {
      const { status, headers } = await post('/login', fields);
      expect([status, headers.location]).toEqual([302, `${sandbox.url}/login?${query}`]);
      expect(headers['set-cookie']).toBeUndefined();
    });

    it('lets no inactive user in, and sends nobody to another site', async () => {
      const user = sandbox.platform.users.get(ADMIN);
      if (user) user.active = false;
      const refused = await post('/login', { email: ADMIN, password: tokenOf(ADMIN) });
      if (user) user.active = true;
      expect(refused.headers.location).toContain('errorCode=NOT_ACTIVATED');
      const fields = { email: ADMIN, password: tokenOf(ADMIN) };
      const away = await post('/login', { ...fields, returnTo: '//ailleurs.example' });
      expect(away.headers.location).toBe(`${sandbox.url}/`);
      const inside = await post('/login', { ...fields, returnTo: '/oauth2/authorize/dialog?a=b' });
      expect(inside.headers.location).toBe(`${sandbox.url}/oauth2/authorize/dialog?a=b`);
    });

    it('is told by GET /isAuthenticated, to which a token is no session', async () => {
      const bearer = { Authorization: `Bearer ${tokenOf(ADMIN)}` };
      expect((await get('/isAuthenticated', bearer)).json).toEqual({ isAuthenticated: false });
      expect((await get('/isAuthenticated', await signIn())).json).toEqual({ isAuthenticated: true });
    });
  });

  describe('GET /oauth2/authorize', () => {
    it.each([
      ['without a session', {}],
      ['with a token', { Authorization: `Bearer ${tokenOf(ADMIN)}` }],
    ])('is refused %s', async (_, headers) => {
      const { status, json } = await authorize(GOOD, headers);
      expect([status, json]).toEqual([401, { error: 'Not Authorized' }]);
    });

    it.each([
      [{ client_id: 'inconnu' }, 403, 'unauthorized_client', 'Invalid client id'],
      [{ redirect_uri: '' }, 403, 'unauthorized_client', 'Invalid redirect uri'],
      [{ redirect_uri: `${CALLBACK}/` }, 403, 'unauthorized_client', 'Invalid redirect uri'],
      [{ client_id: '' }, 400, 'invalid_request', 'Missing required parameter: client_id'],
      [{ response_type: '' }, 400, 'invalid_request', 'Missing required parameter: response_type'],
      [{ response_type: 'token' }, 501, 'unsupported_response_type', 'Unsupported response type: token'],
    ])('refuses %j', async (change, status, error, description) => {
      const answer = await authorize({ ...GOOD, ...(change as Fields) }, await signIn());
      expect([answer.status, answer.json]).toEqual([status, { error, error_description: description }]);
    });

    it('names the person and the application, whatever the scope', async () => {
      const { status, json } = await authorize({ ...GOOD, scope: 'tout' }, await signIn());
      expect(status).toBe(200);
      expect(json).toEqual({
        transactionID: expect.stringMatching(/^\w{8}$/),
        user: { name: sandbox.platform.users.get(ADMIN)?.name },
        client: { name: CLIENT.id },
        redirectURI: CALLBACK,
      });
    });
  });

  describe('POST /oauth2/authorize/decision', () => {
    it('goes back with a code and the state, or with the refusal', async () => {
      const cookie = await signIn();
      const allowed = await decide(cookie, {}, { state: 'é d/1' });
      expect(allowed.status).toBe(302);
      expect(allowed.headers.location).toMatch(
        /^https:\/\/app\.exemple\.fr\/retour\?code=\w{16}&state=%C3%A9%20d%2F1$/,
      );
      expect((await decide(cookie)).headers.location).toMatch(/\?code=\w{16}$/);
      const refused = await decide(cookie, { cancel: 'true' }, { state: 'x' });
      expect(refused.headers.location).toBe(`${CALLBACK}?error=access_denied&state=x`);
    });

    it('needs the session, the transaction, and takes it once', async () => {
      const cookie = await signIn();
      const { json } = await authorize(GOOD, cookie);
      const fields = { transaction_id: json.transactionID };
      const path = '/oauth2/authorize/decision';
      expect((await post(path, fields)).json).toEqual({ error: 'Not Authorized' });
      const others = await post(path, fields, await signIn());
      expect([others.status, others.type]).toEqual([403, 'text/html']);
      expect((await post(path, {}, cookie)).status).toBe(400);
      expect((await post(path, fields, cookie)).status).toBe(302);
      expect((await post(path, fields, cookie)).status).toBe(403);
    });
  });

  describe('POST /oauth2/token', () => {
    it.each([
      ['no client', {}, {}],
      ['an unknown client', {}, { client_id: 'inconnu', client_secret: CLIENT.secret }],
      ['a wrong secret', {}, { client_id: CLIENT.id, client_secret: 'faux' }],
      ['a wrong header', { Authorization: `Basic ${Buffer.from('connecteur:faux').toString('base64')}` }, {}],
      ['a user’s token', { Authorization: `Bearer ${tokenOf(ADMIN)}` }, {}],
    ])('refuses %s in plain text', async (_, headers, fields) => {
      const answer = await exchange({ ...grant('x'), ...(fields as Fields) }, headers);
      expect([answer.status, answer.text]).toEqual([401, 'Unauthorized']);
      expect(answer.headers['www-authenticate']).toBe('Basic realm="Users"');
    });

    it.each([
      [{ grant_type: 'password' }, 501, 'unsupported_grant_type', 'Unsupported grant type: password'],
      [{ grant_type: 'authorization_code' }, 400, 'invalid_request', 'Missing required parameter: code'],
      [grant('inconnu'), 403, 'invalid_grant', 'Invalid authorization code'],
    ])('refuses %j', async (fields, status, error, description) => {
      const answer = await exchange(fields);
      expect([answer.status, answer.json]).toEqual([status, { error, error_description: description }]);
    });

    it('tests the address, then the client, then the age; a failed try leaves the code good, once', async () => {
      const code = await newCode();
      const other = { client_id: OTHER.id, client_secret: OTHER.secret };
      const refusal = async (fields: Fields, headers?: Fields): Promise<unknown> =>
        (await exchange(fields, headers)).json.error_description;
      expect(await refusal({ ...grant(code), redirect_uri: 'https://x.example', ...other }, {})).toBe(
        'Invalid redirect uri',
      );
      expect(await refusal({ ...grant(code), ...other }, {})).toBe('Invalid client id');
      const { status, json, headers } = await exchange(grant(code));
      expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
      expect(json).toEqual({
        access_token: expect.stringMatching(/^\w{40}$/),
        user: { name: expect.any(String), email: ADMIN },
        token_type: 'Bearer',
      });
      expect(await refusal(grant(code))).toBe('Grant has expired');
      expect((await meOf(json.access_token)).json).toEqual({ data: { me: { email: ADMIN } } });
    });

    it('takes the client in a JSON body too, and a code for 600 s of its own clock', async () => {
      const client = { client_id: CLIENT.id, client_secret: CLIENT.secret };
      const asJson = async (code: string): Promise<HttpAnswer> =>
        request(sandbox.url, {
          path: '/oauth2/token',
          headers: { 'Content-Type': 'application/json' },
          body: { ...grant(code), ...client },
        });
      const [young, old] = [await newCode(), await newCode()];
      await control(sandbox, 'POST /clock', { advance: 590 });
      expect((await asJson(young)).status).toBe(200);
      await control(sandbox, 'POST /clock', { advance: 10 });
      expect((await asJson(old)).json.error_description).toBe('Grant has expired');
    });

    it('has nothing to GET', async () => {
      expect([(await get('/oauth2/token')).status, (await get('/oauth2/authorize/decision')).status]).toEqual([
        404, 404,
      ]);
    });
  });

  describe('applications', () => {
    const CREATE = `mutation Create($input: CreateApplicationInput!) {
      createApplication(input: $input) { id name goal redirectUris clientSecret } }`;
    const asked = (redirectUris: string[]): object => ({ input: { name: 'Fluides', goal: 'CLIENTS', redirectUris } });
    const ask = (query: string, variables: object, headers: Fields): Promise<HttpAnswer> =>
      request(sandbox.url, { headers: { 'Content-Type': 'application/json', ...headers }, body: { query, variables } });

    it('are registered from a session alone, thrice in three minutes, failures included', async () => {
      const bearer = await graphql(sandbox, CREATE, asked([CALLBACK]) as Record<string, unknown>);
      expect(bearer.json.errors[0].extensions.code).toBe('UNAUTHENTICATED');
      await control(sandbox, 'POST /clock', { advance: '3min' });
      const cookie = await signIn();
      const { json } = await ask(CREATE, asked([CALLBACK]), cookie);
      expect(json.data.createApplication).toEqual({
        id: expect.stringMatching(/^c\w{24}$/),
        name: 'Fluides',
        goal: 'CLIENTS',
        redirectUris: [CALLBACK],
        clientSecret: expect.stringMatching(/^\w{40}$/),
      });
      for (const redirectUris of [[], ['http://10.0.0.1/retour']]) {
        const refused = await ask(CREATE, asked(redirectUris), cookie);
        expect(refused.json.errors[0].extensions).toEqual({ code: 'BAD_USER_INPUT' });
      }
      const fourth = await ask(CREATE, asked([CALLBACK]), cookie);
      expect([fourth.status, fourth.type]).toEqual([429, 'text/plain']);
    });

    it('lose a person’s access when they revoke it; their own tokens stay', async () => {
      const { json } = await exchange(grant(await newCode()));
      const revoke = 'mutation Revoke($id: ID!) { revokeAuthorizedApplication(id: $id) { id } }';
      const variables = { id: CLIENT.id };
      expect((await graphql(sandbox, revoke, variables)).json.errors[0].extensions.code).toBe('UNAUTHENTICATED');
      const cookie = await signIn();
      const list = '{ authorizedApplications { id } }';
      expect((await ask(list, {}, cookie)).json.data.authorizedApplications).toEqual([{ id: CLIENT.id }]);
      expect((await ask(revoke, variables, cookie)).json.data.revokeAuthorizedApplication).toEqual({ id: CLIENT.id });
      expect((await meOf(json.access_token)).json.errors[0].extensions.code).toBe('UNAUTHENTICATED');
      expect((await meOf(tokenOf(ADMIN))).json.data.me.email).toBe(ADMIN);
      expect((await ask(list, {}, cookie)).json.data.authorizedApplications).toEqual([]);
    });
  });

  it('keeps granted tokens, and not revoked ones, through a saved state', async () => {
    const [kept, revoked] = [await exchange(grant(await newCode())), await exchange(grant(await newCode()))];
    await control(sandbox, 'POST /tokens/revoke', { token: revoked.json.access_token });
    const file = join(tmpdir(), `sandbox-oauth-${process.pid}.jsonl`);
    await control(sandbox, 'POST /save', { file });
    await control(sandbox, 'POST /reset', {});
    expect((await meOf(kept.json.access_token)).json.data).toBeNull();
    await control(sandbox, 'POST /load', { file });
    rmSync(file);
    expect((await meOf(kept.json.access_token)).json.data.me.email).toBe(ADMIN);
    expect((await meOf(revoked.json.access_token)).json.data).toBeNull();
  });

  it('can be tried by hand: a page asks whom you are and what you decide', async () => {
    const query = { ...GOOD, state: '"><script>' };
    const page = await get(`/oauth2/authorize/dialog?${form(query)}`);
    expect([page.status, page.type]).toEqual([200, 'text/html']);
    expect(page.text).toContain('value="&quot;&gt;&lt;script&gt;"');
    expect(page.text).toContain(`<option value="${ADMIN}">`);
    const allowed = await post('/oauth2/authorize/dialog', { ...query, email: ADMIN });
    expect(new URL(allowed.headers.location ?? '').searchParams.get('code')).toMatch(/^\w{16}$/);
    const refused = await post('/oauth2/authorize/dialog', { ...query, email: ADMIN, cancel: 'true' });
    expect(refused.headers.location).toContain('error=access_denied&state=%22%3E%3Cscript%3E');
    expect((await get(`/oauth2/authorize/dialog?${form({ ...GOOD, client_id: 'x' })}`)).status).toBe(403);
  });
});
