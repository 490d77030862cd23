import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { databasePlaceOf, databaseUrlFault } from './database-url';

/** Nobody's: what must not be shown. */
const SECRET = 'Tr3s5ecret';

describe('the address of the database', () => {
  it.each([
    ['as documented', `postgres://user:${SECRET}@db:5432/connector`],
    ['of another scheme', `postgresql://user:${SECRET}@db/connector?sslmode=verify-full`],
    ['with an encoded password', `postgres://user:${SECRET}%2F%23%25%3F%40@db/connector`],
    ['with figures of six', `postgres://user:${SECRET}@[::1]:5433/connector`],
    ['of a socket', `postgres://user:${SECRET}@/connector?host=/var/run/postgresql`],
    ['of a server that wants its name in the user', `postgres://db/connector?user=me@server&password=${SECRET}`],
  ])('is taken %s', (_, url) => {
    expect(databaseUrlFault(url)).toBeNull();
    expect(databasePlaceOf(url)).toMatch(/(db|postgresql|\[::1\])(:\d+)?\/connector$/);
    expect(databasePlaceOf(url)).not.toContain(SECRET);
  });

  it.each([
    ['a slash', `${SECRET}/x`],
    ['a hash', `${SECRET}#x`],
    ['a question mark', `${SECRET}?x`],
    ['a slash after figures', `12/${SECRET}`],
    ['a question mark after figures', `12?${SECRET}`],
    ['a hash first', `#${SECRET}`],
    ['a per cent', `${SECRET}%zz`],
    ['a byte that is no character', `${SECRET}%e9`],
  ])('is refused with %s in its password, which is not repeated', (_, password) => {
    const fault = databaseUrlFault(`postgres://user:${password}@db:5432/connector`) ?? '';
    expect(fault).toMatch(/encodez .*%2F %23 .*%25.* \/ .*in the user and the password, write/);
    expect(fault).not.toContain(SECRET);
  });

  it.each(['db:99999/connector', 'db:0/connector', 'db/connector?port=70000', 'db/connector?port=abc'])(
    'is refused with a port that is none: %s',
    (place) => expect(databaseUrlFault(`postgres://user:${SECRET}@${place}`)).toContain('from 1 to 65535'),
  );

  it('is refused with a file that is missing or something else', () => {
    const folder = mkdtempSync(join(tmpdir(), 'database-url-'));
    const [authority, rubbish, missing] = ['ca.pem', 'rubbish.pem', 'missing.pem'].map((name) => join(folder, name));
    writeFileSync(authority ?? '', rootCertificates[0] ?? '');
    writeFileSync(rubbish ?? '', 'rubbish');
    const faultWith = (parameter: string, file = ''): string | null =>
      databaseUrlFault(`postgres://user:${SECRET}@db/connector?sslmode=verify-full&${parameter}=${file}`);
    expect(faultWith('sslrootcert', authority)).toBeNull();
    for (const parameter of ['sslrootcert', 'sslcert', 'sslkey']) {
      expect(faultWith(parameter, missing)).toBe(
        `${parameter} : fichier illisible / file cannot be read: ${missing ?? ''}`,
      );
      expect(faultWith(parameter, rubbish)).toMatch(`${parameter} : pas de certificat`);
    }
    rmSync(folder, { recursive: true });
  });
});
