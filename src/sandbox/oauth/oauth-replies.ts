import { stringify } from 'node:querystring';
import { html, redirect, type Reply } from '../http/reply';
import { type Transaction } from './web-sessions';

const STATUSES = {
  invalid_request: 400,
  unauthorized_client: 403,
  invalid_grant: 403,
  unsupported_grant_type: 501,
  unsupported_response_type: 501,
} as const;

const bare = (status: number, value: object, headers: Record<string, string> = {}): Reply => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
  headers,
});

/** An error of the protocol, as Trackdéchets' OAuth library writes it. */
export function oauthError(error: keyof typeof STATUSES, description: string): Reply {
  return bare(STATUSES[error], { error, error_description: description });
}

export const missing = (parameter: string): Reply =>
  oauthError('invalid_request', `Missing required parameter: ${parameter}`);

export const notSignedIn = (): Reply => bare(401, { error: 'Not Authorized' });

/** The token endpoint to a client it does not know: not JSON. */
export const clientRefused = (): Reply => ({
  status: 401,
  type: 'text/plain',
  body: 'Unauthorized',
  headers: { 'WWW-Authenticate': 'Basic realm="Users"' },
});

export const tokenReply = (token: string, { name, email }: { name: string; email: string }): Reply =>
  bare(
    200,
    { access_token: token, user: { name, email }, token_type: 'Bearer' },
    { 'Cache-Control': 'no-store', Pragma: 'no-cache' },
  );

/** The page of a failure that the web framework shows by itself. */
export const frameworkPage = (status: number, title: string): Reply =>
  html(
    status,
    `<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>${title}</pre>\n</body>\n</html>\n`,
  );

/** Sends the browser back to the application with what was decided. */
export function backTo({ redirectUri, state }: Transaction, decided: { code: string } | { error: string }): Reply {
  const answer = stringify({ ...decided, ...(state && { state }) });
  return redirect(`${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${answer}`);
}
