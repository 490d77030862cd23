import { type OpenAPIObject } from '@nestjs/swagger';
import {
  type HeaderObject,
  type OperationObject,
  type ParameterObject,
  type ReferenceObject,
  type ResponseObject,
} from '@nestjs/swagger/dist/interfaces/open-api-spec.interface';

const KEY: ParameterObject = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'The same key and body within 24 h returns the first answer; another body gets 422 IDEMPOTENCY_KEY_REUSED',
  schema: { type: 'string', minLength: 1, maxLength: 200, example: '3f1c2a9e-77f0-4c59-9a6b-5a7d2f0e8c11' },
};
const MATCH: ParameterObject = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The ETag that was read: 412 and nothing changed when the resource was changed since',
  schema: { type: 'string', example: '"3"' },
};
const ETAG: HeaderObject = { description: 'The version, for If-Match', schema: { type: 'string', example: '"3"' } };
const LOCATION: HeaderObject = {
  description: 'Where what was created, or left to be done, can be read',
  schema: { type: 'string', format: 'uri-reference' },
};
const RETRY_AFTER: HeaderObject = {
  description: 'Seconds after which trying again makes sense',
  schema: { type: 'integer', minimum: 1, example: 5 },
};
const WAITING = ['429', '503'];

/** Writes the headers that the house takes and gives, on every route, as it really does. */
export function describeHeaders(document: OpenAPIObject): void {
  for (const path of Object.values(document.paths)) {
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const operation = path[method];
      if (!operation) continue;
      describeParameters(method, operation);
      for (const [status, response] of Object.entries(operation.responses)) {
        if (response && !('$ref' in response)) describeAnswer(document, method, status, response);
      }
    }
  }
}

function describeParameters(method: string, operation: OperationObject): void {
  const own = (operation.parameters ?? []).filter(
    (parameter) => ![KEY.name, MATCH.name].some((name) => sameName(parameter, name)),
  );
  // Every POST of somebody signed in takes a key: what creates says so, and so does what must not happen twice.
  const keyed = method === 'post' && !!operation.security?.length;
  operation.parameters = [...own, ...(keyed ? [KEY] : []), ...('412' in operation.responses ? [MATCH] : [])];
}

function sameName(parameter: ParameterObject | ReferenceObject, name: string): boolean {
  return 'name' in parameter && parameter.name.toLowerCase() === name.toLowerCase();
}

function describeAnswer(document: OpenAPIObject, method: string, status: string, response: ResponseObject): void {
  const properties = propertiesOf(document, response);
  const headers: Record<string, HeaderObject> = {
    ...(/^2/.test(status) && 'version' in properties ? { ETag: ETAG } : {}),
    ...(leadsOn(method, status, properties) ? { Location: LOCATION } : {}),
    ...(WAITING.includes(status) ? { 'Retry-After': RETRY_AFTER } : {}),
  };
  if (Object.keys(headers).length > 0) response.headers = { ...response.headers, ...headers };
}

/** What was created, or left to be done, has an address. */
function leadsOn(method: string, status: string, properties: object): boolean {
  if (status === '202') return 'id' in properties || 'batchId' in properties;
  return method === 'post' && status === '201' && 'id' in properties;
}

function propertiesOf({ components }: OpenAPIObject, { content }: ResponseObject): object {
  const schema = content?.['application/json']?.schema;
  const name = schema && '$ref' in schema ? schema.$ref.replace('#/components/schemas/', '') : '';
  const found = components?.schemas?.[name];
  return found && 'properties' in found ? (found.properties ?? {}) : {};
}
