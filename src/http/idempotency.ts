import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { INTERCEPTORS_METADATA } from '@nestjs/common/constants';
import { type Request, type Response } from 'express';
import { AsyncLocalStorage } from 'node:async_hooks';
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { DataSource, type EntityManager } from 'typeorm';
import { invalidInput, Problem } from './problem';

const KEPT_HOURS = 24;
/** A request that died leaves its key locked this long: more than the slowest request, less than a person's patience. */
const LOCK_SECONDS = 60;
const IV_BYTES = 12;
const TAG_BYTES = 16;

interface Answer {
  status: number;
  body: unknown;
  etag?: string;
}

interface Attempt {
  userId: string;
  route: string;
  keyHash: Buffer;
  /** Derived from the client's key: what is stored can be read only by who sends that key again. */
  secret: Buffer;
}

interface StoredKey {
  salt: Buffer;
  request_hmac: Buffer;
  answer: Buffer | null;
  locked: boolean;
}

const current = new AsyncLocalStorage<Attempt>();

function seal(secret: Buffer, answer: Answer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', secret, iv);
  const text = Buffer.concat([cipher.update(JSON.stringify(answer), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]);
}

function open(secret: Buffer, blob: Buffer): Answer {
  const decipher = createDecipheriv('aes-256-gcm', secret, blob.subarray(0, IV_BYTES));
  decipher.setAuthTag(blob.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const text = Buffer.concat([decipher.update(blob.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  return JSON.parse(text.toString('utf8')) as Answer;
}

/**
 * Commits the answer of a creation together with the creation: a request repeated after a crash then gets the first answer
 * and creates nothing. Does nothing when the request carries no Idempotency-Key.
 */
export async function rememberAnswer(em: EntityManager, answer: Answer): Promise<void> {
  const attempt = current.getStore();
  if (!attempt) return;
  await em.query('UPDATE idempotency_keys SET answer = $4 WHERE user_id = $1 AND route = $2 AND key_hash = $3', [
    attempt.userId,
    attempt.route,
    attempt.keyHash,
    seal(attempt.secret, answer),
  ]);
}

/** Has a POST take an `Idempotency-Key`: every one of a signed-in person does, by this or by `@CreatesIn`. */
export function TakesIdempotencyKey(): MethodDecorator {
  return UseInterceptors(IdempotencyInterceptor);
}

/** Whether a controller's method takes an `Idempotency-Key`. */
export function takesIdempotencyKey(handler: object): boolean {
  const interceptors = (Reflect.getMetadata(INTERCEPTORS_METADATA, handler) ?? []) as unknown[];
  return interceptors.includes(IdempotencyInterceptor);
}

/** The same key and body within 24 h returns the first answer. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly dataSource: DataSource) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<Request & { caller?: { userId: string } }>();
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || !request.caller) return next.handle();
    if (key.length < 1 || key.length > 200) {
      throw invalidInput([
        { path: 'Idempotency-Key', code: 'FIELD_TOO_LONG', sentence: 'FIELD_TOO_LONG', params: { max: 200 } },
      ]);
    }
    return from(this.once(request.caller.userId, request, http.getResponse<Response>(), key, next));
  }

  private async once(
    userId: string,
    request: Request,
    response: Response,
    key: string,
    next: CallHandler,
  ): Promise<unknown> {
    const route = `${request.method} ${request.path}`;
    const keyHash = createHash('sha256').update(key).digest();
    const { stored, created } = await this.take(userId, route, keyHash, key, request.body);
    const secret = secretOf(key, stored.salt);
    if (!stored.request_hmac.equals(hmacOf(secret, request.body))) throw new Problem('IDEMPOTENCY_KEY_REUSED');
    if (stored.answer) return replay(response, open(secret, stored.answer));
    if (!created) throw new Problem('IDEMPOTENCY_IN_PROGRESS', { retryAfter: 1 });
    const attempt = { userId, route, keyHash, secret };
    try {
      const body: unknown = await current.run(attempt, () => lastValueFrom(next.handle(), { defaultValue: undefined }));
      const etag = response.getHeader('etag');
      const answer = { status: response.statusCode, body, ...(typeof etag === 'string' ? { etag } : {}) };
      await current.run(attempt, () => rememberAnswer(this.dataSource.manager, answer));
      return body;
    } catch (error) {
      // Only what was done is remembered: what was refused may be asked again, corrected or not.
      await this.forget(attempt);
      throw error;
    }
  }

  /** Takes the key for this request, or finds who has it; a key whose holder died is taken over. */
  private async take(
    userId: string,
    route: string,
    keyHash: Buffer,
    key: string,
    body: unknown,
  ): Promise<{ stored: StoredKey; created: boolean }> {
    const salt = randomBytes(16);
    const values = [userId, route, keyHash, salt, hmacOf(secretOf(key, salt), body), LOCK_SECONDS, KEPT_HOURS];
    const [taken] = await this.dataSource.query<StoredKey[]>(
      `INSERT INTO idempotency_keys AS k (user_id, route, key_hash, salt, request_hmac, locked_until)
       VALUES ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))
       ON CONFLICT (user_id, route, key_hash) DO UPDATE
         SET salt = excluded.salt, request_hmac = excluded.request_hmac, answer = NULL, created_at = now(), locked_until = excluded.locked_until
         WHERE k.created_at < now() - make_interval(hours => $7)
       RETURNING salt, request_hmac, answer, false AS locked`,
      values,
    );
    if (taken) return { stored: taken, created: true };
    const [held] = await this.dataSource.query<StoredKey[]>(
      `SELECT salt, request_hmac, answer, locked_until > now() AS locked FROM idempotency_keys
       WHERE user_id = $1 AND route = $2 AND key_hash = $3`,
      [userId, route, keyHash],
    );
    if (!held) return this.take(userId, route, keyHash, key, body);
    if (held.answer || held.locked) return { stored: held, created: false };
    const claimed = await this.dataSource.query<[unknown[], number]>(
      `UPDATE idempotency_keys SET locked_until = now() + make_interval(secs => $4)
       WHERE user_id = $1 AND route = $2 AND key_hash = $3 AND answer IS NULL AND locked_until <= now()`,
      [userId, route, keyHash, LOCK_SECONDS],
    );
    return { stored: held, created: claimed[1] === 1 };
  }

  private async forget({ userId, route, keyHash }: Attempt): Promise<void> {
    await this.dataSource
      .query('DELETE FROM idempotency_keys WHERE user_id = $1 AND route = $2 AND key_hash = $3 AND answer IS NULL', [
        userId,
        route,
        keyHash,
      ])
      .catch(() => undefined);
  }
}

function secretOf(key: string, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, 'idempotency', 32));
}

function hmacOf(secret: Buffer, body: unknown): Buffer {
  return createHmac('sha256', secret)
    .update(JSON.stringify(body ?? null))
    .digest();
}

function replay(response: Response, answer: Answer): unknown {
  response.status(answer.status);
  response.setHeader('Idempotency-Replayed', 'true');
  if (answer.etag) response.setHeader('ETag', answer.etag);
  return answer.body;
}
