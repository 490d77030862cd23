import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { type OpenAPIObject } from '@nestjs/swagger';
import helmet from 'helmet';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module';
import { type AppConfig } from './config/app.config';
import { HttpMetrics } from './health/http-metrics';
import { RequestLog } from './health/request-log';
import { BASE_PATH } from './http/base-path';
import { keepOutOfCaches } from './http/caching';
import { GuardedAdapter } from './http/http-server';
import { readJsonBody } from './http/json-body';
import { assignRequestId } from './http/request-id';
import { openApiDocument, serveOpenApi } from './http/openapi';

const OUTSIDE_BASE_PATH = ['health/live', 'health/ready', 'metrics'];

/** The OpenAPI document alone: nothing is instantiated, so that neither a database nor Trackdéchets is needed. */
export async function describeApp(config: AppConfig): Promise<OpenAPIObject> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  app.setGlobalPrefix(BASE_PATH, { exclude: OUTSIDE_BASE_PATH });
  return openApiDocument(app, config);
}

/** The whole application, ready to listen or to be tested. The schema must be migrated before. */
export async function createApp(config: AppConfig, door = new GuardedAdapter()): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config), door, {
    bufferLogs: true,
    bodyParser: false,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  // Nest itself does it when it listens, and a start has its own way of opening the door.
  app.flushLogs();
  app.set('trust proxy', config.trustedProxies);
  app.set('query parser', 'simple');
  app.set('etag', false);
  keepOutOfCaches(app);
  app.use(assignRequestId);
  app.use(app.get(HttpMetrics).measure);
  app.use(app.get(RequestLog).follow);
  app.use(helmet());
  app.enableCors({
    origin: config.corsOrigins,
    credentials: true,
    exposedHeaders: ['ETag', 'Location', 'Retry-After', 'X-Request-Id', 'Idempotency-Replayed', 'Content-Disposition'],
  });
  app.use(readJsonBody);
  app.setGlobalPrefix(BASE_PATH, { exclude: OUTSIDE_BASE_PATH });
  serveOpenApi(app, config);
  return app;
}
