import { Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { AppConfig } from '../config/app.config';
import { currentSpan } from '../trail/tracing';
import { loggableError, loggableMessage } from '../trail/loggable-error';
import { followed } from '../trail/trail';
import { RequestLog } from './request-log';

/** Nest's list of modules and routes: it would bury what a start has to say, and /docs shows it better. */
const BOOT_CONTEXTS = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer']);

/**
 * JSON logs on standard output: one line per request and one per call to Trackdéchets, each with the ids of what it belongs to,
 * through HTTP and workers alike; never a header, a body or a value of a statement. docs/observation.md lists the fields.
 */
@Module({
  imports: [
    LoggerModule.forRootAsync({
      inject: [AppConfig],
      useFactory: (config: AppConfig) => ({
        // A logger for each request costs it several times what its one line does (RequestLog): trails carry its ids.
        useExisting: true,
        forRoutes: [],
        pinoHttp: {
          level: config.logLevel,
          mixin: () => ({ ...followed(), ...currentSpan() }),
          hooks: {
            logMethod(args, method) {
              const fields = args[0] as { context?: string; err?: unknown } | undefined;
              if (BOOT_CONTEXTS.has(fields?.context ?? '')) return;
              // Without a sentence, pino would take the error's message as it is.
              if (fields?.err && args[1] === undefined) method.call(this, fields, loggableMessage(fields.err));
              else method.apply(this, args);
            },
          },
          serializers: { err: (error: unknown) => loggableError(error) },
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
  providers: [RequestLog],
})
export class LoggingModule {}
