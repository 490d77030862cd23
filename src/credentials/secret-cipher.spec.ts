import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { type AppConfig, type EncryptionKey } from '../config/app.config';
import { KeyLost, SecretCipher, SecretDamaged } from './secret-cipher';

const key = (id: string): EncryptionKey => ({ id, key: randomBytes(32) });
const cipherWith = (...credentialsKeys: EncryptionKey[]): SecretCipher =>
  new SecretCipher({ credentialsKeys } as unknown as AppConfig);

const OWNER = { platform: 'TRACKDECHETS', userId: '0a6b5c1e-0000-4000-8000-000000000001' };
const first = key('2025');
const second = key('2026');

describe('SecretCipher', () => {
  it('gives back what it was given, to its owner alone', () => {
    const cipher = cipherWith(first);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), fc.uuid(), (clear, userId) => {
        const blob = cipher.encrypt(`.${clear}`, { ...OWNER, userId });
        expect(cipher.decrypt(blob, { ...OWNER, userId })).toBe(`.${clear.toWellFormed()}`);
        expect(() => cipher.decrypt(blob, OWNER)).toThrow(SecretDamaged);
        expect(() => cipher.decrypt(blob, { platform: 'BDO', userId })).toThrow(SecretDamaged);
      }),
    );
  });

  it('never writes the same twice, nor anything of the secret in clear', () => {
    const cipher = cipherWith(first);
    const [one, two] = [cipher.encrypt('the very secret', OWNER), cipher.encrypt('the very secret', OWNER)];
    expect(one.equals(two)).toBe(false);
    expect(one.includes('secret')).toBe(false);
  });

  it('reads with every configured key and writes with the first', () => {
    const blob = cipherWith(first).encrypt('secret', OWNER);
    const both = cipherWith(second, first);
    expect(both.decrypt(blob, OWNER)).toBe('secret');
    expect(both.isCurrent(blob)).toBe(false);
    const rotated = both.encrypt('secret', OWNER);
    expect(both.isCurrent(rotated)).toBe(true);
    expect(() => cipherWith(first).decrypt(rotated, OWNER)).toThrow(KeyLost);
  });

  it('works out the check of each key once, however many secrets it looks at', () => {
    const both = cipherWith(first, second);
    const blob = both.encrypt('secret', OWNER);
    const worked = jest.spyOn(jest.requireActual<typeof import('node:crypto')>('node:crypto'), 'createHmac');
    expect([both.isCurrent(blob), both.hasKeyOf(blob), both.decrypt(blob, OWNER)]).toEqual([true, true, 'secret']);
    both.encrypt('secret', OWNER);
    expect(both.isCurrent(blob.subarray(0, 20))).toBe(false);
    expect(worked).not.toHaveBeenCalled();
    worked.mockRestore();
  });

  it('tells a lost key, and another key under the same name, from a damaged row', () => {
    const blob = cipherWith(first).encrypt('secret', OWNER);
    expect(() => cipherWith(second).decrypt(blob, OWNER)).toThrow(KeyLost);
    expect(() => cipherWith(key('2025')).decrypt(blob, OWNER)).toThrow(KeyLost);
    expect(cipherWith(second).hasKeyOf(blob)).toBe(false);
    for (const position of [blob.length - 1, blob.length - 8, blob.length - 25]) {
      const damaged = Buffer.from(blob);
      damaged[position] = (damaged[position] ?? 0) ^ 1;
      expect(() => cipherWith(first).decrypt(damaged, OWNER)).toThrow(SecretDamaged);
    }
    expect(() => cipherWith(first).decrypt(blob.subarray(0, 20), OWNER)).toThrow(SecretDamaged);
    expect(() => cipherWith(first).decrypt(Buffer.alloc(0), OWNER)).toThrow(SecretDamaged);
  });
});
