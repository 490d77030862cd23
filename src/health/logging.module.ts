import { Module } from '@nestjs/common';
import { type IncomingMessage } from 'node:http';
import { LoggerModule } from 'nestjs-pino';
import { AppConfig } from '../config/app.config';

/** Paths that carry a secret: an invitation's token, a webhook's key. */
const SECRET_PATHS = /\/(invitations|hooks\/trackdechets)\/[^/?]+/;

/** A request's path as it may be logged: no query (it may hold a typed text), no secret segment. */
function pathOf(request: { url?: string; originalUrl?: string }): string {
  const url = request.originalUrl ?? request.url ?? '';
  return (url.split('?')[0] ?? '').replace(SECRET_PATHS, '/$1/[secret]');
}

/** Nest's list of modules and routes: it would bury what a start has to say, and /docs shows it better. */
const BOOT_CONTEXTS = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer']);

/** JSON logs on standard output: one line per request, with its id, who asked and how long it took; never a header or a body. */
@Module({
  imports: [
    LoggerModule.forRootAsync({
      inject: [AppConfig],
      useFactory: (config: AppConfig) => ({
        forRoutes: ['{*path}'],
        pinoHttp: {
          level: config.logLevel,
          hooks: {
            logMethod(args, method) {
              const fields = args[0] as { context?: string } | undefined;
              if (!BOOT_CONTEXTS.has(fields?.context ?? '')) method.apply(this, args);
            },
          },
          autoLogging: { ignore: (request) => /^\/(health|metrics)/.test(pathOf(request)) },
          customProps: (request) => ({
            userId: (request as IncomingMessage & { caller?: { userId: string } }).caller?.userId,
          }),
          customLogLevel: (_, response, error) => (error || response.statusCode >= 500 ? 'error' : 'info'),
          serializers: {
            req: (request: { id: string; method: string; raw: { url?: string; originalUrl?: string } }) => ({
              id: request.id,
              method: request.method,
              path: pathOf(request.raw),
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
