import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';

const FORM =
  'obligatoire en production, de la forme postgres://utilisateur:motdepasse@hote:5432/base / required in production, as postgres://user:password@host:5432/database';
const ENCODING =
  'adresse illisible : dans l’utilisateur et le mot de passe, encodez / # ? % @ en %2F %23 %3F %25 %40 ; un seul hôte / cannot be read: in the user and the password, write / # ? % @ as %2F %23 %3F %25 %40; one host only';
const PORT = 'le port va de 1 à 65535 / the port goes from 1 to 65535';
/** Parameters that name a file, which the driver reads while it parses. */
const FILES = ['sslrootcert', 'sslcert', 'sslkey'] as const;

/** What is wrong with an address of PostgreSQL, in French and English and without its password; null when it can be tried. */
export function databaseUrlFault(text: string): string | null {
  if (!/^postgres(ql)?:\/\/.+/.test(text)) return FORM;
  const url = parsed(text);
  if (!url) return parsed(text.replace(/:\d+(?=[/?]|$)/, '')) ? PORT : ENCODING;
  if (isCutShort(url) || !isDecodable(url)) return ENCODING;
  const port = Number(url.searchParams.get('port') || url.port || 5432);
  if (!(Number.isInteger(port) && port >= 1 && port <= 65_535)) return PORT;
  return fileFault(url.searchParams);
}

/** Host, port and base of an address without fault: what may be shown of it. */
export function databasePlaceOf(text: string): string {
  const url = parsed(text);
  return url ? `${url.searchParams.get('host') || url.host}${url.pathname}` : '';
}

/** As the driver reads it, which lets the host be left out after a password: a socket is then named by `?host=`. */
function parsed(text: string): URL | null {
  const readable = [text, text.replace('@/', '@socket/')].find((one) => URL.canParse(one));
  return readable === undefined ? null : new URL(readable);
}

/** A password that begins with a figure or nothing before its `/`, `#` or `?` is taken for a port: the host is still ahead. */
function isCutShort({ pathname, hash, search }: URL): boolean {
  return `${pathname}${hash}`.includes('@') || (pathname === '' && search.includes('@'));
}

function isDecodable({ username, password, hostname, pathname }: URL): boolean {
  try {
    [username, password, hostname, pathname].forEach(decodeURIComponent);
    return true;
  } catch {
    return false;
  }
}

function fileFault(parameters: URLSearchParams): string | null {
  const contents: Partial<Record<(typeof FILES)[number], string>> = {};
  for (const name of FILES) {
    const file = parameters.get(name);
    if (!file) continue;
    try {
      contents[name] = readFileSync(file, 'utf8');
    } catch {
      return `${name} : fichier illisible / file cannot be read: ${file}`;
    }
  }
  const { sslrootcert: ca, sslcert: cert, sslkey: key } = contents;
  try {
    // A context takes any text for an authority, and then trusts nobody.
    if (ca !== undefined) new X509Certificate(ca);
    createSecureContext({ cert, key });
    return null;
  } catch {
    const names = Object.keys(contents).join(', ');
    return `${names} : pas de certificat ou de clé PEM utilisable / no usable PEM certificate or key`;
  }
}
