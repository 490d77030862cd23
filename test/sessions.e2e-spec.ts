import * as argon2 from '@node-rs/argon2';
import { TestApp } from './support/app';
import { PASSWORD, type Person } from './support/people';

jest.mock('@node-rs/argon2', () => {
  const actual = jest.requireActual<typeof argon2>('@node-rs/argon2');
  return { ...actual, hash: jest.fn(actual.hash), verify: jest.fn(actual.verify) };
});

describe('signing in', () => {
  let app: TestApp;
  let administrator: Person;

  beforeAll(async () => {
    app = await TestApp.start({ env: { CORS_ORIGINS: 'https://fluides.exemple.fr' } });
    administrator = await app.people.administrator();
  });
  afterAll(() => app?.close());

  describe('signing in', () => {
    it('gives a token and a cookie out of the page’s reach', async () => {
      const person = await app.people.person({ rights: ['EXPORT_BSFF'] });
      const answer = await app.people.trySignIn(person.email.toUpperCase(), PASSWORD).expect(201);
      expect(answer.body).toMatchObject({ user: { id: person.id, email: person.email, rights: ['EXPORT_BSFF'] } });
      expect(answer.body.token).toMatch(/^[\w-]{43}$/);
      const [cookie] = answer.headers['set-cookie'] as unknown as string[];
      expect(cookie).toMatch(/^session=[\w-]{43};/);
      expect(cookie).toMatch(/HttpOnly/);
      expect(cookie).toMatch(/SameSite=Lax/i);
      expect(cookie).not.toMatch(/Secure/);
      expect(JSON.stringify(await app.dataSource.query('SELECT * FROM sessions'))).not.toContain(answer.body.token);
    });

    it('keeps the cookie to https where the connector is behind https', async () => {
      const person = await app.people.person();
      const replica = await TestApp.start({ beside: app, env: { PUBLIC_URL: 'https://connecteur.exemple.fr' } });
      try {
        const answer = await replica.people.trySignIn(person.email, PASSWORD).expect(201);
        expect(String(answer.headers['set-cookie'])).toMatch(/; Secure/);
      } finally {
        await replica.close();
      }
    });

    it('answers the same to an unknown e-mail, a wrong password, a deactivated and an invited person', async () => {
      const person = await app.people.person();
      const gone = await app.people.person();
      await administrator.patch(`/users/${gone.id}`, { active: false }).expect(200);
      const invited = await app.people.invite();
      const answers = await Promise.all([
        app.people.trySignIn('personne@instance.test', PASSWORD),
        app.people.trySignIn(person.email, 'ce n’est pas le bon'),
        app.people.trySignIn(gone.email, PASSWORD),
        app.people.trySignIn(invited.email, PASSWORD),
      ]);
      const bodies = answers.map(({ status, body }) => ({ status, ...body, requestId: '' }));
      expect(bodies[0]).toMatchObject({ status: 401, code: 'INVALID_CREDENTIALS' });
      expect(bodies).toEqual(Array(4).fill(bodies[0]));
    });

    it('verifies a password whatever is wrong, an unknown e-mail included, so that time tells nothing', async () => {
      const person = await app.people.person();
      const invited = await app.people.invite();
      for (const email of [person.email, invited.email, 'inconnue@instance.test']) {
        jest.mocked(argon2.verify).mockClear();
        await app.people.trySignIn(email, 'ce n’est pas le bon').expect(401);
        expect(argon2.verify).toHaveBeenCalledTimes(1);
        expect(jest.mocked(argon2.verify).mock.calls[0]?.[0]).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
      }
    });

    it('limits the tries of an account over all replicas, all at once or one by one, known or not', async () => {
      const replica = await TestApp.start({ beside: app });
      const person = await app.people.person();
      try {
        for (const email of [person.email, 'jamais.vue@instance.test']) {
          const answers = await Promise.all(
            Array.from({ length: 24 }, (_, i) => (i % 2 ? app : replica).people.trySignIn(email, 'faux')),
          );
          const statuses = answers.map(({ status }) => status);
          expect(statuses.filter((status) => status === 401)).toHaveLength(10);
          expect(statuses.filter((status) => status === 429)).toHaveLength(14);
        }
        const refused = await app.people.trySignIn(person.email, PASSWORD).expect(429);
        expect(refused.body.code).toBe('TOO_MANY_ATTEMPTS');
        expect(Number(refused.headers['retry-after'])).toBeGreaterThan(800);
        await person.get('/me').expect(200);
        await app.dataSource.query(`UPDATE sign_in_attempts SET window_ends_at = now() - interval '1 second'`);
        await app.people.trySignIn(person.email, PASSWORD).expect(201);
      } finally {
        await replica.close();
      }
    });

    it('limits the tries of an address', async () => {
      await app.dataSource.query(
        `UPDATE sign_in_attempts SET failures = 100, window_ends_at = now() + interval '1 minute' WHERE key LIKE 'address:%'`,
      );
      const { body } = await app.people.trySignIn('encore.une.autre@instance.test', 'faux').expect(429);
      expect(body.code).toBe('TOO_MANY_ATTEMPTS');
      await app.dataSource.query('DELETE FROM sign_in_attempts');
    });

    it.each([[{}], [{ email: 'a@b.test' }], [{ email: 'a@b.test', password: 1 }], [{ email: {}, password: 'x' }]])(
      'refuses %j as malformed',
      async (body) => {
        const answer = await app.http.post('/api/v1/sessions').send(body).expect(400);
        expect(answer.body.code).toBe('VALIDATION_FAILED');
      },
    );
  });

  describe('sessions', () => {
    it('are listed and ended one by one, one’s own only', async () => {
      const person = await app.people.person();
      const elsewhere = await app.people.signIn(person.email);
      const { body } = await person.get('/sessions').expect(200);
      expect(body.items.map(({ current }: { current: boolean }) => current)).toEqual([false, true]);
      const [other] = body.items;
      const stranger = await app.people.person();
      await stranger.delete(`/sessions/${other.id}`).expect(404);
      await person.delete(`/sessions/${other.id}`).expect(204);
      await person.delete(`/sessions/${other.id}`).expect(404);
      await elsewhere.get('/me').expect(401);
      await person.delete('/sessions/current').expect(204);
      await person.get('/me').expect(401);
    });

    it('page without skipping or repeating', async () => {
      const person = await app.people.person();
      for (let i = 0; i < 4; i++) await app.people.signIn(person.email);
      const seen = (await person.getAllPages<{ id: string }>('/sessions?limit=2')).map(({ id }) => id);
      expect(new Set(seen).size).toBe(5);
      expect(seen).toHaveLength(5);
    });

    it.each([
      ['unused for 12 hours', `last_seen_at = now() - interval '12 hours 1 minute'`],
      ['older than their life', `expires_at = now() - interval '1 second'`],
    ])('end when %s', async (_, change) => {
      const person = await app.people.person();
      await person.get('/me').expect(200);
      await app.dataSource.query(`UPDATE sessions SET ${change} WHERE user_id = $1`, [person.id]);
      const { body } = await person.get('/me').expect(401);
      expect(body.code).toBe('NOT_SIGNED_IN');
    });

    it('go on while they are used', async () => {
      const person = await app.people.person();
      const old = `UPDATE sessions SET last_seen_at = now() - interval '11 hours' WHERE user_id = $1`;
      for (let i = 0; i < 3; i++) {
        await app.dataSource.query(old, [person.id]);
        await person.get('/me').expect(200);
      }
    });

    it('by cookie read from anywhere and write only from an allowed origin', async () => {
      const person = await app.people.person();
      const cookie = `session=${person.token}`;
      const patch = (origin?: string) => {
        const request = app.http.patch('/api/v1/me').set('Cookie', cookie).send({ phone: '01' });
        return origin === undefined ? request : request.set('Origin', origin);
      };
      await app.http.get('/api/v1/me').set('Cookie', cookie).expect(200);
      expect((await patch('https://fluides.exemple.fr')).status).toBe(200);
      expect((await patch(app.url)).status).toBe(200);
      for (const origin of [undefined, 'https://ailleurs.test', 'null', 'https://fluides.exemple.fr.ailleurs.test']) {
        const { status, body } = await patch(origin);
        expect({ status, code: body.code }).toEqual({ status: 403, code: 'ORIGIN_REFUSED' });
      }
    });

    it.each(['Bearer', 'Bearer x', 'Basic dGVzdDp0ZXN0', 'Bearer  ', 'Bearer a b', `Bearer ${'a'.repeat(43)}`])(
      'refuse « %s »',
      async (authorization) => {
        await app.http.get('/api/v1/me').set('Authorization', authorization).expect(401);
      },
    );
  });

  describe('passwords', () => {
    it('are changed by their owner, which ends the other sessions', async () => {
      const person = await app.people.person();
      const elsewhere = await app.people.signIn(person.email);
      const next = 'une autre phrase à moi';
      const wrong = await person.put('/me/password', { currentPassword: 'non', newPassword: next }).expect(422);
      expect(wrong.body.code).toBe('PASSWORD_WRONG');
      await person.put('/me/password', { currentPassword: PASSWORD, newPassword: next }).expect(204);
      await person.get('/me').expect(200);
      await elsewhere.get('/me').expect(401);
      await app.people.trySignIn(person.email, PASSWORD).expect(401);
      // Typed on a keyboard that composes accents otherwise.
      await app.people.trySignIn(person.email, next.normalize('NFD')).expect(201);
    });

    it.each<[string, (person: Person) => Promise<unknown>]>([
      ['an administrator resets it', ({ id }) => administrator.post(`/users/${id}/invitation`).expect(201)],
      ['they are deactivated', ({ id }) => administrator.patch(`/users/${id}`, { active: false }).expect(200)],
      ['that session is ended', (person) => person.delete('/sessions/current').expect(204)],
    ])('are not changed when meanwhile %s', async (_, happens) => {
      const person = await app.people.person();
      const stolen = await app.people.signIn(person.email);
      const next = 'la phrase de qui a volé la session';
      const { hash } = jest.requireActual<typeof argon2>('@node-rs/argon2');
      jest.mocked(argon2.hash).mockImplementationOnce(async (...given) => {
        await happens(stolen);
        return hash(...given);
      });
      const { body } = await stolen.put('/me/password', { currentPassword: PASSWORD, newPassword: next }).expect(401);
      expect(body.code).toBe('NOT_SIGNED_IN');
      await app.people.trySignIn(person.email, next).expect(401);
    });

    it('must be long, unknown to guessers, and not the e-mail', async () => {
      const person = await app.people.person();
      for (const [newPassword, code] of [
        ['court', 'PASSWORD_TOO_SHORT'],
        ['motdepasse2026', 'PASSWORD_COMMON'],
        [person.email, 'PASSWORD_IS_EMAIL'],
      ]) {
        const { body } = await person.put('/me/password', { currentPassword: PASSWORD, newPassword }).expect(400);
        expect(body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ path: 'newPassword', code }] });
      }
    });

    it('are reset by an administrator: a new link, the old password and sessions ended', async () => {
      const person = await app.people.person();
      const { body } = await administrator.post(`/users/${person.id}/invitation`).expect(201);
      await person.get('/me').expect(401);
      await app.people.trySignIn(person.email, PASSWORD).expect(401);
      await app.people.accept(body.token, 'encore une nouvelle phrase').expect(204);
      await app.people.trySignIn(person.email, 'encore une nouvelle phrase').expect(201);
      const own = await administrator.post(`/users/${administrator.id}/invitation`).expect(409);
      expect(own.body.code).toBe('OWN_PASSWORD');
    });
  });
});
