/**
 * Writes what is generated of clients/typescript from the OpenAPI document, without a database: `npm run client`
 * (`-- --check` only compares).
 */
import 'reflect-metadata';
import { type OpenAPIObject } from '@nestjs/swagger';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { describeApp } from '../src/app.factory';
import { AppConfig } from '../src/config/app.config';
import { readEnvironment } from '../src/config/environment';
import { operationsSource } from './client/operations-source';

const FOLDER = join(__dirname, '..', 'clients', 'typescript', 'src', 'generated');
const WRITTEN = '/* Written by `npm run client` from the OpenAPI document: do not edit. */\n';
const PROBLEM = 'application/problem+json';

/** The document as the running connector serves it. */
export function openApiDocument(): Promise<OpenAPIObject> {
  const nothing = { databaseUrl: '', trackdechetsApiUrl: 'http://localhost', sandbox: true };
  const credentialsKeys = `none:${Buffer.alloc(32).toString('base64')}`;
  return describeApp(new AppConfig(readEnvironment({ NODE_ENV: 'test' }), { ...nothing, credentialsKeys }));
}

/** Every refusal has the same shape: said once, the types stay readable. Their codes are told on the methods. */
function withOneProblem(document: OpenAPIObject): OpenAPIObject {
  const copy = structuredClone(document);
  for (const path of Object.values(copy.paths)) {
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const responses = path[method]?.responses ?? {};
      for (const [status, response] of Object.entries(responses)) {
        if (response && 'content' in response && response.content?.[PROBLEM])
          responses[status] = { $ref: '#/components/responses/Problem' };
      }
    }
  }
  const content = { [PROBLEM]: { schema: { $ref: '#/components/schemas/Problem' } } };
  copy.components = { ...copy.components, responses: { Problem: { description: 'RFC 9457', content } } };
  return copy;
}

/** The generated files' text, by name. */
export async function generate(): Promise<Record<string, string>> {
  const document = await openApiDocument();
  const options = { defaultNonNullable: false, alphabetize: true };
  const schema = astToString(await openapiTS(withOneProblem(document) as never, options));
  const style = { ...(await resolveConfig(__filename)), parser: 'typescript' };
  return {
    'schema.ts': await format(`${WRITTEN}\n${schema}`, style),
    'operations.ts': await format(`${WRITTEN}\n${operationsSource(document)}`, style),
  };
}

async function main(): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, text] of Object.entries(await generate())) {
    const file = join(FOLDER, name);
    if (!process.argv.includes('--check')) writeFileSync(file, text);
    else if (readFileSync(file, 'utf8') !== text) throw new Error(`${name} is not up to date: npm run client`);
  }
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
}
