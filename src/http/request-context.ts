import { type Request, type Response } from 'express';
import { type Language } from './sentences';

/** The language a person reads: English when Accept-Language prefers it, French otherwise. */
export function languageOf(request: Request): Language {
  return request.acceptsLanguages(['fr', 'en']) === 'en' && request.headers['accept-language'] ? 'en' : 'fr';
}

/** The id that ties an answer to the logs. */
export function requestIdOf(request: Request): string {
  const { id } = request as Request & { id?: unknown };
  return typeof id === 'string' ? id : '';
}

export type { Request, Response };
