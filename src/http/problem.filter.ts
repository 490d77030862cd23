import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Injectable, Logger } from '@nestjs/common';
import { type Request, type Response } from 'express';
import { QueryFailedError } from 'typeorm';
import { loggableMessage } from '../trail/loggable-error';
import { isDatabaseUnavailable } from './database-away';
import { type InputFault, Problem } from './problem';
import { languageOf, requestIdOf } from './request-context';
import { type Language, sentence, type SentenceKey } from './sentences';
import { wrongMethod } from './wrong-method';

const TITLES: Record<number, Record<Language, string>> = {
  400: { fr: 'Demande invalide', en: 'Invalid request' },
  401: { fr: 'Connexion nécessaire', en: 'Sign-in required' },
  403: { fr: 'Droit manquant', en: 'Missing right' },
  404: { fr: 'Introuvable', en: 'Not found' },
  405: { fr: 'Méthode non permise', en: 'Method not allowed' },
  408: { fr: 'Trop lent', en: 'Too slow' },
  409: { fr: 'Conflit avec l’état actuel', en: 'Conflict with the current state' },
  410: { fr: 'N’est plus disponible', en: 'Gone' },
  412: { fr: 'Modifié entre-temps', en: 'Changed in the meantime' },
  413: { fr: 'Demande trop grande', en: 'Request too large' },
  415: { fr: 'Type de contenu non pris en charge', en: 'Unsupported media type' },
  417: { fr: 'Attente impossible à satisfaire', en: 'Expectation failed' },
  422: { fr: 'Demande refusée', en: 'Request refused' },
  429: { fr: 'Trop de demandes', en: 'Too many requests' },
  431: { fr: 'En-têtes trop longs', en: 'Headers too long' },
  500: { fr: 'Erreur inattendue', en: 'Unexpected error' },
  502: { fr: 'Erreur de Trackdéchets', en: 'Trackdéchets error' },
  503: { fr: 'Indisponible pour le moment', en: 'Unavailable for now' },
};

const STATUS_CODES: Record<number, SentenceKey> = {
  // Nest's own, for a parameter that cannot be decoded.
  400: 'MALFORMED_URL',
  401: 'NOT_SIGNED_IN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  413: 'BODY_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

/** A longer list helps nobody, and a body of nonsense would be answered by ten of them. */
const MOST_FAULTS = 1_000;

interface HttpErrorLike {
  status?: number;
  statusCode?: number;
}

/** Any failure as a Problem, so that nothing internal reaches the caller. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HttpException) {
    const code = STATUS_CODES[error.getStatus()];
    return new Problem(code ?? 'INTERNAL_ERROR', { cause: error });
  }
  if (isDatabaseUnavailable(error)) return new Problem('DATABASE_UNAVAILABLE', { retryAfter: 5, cause: error });
  if (error instanceof QueryFailedError && (error.driverError as { code?: string }).code === '22021') {
    return new Problem('VALIDATION_FAILED', {
      faults: [{ path: '', code: 'FIELD_NULL_CHARACTER', sentence: 'FIELD_NULL_CHARACTER' }],
    });
  }
  // Express's own errors carry their status.
  const { status, statusCode } = (error ?? {}) as HttpErrorLike;
  const code = STATUS_CODES[status ?? statusCode ?? 0];
  return new Problem(code ?? 'INTERNAL_ERROR', { cause: error });
}

function faultOf(fault: InputFault, language: Language): Record<string, unknown> {
  const { path, code, trackdechetsMessage } = fault;
  const message = fault.message?.[language] ?? sentence(fault.sentence, language, fault.params);
  return { path, code, message, ...(trackdechetsMessage ? { trackdechetsMessage } : {}) };
}

/** The `application/problem+json` body of a Problem (RFC 9457). */
export function problemBody(problem: Problem, language: Language, requestId: string): Record<string, unknown> {
  const { params, faults, members, sentence: key = problem.code } = problem.options;
  return {
    type: 'about:blank',
    title: TITLES[problem.status]?.[language] ?? TITLES[500]?.[language],
    status: problem.status,
    detail: sentence(key, language, params),
    code: problem.code,
    requestId,
    ...members,
    ...(faults ? { errors: faults.slice(0, MOST_FAULTS).map((fault) => faultOf(fault, language)) } : {}),
  };
}

/** Writes a Problem as the answer, in the language that the request prefers. */
export function sendProblem(request: Request, response: Response, problem: Problem): void {
  const language = languageOf(request);
  if (problem.options.retryAfter) response.setHeader('Retry-After', String(Math.ceil(problem.options.retryAfter)));
  if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  response.setHeader('Content-Language', language);
  response.vary('Accept-Language');
  response
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify(problemBody(problem, language, requestIdOf(request))));
}

/** The one place that writes an error answer. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const problem = wrongMethod(error, request, response) ?? asProblem(error);
    if (problem.status >= 500) this.tell(problem);
    if (response.headersSent) {
      response.end();
      return;
    }
    sendProblem(request, response, problem);
  }

  /** An absence (503) passes by itself, and where it was met says nothing: a warning. The rest is for us. */
  private tell(problem: Problem): void {
    const { status, code } = problem;
    const err = problem.options.cause ?? problem;
    if (status === 503) this.logger.warn({ code }, loggableMessage(err));
    else this.logger.error({ err, code });
  }
}
