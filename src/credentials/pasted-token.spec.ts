import fc from 'fast-check';
import { readPastedToken } from './pasted-token';

const TOKEN = 'Xk3vTq8LmZbN5RdWcY1sHfJp7GaUe2iQo6KtVxBn';

describe('readPastedToken', () => {
  it.each([
    ['as it is', TOKEN],
    ['spaces and line ends', `  \t${TOKEN} \r\n`],
    ['no-break and narrow spaces', `\u00a0\u202f${TOKEN}\u3000`],
    ['straight quotes', `"${TOKEN}"`],
    ['French quotes', `«\u00a0${TOKEN}\u00a0»`],
    ['curly quotes and a comma', `“${TOKEN}”,`],
    ['Bearer', `Bearer ${TOKEN}`],
    ['bearer with a colon', `bearer: ${TOKEN}`],
    ['the whole header, quoted', `"Authorization: Bearer ${TOKEN}"`],
    ['quotes within quotes', `'"${TOKEN}"'`],
    ['zero-width characters and a byte order mark', `\ufeff${TOKEN.slice(0, 9)}\u200b${TOKEN.slice(9)}\u200d`],
    ['a soft hyphen', `${TOKEN.slice(0, 20)}\u00ad${TOKEN.slice(20)}`],
    ['wrapped by a terminal', `${TOKEN.slice(0, 30)}\r\n  ${TOKEN.slice(30)}`],
    ['full-width letters', TOKEN.replace(/[A-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))],
  ])('reads a token pasted with %s', (_, pasted) => {
    expect(readPastedToken(pasted)).toEqual({ token: TOKEN });
  });

  it.each([
    ['', 'TOKEN_EMPTY'],
    [' «\u200b» ', 'TOKEN_EMPTY'],
    ['camille.durand@froid-service.fr', 'TOKEN_LOOKS_LIKE_EMAIL'],
    [' "Camille.Durand@froid-service.fr" ', 'TOKEN_LOOKS_LIKE_EMAIL'],
    ['Mon chat s’appelle Gribouille', 'TOKEN_LOOKS_LIKE_PASSWORD'],
    ['S3cret!mot2passe&plus#long', 'TOKEN_LOOKS_LIKE_PASSWORD'],
    ['https://app.trackdechets.beta.gouv.fr/account', 'TOKEN_LOOKS_LIKE_PASSWORD'],
    [TOKEN.slice(0, 19), 'TOKEN_TRUNCATED'],
    [TOKEN.repeat(6), 'TOKEN_TOO_LONG'],
  ])('says why %j is no token', (pasted, fault) => {
    expect(readPastedToken(pasted)).toEqual({ fault });
  });

  it('takes a token of any shape an older one may have, and never alters its characters', () => {
    const older = fc.stringMatching(/^[A-Za-z0-9][\w.-]{18,60}[A-Za-z0-9]$/);
    fc.assert(fc.property(older, (token) => expect(readPastedToken(` "${token}"\n`)).toEqual({ token })));
  });

  it('never fails, whatever is pasted', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expect(readPastedToken(text)).toBeDefined()));
  });
});
