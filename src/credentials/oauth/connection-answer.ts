import { type Request, type Response } from 'express';
import { type Problem } from '../../http/problem';
import { languageOf } from '../../http/request-context';
import { type Language, sentence, type SentenceKey } from '../../http/sentences';
import { type TokenStatusDto } from '../../users/dto/user.dto';
import { type StartedConnectionDto } from './dto/connection.dto';
import { type Connected } from './trackdechets-connection';

/** What a front end finds in `?trackdechets=`; any other problem is `failed`. */
const OUTCOMES: Partial<Record<SentenceKey, string>> = {
  TRACKDECHETS_OAUTH_REFUSED: 'refused',
  TRACKDECHETS_EMAIL_MISMATCH: 'mismatch',
  TRACKDECHETS_TOKEN_REJECTED: 'rejected',
  TRACKDECHETS_OAUTH_STATE_INVALID: 'expired',
  TRACKDECHETS_OAUTH_UNAVAILABLE: 'unavailable',
};

/** A program gets the address, a browser is sent there. */
export function answerStart(request: Request, response: Response, started: StartedConnectionDto): StartedConnectionDto {
  response.header('Cache-Control', 'no-store').vary('Accept');
  if (wantsPage(request)) response.status(302).location(started.url);
  return started;
}

/** Back to the front end's page when there is one; otherwise a page for a browser, the token's status for a program. */
export function answerFinish(request: Request, response: Response, connected: Connected): TokenStatusDto | string {
  const language = languageOf(request);
  response.header('Cache-Control', 'no-store').vary('Accept').vary('Accept-Language');
  if (connected.returnTo !== null) {
    const url = new URL(connected.returnTo);
    url.searchParams.set('trackdechets', outcomeOf(connected));
    response.status(302).location(url.href);
    return '';
  }
  if (!wantsPage(request)) {
    if ('problem' in connected) throw connected.problem;
    response.status(statusOf(connected));
    return connected.status;
  }
  response.status(statusOf(connected)).type('html');
  return page(language, 'problem' in connected ? sentenceOf(connected.problem, language) : connected.status.message);
}

function outcomeOf(connected: Connected): string {
  if ('problem' in connected) return OUTCOMES[connected.problem.code] ?? 'failed';
  return connected.status.status === 'VALID' ? 'connected' : 'unverified';
}

function statusOf(connected: Connected): number {
  if ('problem' in connected) return connected.problem.status;
  return connected.status.status === 'VALID' ? 200 : 202;
}

function wantsPage(request: Request): boolean {
  return request.accepts(['json', 'html']) === 'html';
}

function sentenceOf({ code, options }: Problem, language: Language): string {
  return sentence(code, language, options.params);
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function page(language: Language, message: string): string {
  const text = message.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
  const close = sentence('TRACKDECHETS_OAUTH_CLOSE', language);
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Trackdéchets</title></head><body><h1>Trackdéchets</h1><p>${text}</p><p>${close}</p></body></html>`;
}
