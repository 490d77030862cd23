import { once } from 'node:events';
import { type IncomingMessage } from 'node:http';
import { pipeline, Transform, type TransformCallback } from 'node:stream';
import { TransportFailure } from './errors';

export interface FileLimits {
  /** Bytes. */
  most: number;
  /** Without a byte passing, because of either side. Milliseconds. */
  idleMs: number;
  /** For the whole of it. Milliseconds. */
  wholeMs: number;
}

/** Far above any file of Trackdéchets, and slow enough for a van in the hills. */
export const FILE_LIMITS: FileLimits = { most: 100_000_000, idleMs: 60_000, wholeMs: 600_000 };

/**
 * A file on its way: never more of it is here than what the reader has not taken yet. It fails with a TransportFailure when it
 * does not come whole, is too large or too slow; destroying it ends the request to Trackdéchets.
 */
export class FileContent extends Transform {
  private bytes = 0;
  private idle: NodeJS.Timeout | undefined;
  private readonly whole: NodeJS.Timeout;

  private constructor(private readonly limits: FileLimits) {
    super();
    // Who reads it hears of it too; until somebody does, it must not bring the process down.
    this.on('error', () => undefined);
    this.whole = setTimeout(() => this.fail('FILE_TOO_SLOW'), limits.wholeMs).unref();
    this.wait();
  }

  /** Resolves with its first bytes here: what fails before can still be answered as an error. Throws TransportFailure. */
  static async begun(incoming: IncomingMessage, limits = FILE_LIMITS): Promise<FileContent> {
    if (Number(incoming.headers['content-length'] ?? 0) > limits.most) {
      incoming.destroy();
      throw new TransportFailure(true, 'FILE_TOO_LARGE');
    }
    const content = new FileContent(limits);
    pipeline(incoming, content, () => undefined);
    await once(content, 'readable').catch((error: unknown) => {
      throw error instanceof TransportFailure ? error : new TransportFailure(true, 'INCOMPLETE_ANSWER');
    });
    return content;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.bytes += chunk.length;
    if (this.bytes > this.limits.most) {
      this.fail('FILE_TOO_LARGE');
      return;
    }
    this.wait();
    done(null, chunk);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearTimeout(this.idle);
    clearTimeout(this.whole);
    done(error);
  }

  private wait(): void {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.fail('FILE_STALLED'), this.limits.idleMs).unref();
  }

  private fail(code: string): void {
    this.destroy(new TransportFailure(true, code));
  }
}
