import { type Sandbox, startSandbox } from '../sandbox/server';
import { examine } from './examination';
import { type Finding } from './finding';

const NOBODY = 'postgres://user:tres-secret@127.0.0.1:9/connector';

describe('an examination with a faulty variable', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox.close());

  async function look(env: Record<string, string>): Promise<Record<string, string[]>> {
    const findings: Finding[] = [];
    await examine({ NODE_ENV: 'test', ...env }, (finding) => findings.push(finding));
    const checks = new Set(findings.map(({ check }) => check));
    const toldOf = (name: string): string[] =>
      findings.filter(({ check }) => check === name).map(({ level, en }) => `${level}: ${en}`);
    expect(JSON.stringify(findings)).not.toContain('tres');
    return Object.fromEntries([...checks].map((check) => [check, toldOf(check)]));
  }

  it.each([
    ['a slash in the password', 'postgres://user:tres/secret@127.0.0.1:9/connector', 'in the user and the password'],
    ['a port that is none', 'postgres://user:tres-secret@127.0.0.1:99999/connector', 'from 1 to 65535'],
    ['a missing file', `${NOBODY}?sslrootcert=/nowhere.pem`, '/nowhere.pem'],
  ])('looks at Trackdéchets and no database for %s', async (_, DATABASE_URL, said) => {
    const { configuration, database, trackdechets } = await look({ DATABASE_URL, TRACKDECHETS_API_URL: sandbox.url });
    expect(configuration).toEqual([expect.stringMatching(/^fault: DATABASE_URL: /)]);
    expect(configuration?.join()).toContain(said);
    expect(database).toBeUndefined();
    expect(trackdechets).toContainEqual(expect.stringContaining('ok: Trackdéchets answers'));
  });

  it('looks at the database for an address of Trackdéchets that is none', async () => {
    const { configuration, database, trackdechets } = await look({
      DATABASE_URL: NOBODY,
      TRACKDECHETS_API_URL: 'https://[api',
    });
    expect(configuration).toEqual([expect.stringMatching(/^fault: TRACKDECHETS_API_URL: /)]);
    expect(database).toEqual([expect.stringContaining('(127.0.0.1:9/connector): nothing listens')]);
    expect(trackdechets).toBeUndefined();
  });

  it('does not say that what is faulty is missing', async () => {
    const { configuration } = await look({ NODE_ENV: 'production', PUBLIC_URL: 'https://[connecteur' });
    expect(configuration?.filter((line) => line.includes('PUBLIC_URL'))).toHaveLength(1);
    expect(configuration?.join()).not.toMatch(/embedded|sandbox/);
  });
});
