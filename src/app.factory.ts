import { NestFactory } from '@nestjs/core';
import { type NestExpressApplication } from '@nestjs/platform-express';
import { type OpenAPIObject } from '@nestjs/swagger';
import { type NextFunction, type Request, type Response } from 'express';
import helmet from 'helmet';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module';
import { type AppConfig } from './config/app.config';
import { HttpMetrics } from './health/http-metrics';
import { BASE_PATH } from './http/base-path';
import { Problem } from './http/problem';
import { assignRequestId } from './http/request-id';
import { openApiDocument, serveOpenApi } from './http/openapi';

const OUTSIDE_BASE_PATH = ['health/live', 'health/ready', 'metrics'];
const BODY_LIMIT = '1mb';

/** A body that is not JSON is refused by name rather than read as empty. */
function refuseOtherMedia(request: Request, _: Response, next: NextFunction): void {
  const hasBody =
    Number(request.headers['content-length'] ?? 0) > 0 || request.headers['transfer-encoding'] !== undefined;
  if (hasBody && !request.is(['application/json', 'application/*+json'])) next(new Problem('UNSUPPORTED_MEDIA_TYPE'));
  else next();
}

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
export async function createApp(config: AppConfig): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config), {
    bufferLogs: true,
    bodyParser: false,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  app.set('trust proxy', config.trustedProxies);
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.use(assignRequestId);
  app.use(app.get(HttpMetrics).measure);
  app.use(helmet());
  app.enableCors({
    origin: config.corsOrigins,
    credentials: true,
    exposedHeaders: ['ETag', 'Location', 'Retry-After', 'X-Request-Id', 'Idempotency-Replayed'],
  });
  app.use(refuseOtherMedia);
  app.useBodyParser('json', { limit: BODY_LIMIT, type: ['application/json', 'application/*+json'] });
  app.setGlobalPrefix(BASE_PATH, { exclude: OUTSIDE_BASE_PATH });
  serveOpenApi(app, config);
  return app;
}
