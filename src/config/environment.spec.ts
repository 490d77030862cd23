import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppConfig } from './app.config';
import { lookAtEnvironment, readEnvironment } from './environment';
import { VARIABLES } from './given';

const KEY = Buffer.alloc(32, 7).toString('base64');
const PRODUCTION = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://u:p@db:5432/c',
  TRACKDECHETS_API_URL: 'https://api.example.test',
  CREDENTIALS_KEYS: `2026:${KEY}`,
};

function faultsOf(source: Record<string, string>): string {
  try {
    readEnvironment(source);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

describe('environment', () => {
  it('asks for nothing in development', () => {
    expect(readEnvironment({})).toMatchObject({ NODE_ENV: 'development', PORT: undefined });
  });

  it('names every variable that production lacks, in one message', () => {
    const faults = faultsOf({ NODE_ENV: 'production' });
    for (const name of ['DATABASE_URL', 'TRACKDECHETS_API_URL', 'CREDENTIALS_KEYS'])
      expect(faults).toContain(`- ${name}:`);
    expect(faultsOf(PRODUCTION)).toBe('');
  });

  describe('OAuth2', () => {
    const client = { TRACKDECHETS_CLIENT_ID: 'id', TRACKDECHETS_CLIENT_SECRET: 'secret' };
    const config = (source: Record<string, string>, sandbox = false): AppConfig =>
      new AppConfig(readEnvironment(source), {
        databaseUrl: 'postgres://u:p@db/c',
        trackdechetsApiUrl: source.TRACKDECHETS_API_URL ?? 'http://127.0.0.1:4100',
        sandbox,
        credentialsKeys: `k:${KEY}`,
      });

    it('is off without an application', () => {
      expect(config({}, true).trackdechetsOauth).toBeNull();
    });

    it.each([
      ['https://api.trackdechets.beta.gouv.fr', 'https://app.trackdechets.beta.gouv.fr/oauth2/authorize/dialog'],
      [
        'https://api.sandbox.trackdechets.beta.gouv.fr/',
        'https://sandbox.trackdechets.beta.gouv.fr/oauth2/authorize/dialog',
      ],
    ])('knows the interface of %s', (TRACKDECHETS_API_URL, authorizeUrl) => {
      const { trackdechetsOauth } = config({ ...client, TRACKDECHETS_API_URL, PUBLIC_URL: 'https://td.exemple.fr/' });
      expect(trackdechetsOauth).toEqual({
        clientId: 'id',
        clientSecret: 'secret',
        authorizeUrl,
        redirectUri: 'https://td.exemple.fr/api/v1/trackdechets-connection/callback',
      });
    });

    it('asks for the interface of another host, and in production for the public address', () => {
      expect(config(client, true).trackdechetsOauth?.authorizeUrl).toBe(
        'http://127.0.0.1:4100/oauth2/authorize/dialog',
      );
      const faults = faultsOf({ ...PRODUCTION, ...client });
      expect(faults).toContain('- TRACKDECHETS_OAUTH_AUTHORIZE_URL:');
      expect(faults).toContain('- PUBLIC_URL:');
      const given = {
        TRACKDECHETS_OAUTH_AUTHORIZE_URL: 'https://ui.example.test/x',
        PUBLIC_URL: 'https://td.exemple.fr',
      };
      expect(faultsOf({ ...PRODUCTION, ...client, ...given })).toBe('');
    });
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', 'abc'],
    ['DATABASE_URL', 'mysql://x'],
    ['TRACKDECHETS_API_URL', 'trackdechets'],
    ['CREDENTIALS_KEYS', 'short:AAAA'],
    ['CREDENTIALS_KEYS', `a:${KEY},a:${KEY}`],
    ['CORS_ORIGINS', 'app.exemple.fr'],
    ['ADMIN_EMAIL', 'chef'],
    ['LOG_LEVEL', 'loud'],
    ['NODE_ENV', 'staging'],
    ['TRACKDECHETS_OAUTH_AUTHORIZE_URL', 'app.trackdechets.beta.gouv.fr'],
    ['TRACKDECHETS_CLIENT_ID', 'without its secret'],
    ['DATABASE_URL', 'postgres://u:p/w@db/c'],
    ['TRACKDECHETS_API_URL', 'https://[api'],
    ['PUBLIC_URL', 'https://[connecteur'],
    ['TRACKDECHETS_OAUTH_AUTHORIZE_URL', 'https://app.exemple.fr:99999'],
    // The sandbox listens on the next port too.
    ['SANDBOX_PORT', '65535'],
  ])('refuses %s=%s by name', (name, value) => {
    expect(faultsOf({ [name]: value })).toContain(name);
  });

  it('wants the first administrator whole', () => {
    expect(faultsOf({ ADMIN_EMAIL: 'a@b.fr' })).toContain('ADMIN_PASSWORD');
  });

  it('reads secrets from files, and refuses a secret given twice or a file that is missing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'environment-'));
    const file = join(folder, 'url');
    writeFileSync(file, 'postgres://u:p@db/c\n');
    expect(readEnvironment({ DATABASE_URL_FILE: file }).DATABASE_URL).toBe('postgres://u:p@db/c');
    expect(faultsOf({ DATABASE_URL: 'postgres://u:p@db/c', DATABASE_URL_FILE: file })).toContain('DATABASE_URL_FILE');
    expect(faultsOf({ DATABASE_URL_FILE: join(folder, 'missing') })).toContain('DATABASE_URL_FILE');
    rmSync(folder, { recursive: true });
  });

  const configOf = (source: Record<string, string>): AppConfig => {
    const environment = readEnvironment(source);
    const credentialsKeys = environment.CREDENTIALS_KEYS ?? '';
    return new AppConfig(environment, { databaseUrl: 'x', trackdechetsApiUrl: 'y', sandbox: false, credentialsKeys });
  };

  it.each(VARIABLES)('takes a blank %s for an absent one', (name) => {
    for (const blank of ['', ' ']) expect(readEnvironment({ [name]: blank })).toEqual(readEnvironment({}));
  });

  it('listens on this machine alone in development, with a blank HOST too', () => {
    expect(configOf({ HOST: '', LOG_LEVEL: '', NODE_ENV: '' })).toMatchObject({ host: '127.0.0.1', logLevel: 'info' });
  });

  it('keeps the sound variables apart from the faulty ones, each told once', () => {
    const { environment, faults } = lookAtEnvironment({
      NODE_ENV: 'production',
      DATABASE_URL_FILE: '/nowhere/url',
      TRACKDECHETS_API_URL: 'https://[api',
      CREDENTIALS_KEYS: PRODUCTION.CREDENTIALS_KEYS,
    });
    expect(faults.map(({ variables }) => variables)).toEqual([['DATABASE_URL'], ['TRACKDECHETS_API_URL']]);
    expect(environment).toMatchObject({ NODE_ENV: 'production', CREDENTIALS_KEYS: PRODUCTION.CREDENTIALS_KEYS });
    expect([environment.DATABASE_URL, environment.TRACKDECHETS_API_URL]).toEqual([undefined, undefined]);
  });

  it('compares origins as browsers write them', () => {
    const { corsOrigins } = configOf({
      CORS_ORIGINS: 'https://App.Exemple.fr, https://appli.exemple.fr:443,http://a.fr:80/ ,https://b.fr:8443',
    });
    expect(corsOrigins).toEqual([
      'https://app.exemple.fr',
      'https://appli.exemple.fr',
      'http://a.fr',
      'https://b.fr:8443',
    ]);
  });

  it.each(['/app', '?a=b', '/#/accueil'])('refuses %s after an origin', (more) => {
    const faults = faultsOf({ CORS_ORIGINS: `https://a.fr,https://third.exemple.fr${more}` });
    expect(faults).toMatch(/CORS_ORIGINS: https:\/\/third\.exemple\.fr seulement.*no path/);
  });

  it('refuses an account in an origin, without its password', () => {
    const faults = faultsOf({ CORS_ORIGINS: 'https://user:tres-secret@third.exemple.fr' });
    expect(faults).toContain('CORS_ORIGINS: https://third.exemple.fr seulement');
    expect(faults).not.toContain('tres-secret');
  });

  it('keeps the first key as the active one', () => {
    const config = configOf({
      ...PRODUCTION,
      CREDENTIALS_KEYS: `new:${KEY},old:${KEY}`,
      CORS_ORIGINS: 'https://a.fr/, https://b.fr',
    });
    expect(config.credentialsKeys.map(({ id, key }) => [id, key.length])).toEqual([
      ['new', 32],
      ['old', 32],
    ]);
    expect(config.corsOrigins).toEqual(['https://a.fr', 'https://b.fr']);
  });
});
