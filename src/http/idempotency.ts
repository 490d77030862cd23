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
import { setTimeout as sleep } from 'node:timers/promises';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { DataSource, type EntityManager } from 'typeorm';
import { invalidInput, Problem } from './problem';

const KEPT_HOURS = 24;
/** Characters of a key. */
const MOST_LENGTH = 200;
/** A request that died leaves its key locked this long at most: less than a person's patience. */
const LEASE_SECONDS = 60;
/** A request that waits for Trackdéchets may take longer than its lease, and renews it. Milliseconds. */
const RENEW_MS = 20_000;
/** A repeat waits for the answer of the first for longer than a creation takes, looking ever less often. Milliseconds. */
const PATIENCE_MS = 5_000;
const FIRST_LOOK_MS = 50;
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
  /** Its own: whoever takes the key over puts another in its place. */
  salt: Buffer;
  /** Derived from the client's key: what is stored can be read only by who sends that key again. */
  secret: Buffer;
}

/** Under way: another request holds the key and has no answer yet. */
type Taken = { attempt: Attempt } | { answer: Answer } | 'UNDER_WAY';

interface StoredKey {
  salt: Buffer;
  request_hmac: Buffer;
  answer: Buffer | null;
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

/** The row of an attempt, as long as nobody took its key over. */
const ITS_ROW = 'user_id = $1 AND route = $2 AND key_hash = $3 AND salt = $4';
const rowOf = ({ userId, route, keyHash, salt }: Attempt): unknown[] => [userId, route, keyHash, salt];

/**
 * Commits the answer of a creation together with the creation: a request repeated after a crash then gets the first answer
 * and creates nothing. Does nothing when the request carries no Idempotency-Key.
 * @throws Problem IDEMPOTENCY_IN_PROGRESS when this replica was frozen for so long that a repeat took the key over
 */
export async function rememberAnswer(em: EntityManager, answer: Answer): Promise<void> {
  const attempt = current.getStore();
  if (attempt && !(await remember(em, attempt, answer))) throw inProgress();
}

/** False when the key is another's by now. */
async function remember(em: EntityManager, attempt: Attempt, answer: Answer): Promise<boolean> {
  const [, rows] = await em.query<[unknown[], number]>(`UPDATE idempotency_keys SET answer = $5 WHERE ${ITS_ROW}`, [
    ...rowOf(attempt),
    seal(attempt.secret, answer),
  ]);
  return rows === 1;
}

function inProgress(): Problem {
  return new Problem('IDEMPOTENCY_IN_PROGRESS', { retryAfter: 1 });
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
    if (key.length < 1 || key.length > MOST_LENGTH) {
      const code = key.length < 1 ? 'FIELD_TOO_SHORT' : 'FIELD_TOO_LONG';
      const params = { min: 1, max: MOST_LENGTH };
      throw invalidInput([{ path: 'Idempotency-Key', code, sentence: 'FIELD_LENGTH', params }]);
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
    const taken = await patiently(() => this.take(userId, route, key, request.body));
    if ('answer' in taken) return replay(response, taken.answer);
    const { attempt } = taken;
    const renewing = setInterval(() => void this.renew(attempt), RENEW_MS).unref();
    try {
      const body: unknown = await current.run(attempt, () => lastValueFrom(next.handle(), { defaultValue: undefined }));
      const etag = response.getHeader('etag');
      const answer = { status: response.statusCode, body, ...(typeof etag === 'string' ? { etag } : {}) };
      await remember(this.dataSource.manager, attempt, answer);
      return body;
    } catch (error) {
      // Only what was done is remembered: what was refused may be asked again, corrected or not.
      await this.forget(attempt);
      throw error;
    } finally {
      clearInterval(renewing);
    }
  }

  /** Takes the key for this request, or finds the answer that it had; a key whose holder died is taken over. */
  private async take(userId: string, route: string, key: string, body: unknown): Promise<Taken> {
    const keyHash = createHash('sha256').update(key).digest();
    const salt = randomBytes(16);
    const secret = secretOf(key, salt);
    const attempt = { userId, route, keyHash, salt, secret };
    const values = [...rowOf(attempt), hmacOf(secret, inOrder(body)), LEASE_SECONDS];
    const [created] = await this.dataSource.query<unknown[]>(
      `INSERT INTO idempotency_keys AS k (user_id, route, key_hash, salt, request_hmac, locked_until)
       VALUES ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))
       ON CONFLICT (user_id, route, key_hash) DO UPDATE
         SET salt = excluded.salt, request_hmac = excluded.request_hmac, answer = NULL, created_at = now(), locked_until = excluded.locked_until
         WHERE k.created_at < now() - make_interval(hours => $7)
       RETURNING true`,
      [...values, KEPT_HOURS],
    );
    if (created) return { attempt };
    const [held] = await this.dataSource.query<StoredKey[]>(
      'SELECT salt, request_hmac, answer FROM idempotency_keys WHERE user_id = $1 AND route = $2 AND key_hash = $3',
      [userId, route, keyHash],
    );
    if (!held) return this.take(userId, route, key, body);
    const heldSecret = secretOf(key, held.salt);
    // The version before took the body as it was sent.
    const same = [inOrder(body), body].some((form) => held.request_hmac.equals(hmacOf(heldSecret, form)));
    if (!same) throw new Problem('IDEMPOTENCY_KEY_REUSED');
    if (held.answer) return { answer: open(heldSecret, held.answer) };
    const [, takenOver] = await this.dataSource.query<[unknown[], number]>(
      `UPDATE idempotency_keys SET salt = $4, request_hmac = $5, locked_until = now() + make_interval(secs => $6)
       WHERE user_id = $1 AND route = $2 AND key_hash = $3 AND answer IS NULL AND locked_until <= now()`,
      values,
    );
    return takenOver === 1 ? { attempt } : 'UNDER_WAY';
  }

  /** One that fails is made up for by the next. */
  private async renew(attempt: Attempt): Promise<void> {
    await this.dataSource
      .query(
        `UPDATE idempotency_keys SET locked_until = now() + make_interval(secs => $5) WHERE ${ITS_ROW} AND answer IS NULL`,
        [...rowOf(attempt), LEASE_SECONDS],
      )
      .catch(() => undefined);
  }

  private async forget(attempt: Attempt): Promise<void> {
    await this.dataSource
      .query(`DELETE FROM idempotency_keys WHERE ${ITS_ROW} AND answer IS NULL`, rowOf(attempt))
      .catch(() => undefined);
  }
}

/** Whoever repeats at once, after a line that broke or a second click, wants the first answer: it is on its way. */
async function patiently(take: () => Promise<Taken>): Promise<Exclude<Taken, 'UNDER_WAY'>> {
  const deadline = performance.now() + PATIENCE_MS;
  for (let pause = FIRST_LOOK_MS; ; pause *= 2) {
    const taken = await take();
    if (taken !== 'UNDER_WAY') return taken;
    const left = deadline - performance.now();
    if (left <= 0) throw inProgress();
    await sleep(Math.min(pause, left));
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

/** The body with its keys in one order: some platforms, such as Swift, write those of a dictionary in another each time. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, inOrder(item)]));
}

function replay(response: Response, answer: Answer): unknown {
  response.status(answer.status);
  response.setHeader('Idempotency-Replayed', 'true');
  if (answer.etag) response.setHeader('ETag', answer.etag);
  return answer.body;
}
