/** Writes src/trackdechets/generated.ts from the schema and the operations: `npm run codegen` (`-- --check` only compares). */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';

const room = join(__dirname, '..', 'src', 'trackdechets');
const read = (...path: string[]): string => readFileSync(join(room, ...path), 'utf8');

async function generate(): Promise<string> {
  const documents = readdirSync(join(room, 'operations'))
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => ({ location: name, document: parse(read('operations', name)) }));
  const source = await codegen({
    filename: 'generated.ts',
    schema: parse(read('schema.graphql')),
    documents,
    config: {
      scalars: { DateTime: 'string', URL: 'string', ID: 'string' },
      enumType: 'string-literal',
      useTypeImports: true,
      strictScalars: true,
      // Ready to send: nothing is parsed or printed at run time.
      documentMode: 'string',
    },
    plugins: [{ typescriptOperations: {} }, { typedDocumentNode: {} }],
    pluginMap: { typescriptOperations, typedDocumentNode },
  });
  return '/* Written by `npm run codegen`: do not edit. */\n' + source;
}

async function main(): Promise<void> {
  const file = join(room, 'generated.ts');
  const text = await generate();
  if (!process.argv.includes('--check')) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) throw new Error('generated.ts is not up to date: npm run codegen');
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
