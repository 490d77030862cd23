import { randomBytes } from 'node:crypto';
import { Credentials } from '../src/credentials/credentials';
import { TestApp } from './support/app';
import { runScript } from './support/commands';
import { tokenOf } from './support/sandbox-client';

const EMAILS = ['technicien1@thermo-littoral.test', 'technicien2@thermo-littoral.test', 'lecteur@thermo-littoral.test'];
const newKey = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;

describe('npm run credentials:rotate', () => {
  let app: TestApp;
  const oldKey = newKey('2025');
  const key = newKey('2026');

  beforeAll(async () => {
    // The new key last, until every replica can read it; then first.
    app = await TestApp.start({ env: { CREDENTIALS_KEYS: `${oldKey},${key}` } });
    for (const email of EMAILS) await app.people.person({ email, withToken: true });
  });
  afterAll(() => app?.close());

  const rotate = (keys: string) =>
    runScript('src/credentials/rotate.ts', { DATABASE_URL: app.database.url, CREDENTIALS_KEYS: keys });

  it('encrypts every token with the active key while the application runs, once', async () => {
    const first = await rotate(`${key},${oldKey}`);
    expect(first).toEqual({ status: 0, output: expect.stringMatching(/Encrypted again: 3\n.*Already current: 0/s) });
    const again = await rotate(`${key},${oldKey}`);
    expect(again).toEqual({ status: 0, output: expect.stringMatching(/Encrypted again: 0\n.*Already current: 3/s) });
    for (const email of EMAILS) {
      const person = await app.people.signIn(email);
      const { body } = await person.post('/me/trackdechets-token/verification').expect(200);
      expect(body.status).toBe('VALID');
      expect(first.output + again.output).not.toContain(tokenOf(email));
    }
  });

  it('needs the old key no more afterwards', async () => {
    const replica = await TestApp.start({ beside: app, env: { CREDENTIALS_KEYS: key } });
    try {
      const person = await replica.people.signIn(EMAILS[0] ?? '');
      expect(await replica.nest.get(Credentials).tokenFor(person.id)).not.toBeNull();
    } finally {
      await replica.close();
    }
  });

  it('names what it cannot read, a lost key apart from a damaged row, and does the rest', async () => {
    const people = await Promise.all(EMAILS.map((email) => app.people.signIn(email)));
    const [lost, damaged, fine] = people;
    const replica = await TestApp.start({ beside: app, env: { CREDENTIALS_KEYS: newKey('autre') } });
    const there = await replica.people.signIn(lost?.email ?? '');
    await there.put('/me/trackdechets-token', { token: tokenOf(there.email) }).expect(200);
    await replica.close();
    await app.dataSource.query(
      'UPDATE credentials SET secret = (SELECT secret FROM credentials WHERE user_id = $2) WHERE user_id = $1',
      [damaged?.id, fine?.id],
    );
    const { status, output } = await rotate(`${newKey('2027')},${key}`);
    expect(status).toBe(1);
    expect(output).toMatch(/Encrypted again: 1\n/);
    expect(output).toMatch(new RegExp(`Key missing.*${lost?.id}.*Damaged rows.*${damaged?.id}`, 's'));
    expect(output).not.toContain(fine?.id);
  });

  it('says which keys it needs', async () => {
    const { status, output } = await rotate('pas-une-cle');
    expect({ status, output }).toEqual({ status: 2, output: expect.stringContaining('CREDENTIALS_KEYS') });
  });
});
