import { readFileSync } from 'node:fs';
import http from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buildSchema, graphqlSync, parse, validate } from 'graphql';

const SCHEMA = join(__dirname, '../../src/trackdechets/schema.graphql');

export interface AlteredPlatform {
  url: string;
  /** Every request's Authorization header. */
  authorizations: (string | undefined)[];
  close(): Promise<void>;
}

/** A Trackdéchets after a release: its schema is ours, altered. It executes nothing. */
export async function startAlteredPlatform(
  alter: (sdl: string) => string,
  { introspection = true, aheadMs = 0 } = {},
): Promise<AlteredPlatform> {
  const schema = buildSchema(alter(readFileSync(SCHEMA, 'utf8')));
  const authorizations: (string | undefined)[] = [];
  const answer = (query: string): object => {
    const refused = (message: string) => ({ errors: [{ message, extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] });
    if (query.includes('__schema')) {
      return introspection ? graphqlSync({ schema, source: query }) : refused('introspection is not allowed');
    }
    const [error] = validate(schema, parse(query));
    return error ? refused(error.message) : { errors: [{ message: 'Non', extensions: { code: 'UNAUTHENTICATED' } }] };
  };
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    authorizations.push(request.headers.authorization);
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { query } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { query: string };
      response.setHeader('Date', new Date(Date.now() + aheadMs).toUTCString());
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify(answer(query)));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    authorizations,
    close: () => new Promise((done) => server.close(() => done())),
  };
}
