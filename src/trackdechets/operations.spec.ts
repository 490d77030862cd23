import {
  buildSchema,
  Kind,
  NoDeprecatedCustomRule,
  parse,
  specifiedRules,
  validate,
  visit,
  type DocumentNode,
} from 'graphql';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as generated from './generated';

const schema = buildSchema(readFileSync(join(__dirname, 'schema.graphql'), 'utf8'));

/** What each call sends, as it is sent. */
const sent = Object.entries(generated)
  .filter(([name]) => name.endsWith('Document'))
  .map(([name, text]): [string, DocumentNode] => [name, parse(String(text))]);

/** Levels of objects below the root, fragments followed, as Trackdéchets counts them. */
function depth(document: DocumentNode): number {
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const of = (node: { kind: string; selectionSet?: unknown; name?: { value: string } }): number => {
    if (node.kind === (Kind.FRAGMENT_SPREAD as string)) return of(fragments.get(node.name!.value)!);
    const set = node.selectionSet as { selections: (typeof node)[] } | undefined;
    if (!set) return 0;
    return Math.max(...set.selections.map(of)) + (node.kind === (Kind.FIELD as string) ? 1 : 0);
  };
  return Math.max(...document.definitions.map((node) => of(node as never)));
}

describe('what is sent to Trackdéchets', () => {
  it('covers every operation file', () => {
    const files = readdirSync(join(__dirname, 'operations')).map((name) =>
      readFileSync(join(__dirname, 'operations', name), 'utf8'),
    );
    const names = files.flatMap((text) =>
      [...text.matchAll(/^(?:query|mutation) (\w+)/gm)].map(([, name]) => `${name}Document`),
    );
    expect(sent.map(([name]) => name).sort()).toEqual(names.sort());
  });

  it('was generated from the operations as they are', () => {
    const codegen = join(__dirname, '..', '..', 'scripts', 'codegen.ts');
    expect(() =>
      execFileSync('node', ['-r', '@swc-node/register', codegen, '--check'], { stdio: 'pipe' }),
    ).not.toThrow();
  });

  it.each(sent)(
    '%s is valid, without deprecated fields, has one operation with at most five root fields, ten levels deep',
    (_, document) => {
      expect(validate(schema, document, [...specifiedRules, NoDeprecatedCustomRule])).toEqual([]);
      const operations = document.definitions.flatMap((node) =>
        node.kind === Kind.OPERATION_DEFINITION ? [node] : [],
      );
      expect(operations).toHaveLength(1);
      const [{ selectionSet }] = operations as [(typeof operations)[number]];
      expect(selectionSet.selections.length).toBeLessThanOrEqual(5);
      expect(depth(document)).toBeLessThanOrEqual(10);
    },
  );

  it.each(sent)('%s asks for no security code, which any member could read', (_, document) => {
    const names: string[] = [];
    visit(document, { Field: (node) => void names.push(node.name.value) });
    expect(names).not.toContain('securityCode');
  });
});
