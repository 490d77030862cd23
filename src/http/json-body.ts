import { type NextFunction, type Request, type Response } from 'express';
import { type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { lingerAfterAnswer } from './closing';
import { Problem } from './problem';

/** Bytes of a body, decompressed. */
const MOST_BYTES = 1024 * 1024;
/** Lists and objects inside each other: a document has six at most; what reads a body walks through them by recursion. */
const MOST_DEPTH = 32;

const MEDIA = ['application/json', 'application/*+json'];
const UTF8 = new TextDecoder('utf-8', { fatal: true });
const DECODERS = { gzip: createGunzip, deflate: createInflate, br: createBrotliDecompress };

/**
 * Reads a JSON body into `request.body`, which stays undefined without one. A body that is too large is refused as soon as that is
 * known, from its Content-Length before it is sent, and its connection ends; one that is not JSON in UTF-8 is refused by name rather
 * than read as empty or repaired.
 */
export function readJsonBody(request: Request, response: Response, next: NextFunction): void {
  const length = Number(request.headers['content-length'] ?? 0);
  if (length === 0 && request.headers['transfer-encoding'] === undefined) return next();
  // What is left of a refused body is not awaited.
  const refuse = (problem: Problem): void => {
    if (!request.complete) {
      lingerAfterAnswer(request.socket);
      response.setHeader('Connection', 'close');
    }
    next(problem);
  };
  if (length > MOST_BYTES) return refuse(new Problem('BODY_TOO_LARGE'));
  if (!isReadable(request)) return refuse(new Problem('UNSUPPORTED_MEDIA_TYPE'));
  if (request.headers.expect) response.writeContinue();
  gather(request).then(
    (bytes) => {
      try {
        request.body = parse(bytes);
      } catch (error) {
        return next(error instanceof Problem ? error : new Problem('MALFORMED_BODY', { cause: error }));
      }
      next();
    },
    (error: unknown) => refuse(error instanceof Problem ? error : new Problem('MALFORMED_BODY', { cause: error })),
  );
}

function isReadable(request: Request): boolean {
  const charset = /;\s*charset="?([^";\s]+)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  return !!request.is(MEDIA) && /^utf-?8$/i.test(charset) && encodingOf(request) !== undefined;
}

/** What undoes the body's Content-Encoding, null when there is none, undefined when it is not known here. */
function encodingOf(request: Request): (() => Readable & NodeJS.WritableStream) | null | undefined {
  const encoding = (request.headers['content-encoding'] ?? 'identity').toLowerCase();
  if (encoding === 'identity') return null;
  return Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding as keyof typeof DECODERS] : undefined;
}

/** The whole body, decompressed; rejects with BODY_TOO_LARGE at the first byte too many. */
function gather(request: Request): Promise<Buffer> {
  const decoder = encodingOf(request)?.();
  const source: Readable = decoder ?? request;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const stop = (error: Error): void => {
      source.removeAllListeners('data');
      request.unpipe();
      request.resume();
      decoder?.destroy();
      reject(error);
    };
    source.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) stop(new Problem('BODY_TOO_LARGE'));
      else chunks.push(chunk);
    });
    source.once('end', () => resolve(Buffer.concat(chunks)));
    source.once('error', stop);
    // The client left: whoever is told of it hears nothing.
    request.once('error', stop);
    if (decoder) request.pipe(decoder);
  });
}

function parse(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  const text = UTF8.decode(bytes);
  if (isDeep(text)) throw new Problem('BODY_TOO_DEEP', { params: { max: MOST_DEPTH } });
  return JSON.parse(text);
}

const QUOTE = 34;
const BACKSLASH = 92;
const OPENING = new Set([91, 123]);
const CLOSING = new Set([93, 125]);

/** Whether brackets outside of strings go deeper than is taken. */
function isDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) quoted = !quoted;
    else if (quoted) index += code === BACKSLASH ? 1 : 0;
    else if (OPENING.has(code) && ++depth > MOST_DEPTH) return true;
    else if (CLOSING.has(code)) depth--;
  }
  return false;
}
