import { type GraphQLSchema, buildSchema, execute as executeByReference, isObjectType, parse } from 'graphql';
import { execute } from './execute';

const sdl = `
  type Query { node(id: ID = "1"): Node strict: Node! list: [Node!] holes: [Node] }
  type Node { id: ID! name: String self: Node broken: String brokenStrict: String! missing: String! children(count: Int!): [Node!]! }
`;

interface Node {
  id: string;
  name: string | null;
}
const node = (id: string): Node => ({ id, name: `node ${id}` });
const RESOLVERS: Record<string, Record<string, (source: Node, args: Record<string, unknown>) => unknown>> = {
  Query: {
    node: (_, { id }) => node(String(id)),
    strict: () => node('s'),
    list: () => [node('a'), node('b')],
    holes: () => [node('a'), null],
  },
  Node: {
    self: (source) => source,
    broken: () => {
      throw new Error('broken');
    },
    brokenStrict: () => {
      throw new Error('strict');
    },
    missing: () => null,
    children: ({ id }, { count }) => Array.from({ length: Number(count) }, (_, index) => node(`${id}${index}`)),
  },
};

function schemaOf(): GraphQLSchema {
  const schema = buildSchema(sdl);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      field.resolve = RESOLVERS[type.name]?.[field.name] ?? ((source: Record<string, unknown>) => source[field.name]);
    }
  }
  return schema;
}

describe('compiled execution', () => {
  const schema = schemaOf();
  const both = async (query: string, variableValues?: Record<string, unknown>): Promise<unknown[]> => {
    const args = { schema, document: parse(query), variableValues };
    return Promise.all(
      [execute(args), executeByReference(args)].map(async (answer) => JSON.parse(JSON.stringify(await answer))),
    );
  };

  it.each([
    '{ node { id name } }',
    '{ a: node(id: "7") { id } b: node { ...part self { id ...part } } } fragment part on Node { name }',
    '{ node { id ... on Node { name } ... { self { name } } self { id } } }',
    '{ list { id children(count: 2) { id } } holes { id } }',
    '{ node { id broken name } list { broken } }',
    '{ node { self { self { brokenStrict } id } name } }',
    '{ list { id brokenStrict } holes { missing } }',
    '{ strict { self { missing } } }',
    '{ strict { id missing } node { id } }',
    '{ __typename node { __typename id } }',
    '{ __schema { queryType { name } } }',
    '{ node @skip(if: true) { id } strict { id name @include(if: false) } }',
  ])('answers %s as graphql-js does', async (query) => {
    const [ours, theirs] = await both(query);
    expect(ours).toEqual(theirs);
  });

  it('coerces variables as graphql-js does', async () => {
    const query = 'query($id: ID!, $count: Int!) { node(id: $id) { id children(count: $count) { id } } }';
    for (const variables of [{ id: 'x', count: 2 }, { id: 'x', count: 'two' }, { count: 1 }, { id: 3, count: 1 }]) {
      const [ours, theirs] = await both(query, variables);
      expect(ours).toEqual(theirs);
    }
  });
});
