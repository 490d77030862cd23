import * as argon2 from '@node-rs/argon2';
import { createHash } from 'node:crypto';
import { FirstAdministrator } from '../src/users/first-administrator';
import { TestApp } from './support/app';
import { type Person } from './support/people';

jest.mock('@node-rs/argon2', () => {
  const actual = jest.requireActual<typeof argon2>('@node-rs/argon2');
  return { ...actual, verify: jest.fn(actual.verify) };
});

const PASSWORD = 'un mot de passe bien long';

interface Page {
  items: { id: string; firstName: string }[];
  nextCursor: string | null;
}

describe('people', () => {
  let app: TestApp;
  let administrator: Person;

  beforeAll(async () => {
    app = await TestApp.start({ env: { CORS_ORIGINS: 'https://fluides.exemple.fr' } });
    administrator = await app.people.administrator();
  });
  afterAll(() => app?.close());

  const signIn = (email: string, password: string) => app.http.post('/api/v1/sessions').send({ email, password });
  const invite = async (fields: object = {}) => {
    const email = `invite.${Math.random().toString(36).slice(2)}@instance.test`;
    const { body } = await administrator.post('/users', { email, ...fields }).expect(201);
    return body;
  };
  const accept = (token: string, password = PASSWORD) =>
    app.http.post(`/api/v1/invitations/${token}`).send({ password });

  describe('the first administrator', () => {
    it('is made once, by one of several replicas that start together', async () => {
      const other = await TestApp.start({ env: { ADMIN_EMAIL: 'Chef@Instance.test', ADMIN_PASSWORD: PASSWORD } });
      try {
        const replica = await TestApp.start({
          beside: other,
          env: { ADMIN_EMAIL: 'Chef@Instance.test', ADMIN_PASSWORD: PASSWORD },
        });
        const made = await Promise.all(
          [other, replica, other, replica].map(({ nest }) => nest.get(FirstAdministrator).ensure(null)),
        );
        await replica.close();
        expect(made.filter(Boolean)).toEqual([{ email: 'Chef@Instance.test', generatedPassword: null }]);
        expect(await other.dataSource.query('SELECT email, administrator, rights FROM users')).toEqual([
          { email: 'Chef@Instance.test', administrator: true, rights: [] },
        ]);
        const { body } = await other.people.signIn('chef@instance.test', PASSWORD).then((chief) => chief.get('/me'));
        expect(body).toMatchObject({ administrator: true, rights: [] });
      } finally {
        await other.close();
      }
    });

    it('is not made where there are people', async () => {
      expect(await app.nest.get(FirstAdministrator).ensure('autre@instance.test')).toBeNull();
    });
  });

  describe('signing in', () => {
    it('gives a token and a cookie out of the page’s reach', async () => {
      const person = await app.people.person({ rights: ['EXPORT_BSFF'] });
      const answer = await signIn(person.email.toUpperCase(), PASSWORD).expect(201);
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
        const credentials = { email: person.email, password: PASSWORD };
        const answer = await replica.http.post('/api/v1/sessions').send(credentials).expect(201);
        expect(String(answer.headers['set-cookie'])).toMatch(/; Secure/);
      } finally {
        await replica.close();
      }
    });

    it('answers the same to an unknown e-mail, a wrong password, a deactivated and an invited person', async () => {
      const person = await app.people.person();
      const gone = await app.people.person();
      await administrator.patch(`/users/${gone.id}`, { active: false }).expect(200);
      const invited = await invite();
      const answers = await Promise.all([
        signIn('personne@instance.test', PASSWORD),
        signIn(person.email, 'ce n’est pas le bon'),
        signIn(gone.email, PASSWORD),
        signIn(invited.email, PASSWORD),
      ]);
      const bodies = answers.map(({ status, body }) => ({ status, ...body, requestId: '' }));
      expect(bodies[0]).toMatchObject({ status: 401, code: 'INVALID_CREDENTIALS' });
      expect(bodies).toEqual(Array(4).fill(bodies[0]));
    });

    it('verifies a password whatever is wrong, an unknown e-mail included, so that time tells nothing', async () => {
      const person = await app.people.person();
      const invited = await invite();
      for (const email of [person.email, invited.email, 'inconnue@instance.test']) {
        jest.mocked(argon2.verify).mockClear();
        await signIn(email, 'ce n’est pas le bon').expect(401);
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
            Array.from({ length: 24 }, (_, i) =>
              (i % 2 ? app : replica).http.post('/api/v1/sessions').send({ email, password: 'faux' }),
            ),
          );
          const statuses = answers.map(({ status }) => status);
          expect(statuses.filter((status) => status === 401)).toHaveLength(10);
          expect(statuses.filter((status) => status === 429)).toHaveLength(14);
        }
        const refused = await signIn(person.email, PASSWORD).expect(429);
        expect(refused.body.code).toBe('TOO_MANY_ATTEMPTS');
        expect(Number(refused.headers['retry-after'])).toBeGreaterThan(800);
        await person.get('/me').expect(200);
        await app.dataSource.query(`UPDATE sign_in_attempts SET window_ends_at = now() - interval '1 second'`);
        await signIn(person.email, PASSWORD).expect(201);
      } finally {
        await replica.close();
      }
    });

    it('limits the tries of an address', async () => {
      await app.dataSource.query(
        `UPDATE sign_in_attempts SET failures = 100, window_ends_at = now() + interval '1 minute' WHERE key LIKE 'address:%'`,
      );
      const { body } = await signIn('encore.une.autre@instance.test', 'faux').expect(429);
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
      const seen: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const { body }: { body: Page } = await person
          .get(`/sessions?limit=2${cursor ? `&cursor=${cursor}` : ''}`)
          .expect(200);
        seen.push(...body.items.map(({ id }) => id));
        cursor = body.nextCursor;
      }
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
      await signIn(person.email, PASSWORD).expect(401);
      // Typed on a keyboard that composes accents otherwise.
      await signIn(person.email, next.normalize('NFD')).expect(201);
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
      await signIn(person.email, PASSWORD).expect(401);
      await accept(body.token, 'encore une nouvelle phrase').expect(204);
      await signIn(person.email, 'encore une nouvelle phrase').expect(201);
      const own = await administrator.post(`/users/${administrator.id}/invitation`).expect(409);
      expect(own.body.code).toBe('OWN_PASSWORD');
    });
  });

  describe('invitations', () => {
    it('are made without a password, shown once, used once', async () => {
      const { id, email, invitation } = await invite({ rights: ['DEFINE_CONTACT'] });
      expect(invitation.url).toContain(invitation.token);
      const days = (Date.parse(invitation.expiresAt) - Date.now()) / 86_400_000;
      expect(days).toBeGreaterThan(6.9);
      expect(days).toBeLessThan(7.1);
      expect((await administrator.get(`/users/${id}`)).body.invitation).toBeUndefined();
      const weak = await accept(invitation.token, 'court').expect(400);
      expect(weak.body.errors).toEqual([expect.objectContaining({ path: 'password', code: 'PASSWORD_TOO_SHORT' })]);
      const accepted = await Promise.all([accept(invitation.token), accept(invitation.token)]);
      expect(accepted.map(({ status }) => status).sort()).toEqual([204, 410]);
      expect((await accept(invitation.token)).body.code).toBe('INVITATION_GONE');
      await signIn(email, PASSWORD).expect(201);
    });

    it('end with time, with a newer one and with the account', async () => {
      const expired = await invite();
      await app.dataSource.query(`UPDATE invitations SET expires_at = now() WHERE user_id = $1`, [expired.id]);
      await accept(expired.invitation.token).expect(410);
      const { body: newer } = await administrator.post(`/users/${expired.id}/invitation`).expect(201);
      await administrator.post(`/users/${expired.id}/invitation`).expect(201);
      await accept(newer.token).expect(410);
      const leaver = await invite();
      await administrator.patch(`/users/${leaver.id}`, { active: false }).expect(200);
      await accept(leaver.invitation.token).expect(410);
      await accept('jamais-donnee').expect(404);
    });

    it('open on a page to choose a password, in the reader’s language, or to say why not', async () => {
      const { invitation } = await invite();
      const path = new URL(invitation.url).pathname;
      expect(new URL(invitation.url).origin).toBe(app.url.replace('127.0.0.1', 'localhost'));
      const page = await app.http.get(path).expect(200);
      expect(page.headers).toMatchObject({
        'content-type': expect.stringContaining('text/html'),
        'cache-control': 'no-store',
      });
      expect(page.text).toContain('<html lang="fr">');
      expect(page.text).toContain('type="password"');
      const script = /<script>(.*)<\/script>/s.exec(page.text)?.[1] ?? '';
      const hash = createHash('sha256').update(script).digest('base64');
      expect(page.headers['content-security-policy']).toContain(`script-src 'sha256-${hash}'`);
      const english = await app.http.get(path).set('Accept-Language', 'en');
      expect(english.text).toContain('Choose your password');
      await accept(invitation.token).expect(204);
      const gone = await app.http.get(path).expect(410);
      expect(gone.text).toContain('a déjà servi');
      expect(gone.text).not.toContain('type="password"');
      await app.http.get('/api/v1/invitations/jamais-donnee').expect(404);
    });

    it('come back the same with the same Idempotency-Key', async () => {
      const body = { email: 'rejouee@instance.test' };
      const post = () => administrator.post('/users', body).set('Idempotency-Key', 'une-cle-de-creation');
      const first = await post().expect(201);
      const second = await post().expect(201);
      expect(second.body).toEqual(first.body);
    });
  });

  describe('administrators', () => {
    it('create people; an e-mail belongs to one person whatever its case and Unicode form', async () => {
      const email = 'Émile.Noël@instance.test';
      const { body } = await administrator
        .post('/users', { email, firstName: ' Émile ', administrator: false, rights: ['FULL_ACCESS'] })
        .expect(201);
      expect(body).toMatchObject({ email, firstName: 'Émile', lastName: '', phone: '', active: true });
      for (const same of [email.toUpperCase(), email.normalize('NFD'), ` ${email}`]) {
        const taken = await administrator.post('/users', { email: same }).expect(409);
        expect(taken.body.code).toBe('EMAIL_TAKEN');
      }
      const another = await app.people.person();
      await administrator.patch(`/users/${another.id}`, { email: 'émile.noël@INSTANCE.test' }).expect(409);
    });

    it('make one person of two requests at the same moment', async () => {
      const answers = await Promise.all(
        ['double@instance.test', 'DOUBLE@instance.test'].map((email) => administrator.post('/users', { email })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    });

    it.each([
      [{ email: 'x' }, 'email', 'FIELD_EMAIL'],
      [{}, 'email', 'FIELD_REQUIRED'],
      [{ email: 'a@b.test', isContact: true }, 'isContact', 'FIELD_UNKNOWN'],
      [{ email: 'a@b.test', passwordHash: 'x' }, 'passwordHash', 'FIELD_UNKNOWN'],
      [{ email: 'a@b.test', id: 'x' }, 'id', 'FIELD_UNKNOWN'],
      [{ email: 'a@b.test', administrator: 'true' }, 'administrator', 'FIELD_TYPE'],
      [{ email: 'a@b.test', administrator: null }, 'administrator', 'FIELD_TYPE'],
      [{ email: 'a@b.test', rights: ['GOD'] }, 'rights', 'FIELD_NOT_IN'],
      [{ email: 'a@b.test', rights: 'FULL_ACCESS' }, 'rights', undefined],
      [{ email: 'a@b.test', firstName: 'Anne\nMarie' }, 'firstName', 'FIELD_FORMAT'],
      [{ email: 'a@b.test', lastName: 'x'.repeat(101) }, 'lastName', 'FIELD_TOO_LONG'],
      [{ email: 'a@b.test', password: 'court' }, 'password', 'PASSWORD_TOO_SHORT'],
    ])('are refused %j', async (body, path, code) => {
      const answer = await administrator.post('/users', body).expect(400);
      expect(answer.body.code).toBe('VALIDATION_FAILED');
      expect(answer.body.errors[0]).toMatchObject({ path, ...(code ? { code } : {}) });
    });

    it('find people by words and by activity, page by page', async () => {
      for (const firstName of ['Zoé', 'Zacharie', 'Zita']) {
        await app.people.person({ firstName, lastName: 'Introuvable-Ailleurs' });
      }
      const names: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const { body }: { body: Page } = await administrator
          .get(`/users?query=introuvable%20z&limit=2${cursor ? `&cursor=${cursor}` : ''}`)
          .expect(200);
        names.push(...body.items.map(({ firstName }) => firstName));
        cursor = body.nextCursor;
      }
      expect(names).toEqual(['Zoé', 'Zacharie', 'Zita']);
      const { body } = await administrator.get('/users?active=false&limit=200').expect(200);
      expect(body.items.every(({ active }: { active: boolean }) => !active)).toBe(true);
      await administrator.get('/users?query=%25').expect(200, { items: [], nextCursor: null });
      await administrator.get('/users?limit=0').expect(400);
      await administrator.get('/users?cursor=abc').expect(400);
      await administrator.get('/users?active=peut-etre').expect(400);
    });

    it('change people, under If-Match when given', async () => {
      const person = await app.people.person();
      const read = await administrator.get(`/users/${person.id}`).expect(200);
      const change = (lastName: string, tag: string) =>
        administrator.patch(`/users/${person.id}`, { lastName }).set('If-Match', tag);
      const changed = await change('Roche', read.headers.etag as string).expect(200);
      expect(changed.body).toMatchObject({ lastName: 'Roche', firstName: 'Théo' });
      const late = await change('Pierre', read.headers.etag as string).expect(412);
      expect(late.body.code).toBe('PRECONDITION_FAILED');
      expect((await person.get('/me')).body.lastName).toBe('Roche');
      await administrator.get('/users/123').expect(404);
      await administrator.patch('/users/00000000-0000-4000-8000-000000000000', { lastName: 'x' }).expect(404);
      await administrator.put(`/users/${person.id}/rights`, { rights: ['EXPORT_BSFF', 'EXPORT_BSFF'] }).expect(400);
      await administrator.put(`/users/${person.id}/rights`, {}).expect(400);
    });

    it('end somebody’s sessions at once by deactivating them, on every replica', async () => {
      const replica = await TestApp.start({ beside: app });
      try {
        const person = await app.people.person({ rights: ['FULL_ACCESS'] });
        const there = await replica.people.signIn(person.email);
        await there.get('/me').expect(200);
        await administrator.patch(`/users/${person.id}`, { active: false }).expect(200);
        await there.get('/me').expect(401);
        await person.get('/me').expect(401);
        await administrator.patch(`/users/${person.id}`, { active: true }).expect(200);
        await person.get('/me').expect(401);
        await app.people.signIn(person.email);
      } finally {
        await replica.close();
      }
    });

    it('cannot lose the last of them, even two at the same moment', async () => {
      const only = await administrator.patch(`/users/${administrator.id}`, { administrator: false }).expect(409);
      expect(only.body.code).toBe('LAST_ADMINISTRATOR');
      await administrator.patch(`/users/${administrator.id}`, { active: false }).expect(409);
      await invite({ administrator: true });
      await administrator.patch(`/users/${administrator.id}`, { administrator: false }).expect(409);
      for (let round = 0; round < 5; round++) {
        const second = await app.people.person({ administrator: true });
        const answers = await Promise.all([
          administrator.patch(`/users/${second.id}`, { administrator: false }),
          second.patch(`/users/${administrator.id}`, {
            active: round % 2 === 0 ? false : undefined,
            administrator: false,
          }),
        ]);
        expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
        const [{ left }] = await app.dataSource.query<[{ left: number }]>(
          'SELECT count(*)::int AS left FROM users WHERE administrator AND active AND password_hash IS NOT NULL',
        );
        expect(left).toBe(1);
        await app.dataSource.query('UPDATE users SET administrator = (id = $1), active = true', [administrator.id]);
        administrator = await app.people.administratorAgain();
      }
    });
  });

  describe('one’s own profile', () => {
    it('holds one’s name and phone, nothing more', async () => {
      const person = await app.people.person();
      const { body } = await person.patch('/me', { firstName: ' Léa ', phone: null }).expect(200);
      expect(body).toMatchObject({ firstName: 'Léa', lastName: 'Martin', phone: '' });
      for (const field of ['email', 'administrator', 'rights', 'active', 'password']) {
        const answer = await person.patch('/me', { [field]: true }).expect(400);
        expect(answer.body.errors).toEqual([expect.objectContaining({ path: field, code: 'FIELD_UNKNOWN' })]);
      }
    });
  });
});
