import { type NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { type AppConfig } from '../config/app.config';
import { type OperationObject } from '@nestjs/swagger/dist/interfaces/open-api-spec.interface';
import { describeAnswers } from './openapi-answers';
import { describeDocument } from './openapi-description';
import { describeHeaders } from './openapi-headers';
import { sentences } from './sentences';

const DESCRIPTION = `
REST connector between a fluid-management application and Trackdéchets (BSFF, bordereaux de suivi de fluides frigorigènes).

Weights are in **kilograms**, volumes in **litres**, dates in ISO 8601 with an offset. Sign in with \`POST /sessions\` and send
\`Authorization: Bearer TOKEN\`. Errors are \`application/problem+json\` with a stable \`code\`; sentences are in French, or in
English when \`Accept-Language\` prefers it. Any POST that creates takes an \`Idempotency-Key\`; single resources carry an \`ETag\`
and writes accept \`If-Match\`; caches are to keep no answer. \`x-required-right\` tells what each operation asks of its caller.`;

/** Every code there is today; a later version may add some, and takes none away. */
const PROBLEM_CODES = Object.entries(sentences)
  .filter(([, { status }]) => status !== undefined)
  .map(([code]) => code)
  .sort();

const PROBLEM_SCHEMA = {
  type: 'object',
  description:
    'RFC 9457. Some codes carry more: `reasons` (NOT_ELIGIBLE), `company` (TRACKDECHETS_UNAVAILABLE of a look-up)…',
  additionalProperties: true,
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { type: 'string', example: 'about:blank' },
    title: { type: 'string', example: 'Demande invalide' },
    status: { type: 'integer', example: 400 },
    detail: { type: 'string', example: 'Certains champs ne sont pas valides : corrigez-les et renvoyez la demande.' },
    code: { type: 'string', example: 'VALIDATION_FAILED', 'x-extensible-enum': PROBLEM_CODES },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code', 'message'],
        properties: {
          path: { type: 'string', example: 'packagings.0.volume', description: 'dotted, 0-based' },
          code: { type: 'string', example: 'FIELD_REQUIRED' },
          message: { type: 'string', example: 'Ce champ est obligatoire.' },
          trackdechetsMessage: {
            type: 'string',
            description: 'Trackdéchets’ own sentence, when the fault comes from there',
          },
        },
      },
    },
  },
};

/** The OpenAPI document of the running application. */
export function openApiDocument(app: NestExpressApplication, config: AppConfig): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Connecteur Trackdéchets / Trackdéchets connector')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'token of POST /sessions' }, 'session')
    .addCookieAuth('session', { type: 'apiKey', in: 'cookie', name: 'session' }, 'cookie');
  if (config.publicUrl) builder.addServer(config.publicUrl);
  const document = SwaggerModule.createDocument(app, builder.build(), {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  document.components = {
    ...document.components,
    schemas: { Problem: PROBLEM_SCHEMA as never, ...document.components?.schemas },
  };
  addCommonAnswers(document);
  describeHeaders(document);
  describeDocument(document);
  describeAnswers(document);
  return document;
}

const PROBLEM_CONTENT = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

/** What the house answers for every route, beside what the route itself documents. */
function addCommonAnswers(document: OpenAPIObject): void {
  for (const path of Object.values(document.paths)) {
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const operation = path[method];
      if (!operation) continue;
      operation.responses.default ??= { description: 'Erreur / Error', content: PROBLEM_CONTENT };
      for (const [status, code] of commonAnswers(method, operation)) addAnswer(operation, status, code);
    }
  }
}

function commonAnswers(method: string, operation: OperationObject): [status: string, code: string][] {
  const { requestBody, parameters = [], security = [] } = operation;
  const inPath = parameters.some((parameter) => 'in' in parameter && parameter.in === 'path');
  const signedIn = security.length > 0;
  const taken = new Set(parameters.map((parameter) => ('name' in parameter ? parameter.name : '')));
  const when = (condition: unknown, ...answers: [string, string][]): [string, string][] => (condition ? answers : []);
  return [
    ...when(signedIn || requestBody || taken.size > 0, ['400', 'VALIDATION_FAILED']),
    ...when(inPath, ['400', 'MALFORMED_URL']),
    ...when(taken.has('cursor'), ['400', 'CURSOR_INVALID']),
    ...when(
      requestBody,
      ['400', 'MALFORMED_BODY'],
      ['400', 'BODY_TOO_DEEP'],
      ['413', 'BODY_TOO_LARGE'],
      ['415', 'UNSUPPORTED_MEDIA_TYPE'],
    ),
    ...when(signedIn && method !== 'get', ['403', 'ORIGIN_REFUSED (with the cookie)']),
    ...when(signedIn && method === 'post', ['409', 'IDEMPOTENCY_IN_PROGRESS'], ['422', 'IDEMPOTENCY_KEY_REUSED']),
  ];
}

/** Adds a code to those that a status is documented with. */
function addAnswer({ responses }: OperationObject, status: string, code: string): void {
  const found = responses[status];
  const told = found && 'description' in found ? found.description : '';
  if (told?.includes(code)) return;
  responses[status] = { description: told ? `${told}; ${code}` : code, content: PROBLEM_CONTENT };
}

/** Serves Swagger UI at /docs and the document at /openapi.json. */
export function serveOpenApi(app: NestExpressApplication, config: AppConfig): void {
  let document: OpenAPIObject | undefined;
  SwaggerModule.setup('docs', app, () => (document ??= openApiDocument(app, config)), {
    jsonDocumentUrl: 'openapi.json',
    yamlDocumentUrl: 'openapi.yaml',
    customSiteTitle: 'Connecteur Trackdéchets',
    swaggerOptions: { persistAuthorization: false, displayRequestDuration: true },
  });
}
