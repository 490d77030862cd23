import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  buildSchema,
  getNamedType,
  isObjectType,
  isScalarType,
} from 'graphql';
import { accounts } from './graphql/accounts';
import { bsffMutations } from './graphql/bsff-mutations';
import { bsffQueries } from './graphql/bsff-queries';
import { bsffTypes } from './graphql/bsff-types';
import { companies } from './graphql/companies';
import { type Resolvers, type SandboxContext } from './graphql/context';
import { filterText, readDatesWith } from './graphql/scalars';
import { webhooks } from './graphql/webhooks';

export { type SandboxContext } from './graphql/context';

const SCHEMA_FILE = join(__dirname, '../trackdechets/schema.graphql');

/** What the connector has no use for, but that people try with a token: session only (facts: auth 1.5). */
const SESSION_ONLY = `
  extend type Query { accessTokens: [AccessToken!]! authorizedApplications: [AuthorizedApplication!]! }
  extend type Mutation {
    createAccessToken(input: CreateAccessTokenInput!): NewAccessToken!
    createTestCompany: String!
    createApplication(input: CreateApplicationInput!): Application!
    revokeAuthorizedApplication(id: ID!): AuthorizedApplication!
  }
  type AccessToken { id: ID! description: String! lastUsed: DateTime }
  type NewAccessToken { id: ID! token: String! description: String! }
  input CreateAccessTokenInput { description: String! }
  enum ApplicationGoal { PERSONNAL CLIENTS }
  input CreateApplicationInput { name: String! goal: ApplicationGoal! redirectUris: [String!]! }
  type Application { id: ID! name: String! goal: ApplicationGoal! redirectUris: [String!]! clientSecret: String! }
  type AuthorizedApplication { id: ID! name: String! admin: String lastConnection: DateTime }
`;

const ALL: readonly Resolvers[] = [accounts, companies, bsffTypes, bsffQueries, bsffMutations, webhooks];

/** The executable schema of the stand-in; its context is a {@link SandboxContext}. */
export function buildSandboxSchema(): GraphQLSchema {
  const schema = buildSchema(readFileSync(SCHEMA_FILE, 'utf8') + SESSION_ONLY);
  const dateTime = schema.getType('DateTime');
  if (isScalarType(dateTime)) readDatesWith(dateTime);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) field.resolve = resolverOf(type.name, field);
  }
  return schema;
}

/** The field's own resolver, or its value on the source (called when it is a function); texts are filtered on the way out. */
function resolverOf(
  typeName: string,
  { name, type }: { name: string; type: GraphQLOutputType },
): GraphQLFieldResolver<unknown, SandboxContext> {
  const own = ALL.map((resolvers) => resolvers[typeName]?.[name]).find((resolver) => resolver !== undefined);
  const read = (own ?? ((source: unknown): unknown => valueOf(source, name))) as unknown as GraphQLFieldResolver<
    unknown,
    SandboxContext
  >;
  if (getNamedType(type).name !== 'String') return read;
  return (source, args, context, info) => filterText(read(source, args, context, info));
}

function valueOf(source: unknown, name: string): unknown {
  const value = (source as Record<string, unknown>)[name];
  return typeof value === 'function' ? (value as () => unknown)() : value;
}
