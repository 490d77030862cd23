import type supertest from 'supertest';
import { encodeCursor } from '../src/http/pagination';
import { eventually, TestApp } from './support/app';
import { type Person } from './support/people';

describe('what every request meets', () => {
  let app: TestApp;
  let administrator: Person;

  beforeAll(async () => {
    app = await TestApp.start({ env: { CORS_ORIGINS: 'https://app.exemple.fr' } });
    administrator = await app.people.administrator();
  });
  afterAll(() => app.close());

  const expectProblem = (response: supertest.Response, status: number, code: string): void => {
    expect(response.status).toBe(status);
    expect(response.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(response.body).toMatchObject({
      type: 'about:blank',
      status,
      code,
      requestId: response.headers['x-request-id'],
    });
    expect(response.body.title).toEqual(expect.any(String));
    expect(response.body.detail).toEqual(expect.any(String));
    expect(JSON.stringify(response.body)).not.toMatch(/node_modules|SELECT| {4}at /);
  };

  it('explains an unknown address, a broken body, another media type and a body too large', async () => {
    expectProblem(await administrator.get('/nowhere'), 404, 'NOT_FOUND');
    expectProblem(await app.http.get('/elsewhere'), 404, 'NOT_FOUND');
    const post = (): supertest.Test => app.http.post('/api/v1/sessions');
    expectProblem(await post().set('Content-Type', 'application/json').send('{"email":'), 400, 'MALFORMED_BODY');
    expectProblem(await post().set('Content-Type', 'text/plain').send('email=x'), 415, 'UNSUPPORTED_MEDIA_TYPE');
    expectProblem(await post().send({ email: 'x'.repeat(1_200_000) }), 413, 'BODY_TOO_LARGE');
  });

  it('tells which methods an address takes', async () => {
    const { id } = (await administrator.post('/bsffs', {}).expect(201)).body;
    const cases: [supertest.Test, string][] = [
      [administrator.put(`/bsffs/${id}`, {}), 'DELETE, GET, PATCH'],
      [administrator.get(`/bsffs/${id}/exports`), 'POST'],
      [app.http.patch('/api/v1/users'), 'GET, POST'],
    ];
    for (const [request, methods] of cases) {
      const response = await request;
      expectProblem(response, 405, 'METHOD_NOT_ALLOWED');
      expect(response.headers['allow']).toBe(methods);
      expect(response.body.detail).toBe(`Cette adresse existe, avec une autre méthode : ${methods}.`);
    }
  });

  it('names each field at fault, in French or in English', async () => {
    const french = await administrator.post('/users', { email: 'chef', rights: ['ALL'], surprise: 1 });
    expectProblem(french, 400, 'VALIDATION_FAILED');
    expect(french.headers['content-language']).toBe('fr');
    const byPath = (response: supertest.Response): Record<string, string> =>
      Object.fromEntries(response.body.errors.map((error: { path: string; code: string }) => [error.path, error.code]));
    expect(byPath(french)).toMatchObject({ email: 'FIELD_EMAIL', surprise: 'FIELD_UNKNOWN' });
    const english = await administrator
      .post('/users', { email: 'chef' })
      .set('Accept-Language', 'en-GB,en;q=0.9,fr;q=0.5');
    expect(english.headers['content-language']).toBe('en');
    expect(english.body.errors[0].message).toContain('An e-mail address');
    expect(english.body.errors[0].code).toBe('FIELD_EMAIL');
  });

  it('refuses a body that is not an object, and text that no database can store', async () => {
    expectProblem(await administrator.post('/users', []), 400, 'VALIDATION_FAILED');
    const zero = await administrator.post('/users', { email: 'a@exemple.test', firstName: 'Th\u0000éo' });
    expectProblem(zero, 400, 'VALIDATION_FAILED');
    expect(zero.body.errors).toMatchObject([{ path: 'firstName', code: 'FIELD_NULL_CHARACTER' }]);
  });

  it('refuses fields where nothing is taken, in the body and in the query', async () => {
    const asked = await administrator.get('/me?verbose=1');
    expectProblem(asked, 400, 'VALIDATION_FAILED');
    expect(asked.body.errors).toMatchObject([{ path: 'verbose', code: 'FIELD_UNKNOWN' }]);
    const sent = await administrator.post('/me/trackdechets-token/verification', { token: 'x' });
    expect(sent.body.errors).toMatchObject([{ path: 'token', code: 'FIELD_UNKNOWN' }]);
    await administrator.post('/me/trackdechets-token/verification', {}).expect(200);
    const created = await administrator.post('/users?notify=1', { email: 'sans.question@exemple.test' });
    expect(created.body.errors).toMatchObject([{ path: 'notify', code: 'FIELD_UNKNOWN' }]);
  });

  it.each([
    '/users?query=&active=&limit=&cursor=',
    '/bsffs?exportState=&status=&establishmentId=&updatedSince=&query=',
    '/partners?role=&query=',
    '/fiches-intervention?establishmentId=&partnerId=&query=',
  ])('takes the empty filters of %s for none', async (path) => {
    const { body } = await administrator.get(path).expect(200);
    expect(body).toEqual((await administrator.get(path.replace(/\?.*/, '')).expect(200)).body);
    const unknown = await administrator.get(`${path}&nobody=`);
    expectProblem(unknown, 400, 'VALIDATION_FAILED');
    expect(unknown.body.errors).toMatchObject([{ path: 'nobody', code: 'FIELD_UNKNOWN' }]);
  });

  it.each(['/users', '/sessions', '/audit-events', '/bsffs', '/establishments', '/fiches-intervention'])(
    'refuses a cursor of %s whose moment never was',
    async (path) => {
      const cursor = encodeCursor(['2026-99-99T00:00:00Z', '3f2b8f1e-4f1a-4d3b-9c51-0b7f1f6f0a11']);
      expectProblem(await administrator.get(`${path}?cursor=${cursor}`), 400, 'CURSOR_INVALID');
    },
  );

  it('tells how to sign in with each 401', async () => {
    const response = await app.http.get('/api/v1/me');
    expectProblem(response, 401, 'NOT_SIGNED_IN');
    expect(response.headers['www-authenticate']).toBe('Bearer');
  });

  it('gives a repeated creation its first answer, and refuses the key for another body', async () => {
    const create = (email: string): supertest.Test =>
      administrator.post('/users', { email, firstName: 'Inès' }).set('Idempotency-Key', 'creation-1');
    const first = await create('ines@exemple.test').expect(201);
    const again = await create('ines@exemple.test').expect(201);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expectProblem(await create('autre@exemple.test'), 422, 'IDEMPOTENCY_KEY_REUSED');
    const stored = await app.dataSource.query(`SELECT encode(answer, 'escape') AS answer FROM idempotency_keys`);
    expect(stored[0].answer).not.toContain('ines@exemple.test');
  });

  it('takes the same body for the same, whatever the order of its keys', async () => {
    const create = (body: object): supertest.Test =>
      administrator.post('/partners', body).set('Idempotency-Key', 'creation-4');
    const defaults = { mode: 'ROAD', plates: ['AB-123-CD', 'EF-456-GH'] };
    const first = await create({ roles: ['TRANSPORTER'], name: 'Ordre', defaults }).expect(201);
    const { mode, plates } = defaults;
    const again = await create({ name: 'Ordre', defaults: { plates, mode }, roles: ['TRANSPORTER'] }).expect(201);
    expect(again.body).toEqual(first.body);
    const turned = { mode, plates: [...plates].reverse() };
    expectProblem(
      await create({ name: 'Ordre', defaults: turned, roles: ['TRANSPORTER'] }),
      422,
      'IDEMPOTENCY_KEY_REUSED',
    );
  });

  it.each([
    ['', 'FIELD_TOO_SHORT'],
    ['x'.repeat(201), 'FIELD_TOO_LONG'],
  ])('tells how long an Idempotency-Key may be', async (key, code) => {
    const { body } = await administrator.post('/users', {}).set('Idempotency-Key', key).expect(400);
    expect(body.errors).toEqual([{ path: 'Idempotency-Key', code, message: 'De 1 à 200 caractères.' }]);
  });

  it('tells where what it created is, the second time as well', async () => {
    const made: [path: string, body: object, at: string][] = [
      ['/users', { email: 'lucie@exemple.test' }, '/users/'],
      ['/establishments', { siret: '00000021000013', name: 'THERMO LITTORAL' }, '/establishments/'],
      ['/partners', { roles: ['DETENTEUR'], name: 'Halles' }, '/partners/'],
      ['/fiches-intervention', { numero: 'FI-1' }, '/fiches-intervention/'],
      ['/bsffs', { reference: 'R-1' }, '/bsffs/'],
    ];
    for (const [path, body, at] of made) {
      const create = (): supertest.Test => administrator.post(path, body).set('Idempotency-Key', `made-${path}`);
      const first = await create().expect(201);
      expect(first.headers.location).toBe(`/api/v1${at}${first.body.id}`);
      expect((await create().expect(201)).headers.location).toBe(first.headers.location);
      const found = await app.http.get(first.headers.location!).auth(administrator.token, { type: 'bearer' });
      expect(found.body.id).toBe(first.body.id);
      if (path !== '/bsffs') continue;
      const copy = await administrator.post(`/bsffs/${first.body.id}/duplicates`).expect(201);
      expect(copy.headers.location).toBe(`/api/v1/bsffs/${copy.body.id}`);
    }
    const exporter = await app.people.person({ rights: ['EXPORT_BSFF'] });
    const pull = await exporter.post('/pulls', {}).expect(202);
    expect(pull.headers.location).toBe(`/api/v1/pulls/${pull.body.id}`);
  });

  it('does one of several simultaneous repeats', async () => {
    const repeats = await Promise.all(
      Array.from({ length: 5 }, () =>
        administrator.post('/users', { email: 'paul@exemple.test' }).set('Idempotency-Key', 'creation-2'),
      ),
    );
    expect(repeats.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
    expect(repeats.every(({ status, body }) => status === 201 || body.code === 'IDEMPOTENCY_IN_PROGRESS')).toBe(true);
    const found = await administrator.get('/users?query=paul@exemple.test').expect(200);
    expect(found.body.items).toHaveLength(1);
  });

  describe('a creation that takes long', () => {
    const create = (key: string): Promise<supertest.Response> =>
      Promise.resolve(
        administrator.post('/partners', { roles: ['DETENTEUR'], name: key }).set('Idempotency-Key', `long-${key}`),
      );
    const locked = async (): Promise<boolean> => {
      const keys = await app.dataSource.query<{ locked: boolean }[]>(
        'SELECT locked_until > now() AS locked FROM idempotency_keys WHERE answer IS NULL',
      );
      return keys.length === 1 && keys[0]?.locked === true;
    };
    /** Begins a creation that cannot end before `meanwhile` has, and lets its lease run out. */
    const whileOneWaits = async <T>(key: string, meanwhile: () => Promise<T>): Promise<[supertest.Response, T]> => {
      const { first, rest } = await app.dataSource.transaction(async (em) => {
        await em.query('LOCK TABLE partners IN SHARE ROW EXCLUSIVE MODE');
        const first = create(key);
        await eventually(locked);
        await app.dataSource.query(`UPDATE idempotency_keys SET locked_until = now() WHERE answer IS NULL`);
        return { first, rest: await meanwhile() };
      });
      return [await first, rest];
    };
    const made = async (name: string): Promise<number> => {
      const { body } = await administrator.get(`/partners?query=${name}`).expect(200);
      return body.items.length;
    };

    it('gives its answer to a repeat that came before it', async () => {
      const [first, { repeat }] = await whileOneWaits('double', async () => {
        await app.dataSource.query(`UPDATE idempotency_keys SET locked_until = now() + interval '1 minute'`);
        return { repeat: create('double') };
      });
      expect([first.status, (await repeat).status]).toEqual([201, 201]);
      expect((await repeat).body).toEqual(first.body);
      expect((await repeat).headers['idempotency-replayed']).toBe('true');
      expect(await made('double')).toBe(1);
    });

    it('keeps its key from a repeat', async () => {
      // All but intervals.
      jest.useFakeTimers({
        doNotFake: [
          'Date',
          'hrtime',
          'performance',
          'nextTick',
          'queueMicrotask',
          'setImmediate',
          'setTimeout',
          'clearTimeout',
        ],
      });
      try {
        const [first, repeat] = await whileOneWaits('lente', async () => {
          jest.advanceTimersByTime(20_000);
          await eventually(locked);
          return create('lente');
        });
        expect(first.status).toBe(201);
        expectProblem(repeat, 409, 'IDEMPOTENCY_IN_PROGRESS');
        expect((await create('lente')).body).toEqual(first.body);
        expect(await made('lente')).toBe(1);
      } finally {
        jest.useRealTimers();
      }
    });

    it('creates nothing any more once its key was taken over, as that of a frozen replica is', async () => {
      const [frozen, { repeat }] = await whileOneWaits('figee', async () => {
        const repeat = create('figee');
        await eventually(locked);
        return { repeat };
      });
      expectProblem(frozen, 409, 'IDEMPOTENCY_IN_PROGRESS');
      expect((await repeat).status).toBe(201);
      expect((await create('figee')).body).toEqual((await repeat).body);
      expect(await made('figee')).toBe(1);
    });
  });

  it('forgets a refusal, so that the same key may try again', async () => {
    const post = (email: string): supertest.Test =>
      administrator.post('/users', { email }).set('Idempotency-Key', 'creation-3');
    expectProblem(await post('pas une adresse'), 400, 'VALIDATION_FAILED');
    await post('enfin@exemple.test').expect(201);
  });

  it('lets only the listed origins in, and protects what a browser shows', async () => {
    const allowed = await app.http.get('/health/live').set('Origin', 'https://app.exemple.fr').expect(200);
    expect(allowed.headers['access-control-allow-origin']).toBe('https://app.exemple.fr');
    const readable = allowed.headers['access-control-expose-headers']?.split(',');
    expect(readable).toEqual(expect.arrayContaining(['ETag', 'Location', 'Retry-After', 'Content-Disposition']));
    const refused = await app.http.get('/health/live').set('Origin', 'https://ailleurs.example').expect(200);
    expect(refused.headers['access-control-allow-origin']).toBeUndefined();
    expect(refused.headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN' });
    expect(refused.headers['x-powered-by']).toBeUndefined();
  });

  it('gives each person what is theirs, whatever their browser kept of somebody else', async () => {
    const [lea, marc] = await Promise.all([
      app.people.person({ firstName: 'Léa' }),
      app.people.person({ firstName: 'Marc' }),
    ]);
    const kept = await lea.get('/me').expect(200);
    expect(kept.headers).toMatchObject({ etag: '"1"', 'cache-control': 'no-store' });
    const shown = await marc.get('/me').set('If-None-Match', '"1"').expect(200);
    expect(shown.body.firstName).toBe('Marc');
    await lea.get('/me').set('If-None-Match', '*').expect(200);
    // Not even an error is kept, nor one that comes before any route.
    expect((await marc.get('/nowhere')).headers['cache-control']).toBe('no-store');
    const tooLarge = await marc.post('/bsffs', { reference: 'x'.repeat(1_200_000) });
    expect([tooLarge.status, tooLarge.headers['cache-control']]).toEqual([413, 'no-store']);
  });

  it('tells that it lives, that it is ready, and its measures by route', async () => {
    await app.http.get('/health/live').expect(200);
    const ready = await app.http.get('/health/ready').expect(200);
    expect(ready.body).toMatchObject({ status: 'ok' });
    const metrics = await app.http.get('/metrics').expect(200);
    expect(metrics.text).toContain('http_request_duration_seconds_count{method="POST",route="/api/v1/users"');
  });

  it('documents every route with its right, its answers and its errors', async () => {
    const { body } = await app.http.get('/openapi.json').expect(200);
    const operations = Object.entries<Record<string, Record<string, unknown>>>(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
    );
    expect(operations.length).toBeGreaterThan(20);
    const lacking = (what: (operation: Record<string, unknown>) => unknown): string[] =>
      operations.filter(({ operation }) => !what(operation)).map(({ name }) => name);
    expect(lacking((operation) => operation['x-required-right'])).toEqual([]);
    expect(lacking((operation) => operation.summary)).toEqual([]);
    const successes = (operation: Record<string, unknown>): string[] =>
      Object.keys(operation.responses as object).filter((status) => /^[23]/.test(status));
    expect(lacking((operation) => successes(operation).length > 0)).toEqual([]);
    await app.http.get('/docs').expect(200);
  });
});
