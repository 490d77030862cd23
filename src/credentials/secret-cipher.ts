import { Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { AppConfig, type EncryptionKey } from '../config/app.config';

const FORMAT = 1;
const CHECK_BYTES = 8;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Whose secret it is: the additional data that keeps a row copied onto another user's from decrypting. */
export interface SecretOwner {
  platform: string;
  userId: string;
}

/** No configured key is the one that encrypted this: it was lost, or CREDENTIALS_KEYS is another instance's. */
export class KeyLost extends Error {
  override name = 'KeyLost';
}

/** The key is the right one, and the row was altered, cut, or is another user's. */
export class SecretDamaged extends Error {
  override name = 'SecretDamaged';
}

/** A configured key and its check, worked out once: secrets are looked at by the thousand. */
type CheckedKey = EncryptionKey & { check: Buffer };

interface Blob {
  header: Buffer;
  keyId: string;
  check: Buffer;
  iv: Buffer;
  tag: Buffer;
  text: Buffer;
}

/**
 * AES-256-GCM over: format (1 byte), length of the key's id (1), the id, the key's check (8), IV (12, random), tag (16),
 * ciphertext. Authenticated with it: what precedes the IV, the platform and the user. The check, a MAC of a constant, tells a
 * wrong key apart from a damaged row.
 */
@Injectable()
export class SecretCipher {
  private readonly active: CheckedKey;
  private readonly keys: readonly CheckedKey[];

  constructor({ credentialsKeys: [active, ...others] }: AppConfig) {
    this.active = checked(active);
    this.keys = [this.active, ...others.map(checked)];
  }

  /** Encrypts with the active key. */
  encrypt(clear: string, owner: SecretOwner): Buffer {
    const { id: name, key, check } = this.active;
    const id = Buffer.from(name, 'utf8');
    const header = Buffer.concat([Buffer.from([FORMAT, id.length]), id, check]);
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
    cipher.setAAD(boundTo(header, owner));
    const text = Buffer.concat([cipher.update(clear, 'utf8'), cipher.final()]);
    return Buffer.concat([header, iv, cipher.getAuthTag(), text]);
  }

  /** The clear secret; throws KeyLost or SecretDamaged. */
  decrypt(blob: Buffer, owner: SecretOwner): string {
    const { header, iv, tag, text } = parse(blob);
    const decipher = createDecipheriv('aes-256-gcm', this.keyOf(blob).key, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(boundTo(header, owner));
    decipher.setAuthTag(tag);
    try {
      return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
    } catch {
      throw new SecretDamaged('the secret was altered, or moved from another user');
    }
  }

  /** Whether the key that encrypted this is among the configured ones. */
  hasKeyOf(blob: Buffer): boolean {
    return this.knownKeyOf(blob) !== null;
  }

  /** The name of the key that encrypted this, configured or not; null for what is no secret of this format. */
  keyIdOf(blob: Buffer): string | null {
    try {
      return parse(blob).keyId;
    } catch {
      return null;
    }
  }

  /** Whether this is encrypted with the active key. */
  isCurrent(blob: Buffer): boolean {
    return this.knownKeyOf(blob) === this.active;
  }

  private knownKeyOf(blob: Buffer): CheckedKey | null {
    try {
      return this.keyOf(blob);
    } catch {
      return null;
    }
  }

  private keyOf(blob: Buffer): CheckedKey {
    const { keyId, check } = parse(blob);
    const key = this.keys.find((candidate) => timingSafeEqual(candidate.check, check));
    if (!key)
      throw new KeyLost(`no configured key is the one named ${JSON.stringify(keyId)} that encrypted this secret`);
    return key;
  }
}

function parse(blob: Buffer): Blob {
  const idEnd = 2 + (blob[1] ?? 0);
  const headerEnd = idEnd + CHECK_BYTES;
  const textStart = headerEnd + IV_BYTES + TAG_BYTES;
  if (blob[0] !== FORMAT || blob.length <= textStart) throw new SecretDamaged('not a secret of this format');
  return {
    header: blob.subarray(0, headerEnd),
    keyId: blob.subarray(2, idEnd).toString('utf8'),
    check: blob.subarray(idEnd, headerEnd),
    iv: blob.subarray(headerEnd, headerEnd + IV_BYTES),
    tag: blob.subarray(headerEnd + IV_BYTES, textStart),
    text: blob.subarray(textStart),
  };
}

function checked({ id, key }: EncryptionKey): CheckedKey {
  const mac = createHmac('sha256', key).update('trackdechets-connector/credentials/key-check').digest();
  return { id, key, check: mac.subarray(0, CHECK_BYTES) };
}

function boundTo(header: Buffer, { platform, userId }: SecretOwner): Buffer {
  return Buffer.concat([header, Buffer.from(`\n${platform}\n${userId}`, 'utf8')]);
}
