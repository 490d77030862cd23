import { Module } from '@nestjs/common';
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import { LoggerModule } from 'nestjs-pino';
import { AppConfig } from '../config/app.config';

const REQUEST_ID = /^[\w.-]{8,64}$/;
/** Paths that carry a secret: an invitation's token, a webhook's key. */
const SECRET_PATHS = /\/(invitations|hooks\/trackdechets)\/[^/?]+/;

/** A request's path as it may be logged: no query (it may hold a typed text), no secret segment. */
function loggedPath(url = ''): string {
  return (url.split('?')[0] ?? '').replace(SECRET_PATHS, '/$1/[secret]');
}

function requestId(request: IncomingMessage, response: ServerResponse): string {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
  response.setHeader('X-Request-Id', id);
  return id;
}

/** JSON logs on standard output: one line per request, with its id, who asked and how long it took; never a header or a body. */
@Module({
  imports: [
    LoggerModule.forRootAsync({
      inject: [AppConfig],
      useFactory: (config: AppConfig) => ({
        pinoHttp: {
          level: config.logLevel,
          genReqId: requestId,
          autoLogging: { ignore: (request) => /^\/(health|metrics)/.test(request.url ?? '') },
          customProps: (request) => ({
            userId: (request as IncomingMessage & { caller?: { userId: string } }).caller?.userId,
          }),
          customLogLevel: (_, response, error) => (error || response.statusCode >= 500 ? 'error' : 'info'),
          serializers: {
            req: (request: { id: string; method: string; url: string }) => ({
              id: request.id,
              method: request.method,
              path: loggedPath(request.url),
            }),
            res: (response: { statusCode: number }) => ({ statusCode: response.statusCode }),
          },
          // Defence in depth: none of these is logged on purpose.
          redact: {
            paths: [
              '*.token',
              '*.password',
              '*.securityCode',
              '*.authorization',
              '*.secret',
              'token',
              'password',
              'securityCode',
              'authorization',
              'secret',
            ],
            censor: '[secret]',
          },
        },
      }),
    }),
  ],
})
export class LoggingModule {}
