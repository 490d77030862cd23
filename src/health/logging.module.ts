import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { type IncomingMessage } from 'node:http';
import { LoggerModule } from 'nestjs-pino';
import { type AuthenticatedRequest } from '../auth/access/caller';
import { AppConfig } from '../config/app.config';
import { trailOf } from '../http/request-trail';
import { loggablePath } from '../trail/loggable-path';
import { currentSpan } from '../trail/tracing';
import { followed } from '../trail/trail';
import { RequestSubject, subjectOf } from './request-subject';

interface AskedUrl {
  url?: string;
  originalUrl?: string;
}

const pathOf = ({ originalUrl, url }: AskedUrl): string => loggablePath(originalUrl ?? url ?? '');

/** Nest's list of modules and routes: it would bury what a start has to say, and /docs shows it better. */
const BOOT_CONTEXTS = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer']);

/** The line of a whole request is written after its answer: nothing is followed there any more. */
const withTrail = (request: IncomingMessage, _: unknown, line: object): object => ({
  ...trailOf(request),
  ...subjectOf(request as Partial<AuthenticatedRequest>),
  ...line,
});

/**
 * JSON logs on standard output: one line per request and one per call to Trackdéchets, each with the ids of what it belongs to,
 * through HTTP and workers alike; never a header or a body. docs/observation.md lists the fields.
 */
@Module({
  imports: [
    LoggerModule.forRootAsync({
      inject: [AppConfig],
      useFactory: (config: AppConfig) => ({
        forRoutes: ['{*path}'],
        pinoHttp: {
          level: config.logLevel,
          mixin: () => ({ ...followed(), ...currentSpan() }),
          hooks: {
            logMethod(args, method) {
              const fields = args[0] as { context?: string } | undefined;
              if (!BOOT_CONTEXTS.has(fields?.context ?? '')) method.apply(this, args);
            },
          },
          autoLogging: { ignore: (request) => /^\/(health|metrics)/.test(pathOf(request)) },
          customSuccessObject: withTrail,
          customErrorObject: (request, response, _, line: object) => withTrail(request, response, line),
          customLogLevel: (_, response, error) => (error || response.statusCode >= 500 ? 'error' : 'info'),
          serializers: {
            req: (request: { method: string; raw: AskedUrl }) => ({
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
  providers: [{ provide: APP_INTERCEPTOR, useClass: RequestSubject }],
})
export class LoggingModule {}
