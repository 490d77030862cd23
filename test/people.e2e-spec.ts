import { createHash } from 'node:crypto';
import { type Response } from 'supertest';
import { FirstAdministrator } from '../src/users/first-administrator';
import { eventually, TestApp } from './support/app';
import { PASSWORD, type Person } from './support/people';

describe('people', () => {
  let app: TestApp;
  let administrator: Person;

  beforeAll(async () => {
    app = await TestApp.start({ env: { CORS_ORIGINS: 'https://fluides.exemple.fr' } });
    administrator = await app.people.administrator();
  });
  afterAll(() => app?.close());

  /** Answers to requests that all wait for the administrators before the first of them goes on, in this order. */
  async function together(ask: () => PromiseLike<Response>[]): Promise<Response[]> {
    return app.dataSource
      .transaction(async (em) => {
        await em.query('SELECT FROM users WHERE administrator FOR UPDATE');
        const asked: Promise<Response>[] = [];
        for (const request of ask()) {
          asked.push(Promise.resolve(request));
          await eventually(async () => (await waiting()) === asked.length);
        }
        return { asked };
      })
      .then(({ asked }) => Promise.all(asked));
  }
  async function waiting(): Promise<number> {
    const [row] = await app.dataSource.query<[{ waiting: number }]>(
      `SELECT count(*)::int AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return row.waiting;
  }

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

  describe('invitations', () => {
    it('are made without a password, shown once, used once', async () => {
      const { id, email, invitation } = await app.people.invite({ rights: ['DEFINE_CONTACT'] });
      expect(invitation.url).toContain(invitation.token);
      const days = (Date.parse(invitation.expiresAt) - Date.now()) / 86_400_000;
      expect(days).toBeGreaterThan(6.9);
      expect(days).toBeLessThan(7.1);
      expect((await administrator.get(`/users/${id}`)).body.invitation).toBeUndefined();
      const weak = await app.people.accept(invitation.token, 'court').expect(400);
      expect(weak.body.errors).toEqual([expect.objectContaining({ path: 'password', code: 'PASSWORD_TOO_SHORT' })]);
      const accepted = await Promise.all([app.people.accept(invitation.token), app.people.accept(invitation.token)]);
      expect(accepted.map(({ status }) => status).sort()).toEqual([204, 410]);
      expect((await app.people.accept(invitation.token)).body.code).toBe('INVITATION_GONE');
      await app.people.trySignIn(email, PASSWORD).expect(201);
    });

    it('end with time, with a newer one and with the account', async () => {
      const expired = await app.people.invite();
      await app.dataSource.query(`UPDATE invitations SET expires_at = now() WHERE user_id = $1`, [expired.id]);
      await app.people.accept(expired.invitation.token).expect(410);
      const { body: newer } = await administrator.post(`/users/${expired.id}/invitation`).expect(201);
      await administrator.post(`/users/${expired.id}/invitation`).expect(201);
      await app.people.accept(newer.token).expect(410);
      const leaver = await app.people.invite();
      await administrator.patch(`/users/${leaver.id}`, { active: false }).expect(200);
      await app.people.accept(leaver.invitation.token).expect(410);
      await app.people.accept('jamais-donnee').expect(404);
    });

    it('end when the e-mail they went to is corrected, and are not made anew by reactivation', async () => {
      const misspelt = await app.people.invite();
      const path = `/users/${misspelt.id}`;
      await administrator.patch(path, { email: misspelt.email.toUpperCase() }).expect(200);
      await app.http.get(new URL(misspelt.invitation.url).pathname).expect(200);
      await administrator.patch(path, { email: `juste-${misspelt.email}` }).expect(200);
      expect((await app.people.accept(misspelt.invitation.token).expect(410)).body.code).toBe('INVITATION_GONE');
      const { body: right } = await administrator.post(`${path}/invitation`).expect(201);
      await app.people.accept(right.token).expect(204);

      const leaver = await app.people.invite();
      await administrator.patch(`/users/${leaver.id}`, { active: false }).expect(200);
      await administrator.patch(`/users/${leaver.id}`, { active: true }).expect(200);
      await app.people.accept(leaver.invitation.token).expect(410);
    });

    it('open on a page to choose a password, in the reader’s language, or to say why not', async () => {
      const { invitation } = await app.people.invite();
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
      await app.people.accept(invitation.token).expect(204);
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
      [{ email: 'a@b.test', rights: ['GOD'] }, 'rights.0', 'FIELD_NOT_IN'],
      [{ email: 'a@b.test', rights: 'FULL_ACCESS' }, 'rights', undefined],
      [{ email: 'a@b.test', firstName: 'Anne\nMarie' }, 'firstName', 'FIELD_FORMAT'],
      [{ email: 'a@b.test', lastName: 'x'.repeat(101) }, 'lastName', 'FIELD_TOO_LONG'],
      [{ email: 'a@b.test', password: 'court' }, 'password', 'PASSWORD_TOO_SHORT'],
    ])('are refused %j', async (body, path, code) => {
      const answer = await administrator.post('/users', body).expect(400);
      expect(answer.body.code).toBe('VALIDATION_FAILED');
      expect(answer.body.errors[0]).toMatchObject({ path, ...(code ? { code } : {}) });
    });

    it('are told what to take out of a name that is on two lines', async () => {
      const { body } = await administrator.post('/users', { email: 'a@b.test', firstName: 'Anne\nMarie' }).expect(400);
      expect(body.errors[0].message).toContain('retirez les retours à la ligne');
    });

    it('find people by words and by activity, page by page', async () => {
      for (const firstName of ['Zoé', 'Zacharie', 'Zita']) {
        await app.people.person({ firstName, lastName: 'Introuvable-Ailleurs' });
      }
      const found = await administrator.getAllPages<{ firstName: string }>('/users?query=introuvable%20z&limit=2');
      expect(found.map(({ firstName }) => firstName)).toEqual(['Zoé', 'Zacharie', 'Zita']);
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
      await app.people.invite({ administrator: true });
      const { body } = await administrator.patch(`/users/${administrator.id}`, { administrator: false }).expect(409);
      expect(body.detail).toContain('qui ait un mot de passe');
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

    it('do not take each other’s password away at the same moment, nor anybody’s once demoted', async () => {
      const [one, two] = [
        await app.people.person({ administrator: true }),
        await app.people.person({ administrator: true }),
      ];
      const reset = await together(() => [
        one.post(`/users/${two.id}/invitation`),
        two.post(`/users/${one.id}/invitation`),
      ]);
      expect(reset.map(({ status }) => status).sort()).toEqual([201, 401]);
      expect(reset.find(({ status }) => status === 401)?.body.code).toBe('NOT_SIGNED_IN');

      const three = await app.people.person({ administrator: true });
      const [demoted, late] = await together(() => [
        administrator.patch(`/users/${three.id}`, { administrator: false }),
        three.post(`/users/${administrator.id}/invitation`),
      ]);
      expect([demoted?.status, late?.status]).toEqual([200, 403]);
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
