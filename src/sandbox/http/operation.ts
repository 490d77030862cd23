import { GraphQLError, type FieldNode, type OperationDefinitionNode } from 'graphql';
import { chosenOperation, rootFields, type Prepared, type PreparedDocuments } from './prepared';
import { json, type Reply } from './reply';

/** One GraphQL operation of a request, read but not yet executed. */
export interface Operation {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
  prepared: Prepared;
  /** More than 1 MB when serialised again. */
  oversized: boolean;
  definition?: OperationDefinitionNode;
  fields: FieldNode[];
  /** Its root fields' names, for counts and faults. */
  names: string[];
}

/** A request that cannot be read as GraphQL at all: Apollo's own answer, HTTP 400 unless said otherwise. */
export class UnreadableRequest extends Error {
  constructor(
    message: string,
    readonly status = 400,
    readonly headers: Record<string, string> = {},
    readonly code = 'BAD_REQUEST',
  ) {
    super(message);
  }

  reply(type?: string): Reply {
    const body = { errors: [{ message: this.message, extensions: { code: this.code } }] };
    return { ...json(this.status, body, type), headers: this.headers };
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const NO_BODY = 'Le corps de la requête est absent, vide, ou son Content-Type n’est pas reconnu.';
const NO_QUERY = 'La requête GraphQL doit porter un champ « query » non vide.';

/** Bytes of one operation serialised again as JSON (facts: errors-and-limits 2.4). */
const LARGEST = 1_000_000;

/** Reads one element of a POST body. @throws UnreadableRequest */
export function readOperation(body: unknown, documents: PreparedDocuments): Operation {
  if (!isRecord(body) || Object.keys(body).length === 0) throw new UnreadableRequest(NO_BODY);
  const { query, variables, operationName, extensions } = body;
  if (query != null && typeof query !== 'string') throw mustBe('query', 'une chaîne');
  if (variables != null && !isRecord(variables)) throw mustBe('variables', 'un objet');
  if (extensions != null && !isRecord(extensions)) throw mustBe('extensions', 'un objet');
  if (operationName != null && typeof operationName !== 'string') throw mustBe('operationName', 'une chaîne');
  if (!query && isRecord(extensions) && extensions.persistedQuery)
    throw new UnreadableRequest('Requête persistée inconnue.', 200, {}, 'PERSISTED_QUERY_NOT_SUPPORTED');
  if (!query) throw new UnreadableRequest(NO_QUERY);
  const prepared = documents.get(query);
  const definition = prepared.document && chosenOperation(prepared.document, operationName);
  const fields = prepared.document && definition ? rootFields(prepared.document, definition) : [];
  return {
    query,
    variables: variables ?? undefined,
    operationName: operationName ?? undefined,
    prepared,
    oversized: Buffer.byteLength(JSON.stringify({ query, variables, operationName })) > LARGEST,
    definition,
    fields,
    names: fields.map(({ name }) => name.value),
  };
}

/** Reads the operation of a GET request, which must be a query. @throws UnreadableRequest */
export function readGetOperation(search: URLSearchParams, documents: PreparedDocuments): Operation {
  const once = (name: string): string | undefined => {
    const values = search.getAll(name);
    if (values.length > 1) throw new UnreadableRequest(`Le paramètre « ${name} » est donné plusieurs fois.`);
    return values[0];
  };
  const body = {
    query: once('query'),
    operationName: once('operationName'),
    variables: parsedParameter('variables', once('variables')),
    extensions: parsedParameter('extensions', once('extensions')),
  };
  const operation = readOperation(body, documents);
  const kind = operation.definition?.operation ?? 'query';
  if (kind === 'query') return operation;
  throw new UnreadableRequest('Une requête GET ne peut porter qu’une « query ».', 405, { Allow: 'POST' });
}

function parsedParameter(name: string, text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableRequest(`Le paramètre « ${name} » n’est pas du JSON valide.`);
  }
}

function mustBe(field: string, what: string): UnreadableRequest {
  return new UnreadableRequest(`Le champ « ${field} » doit être ${what}.`);
}

/** A failure of the platform itself, in Trackdéchets' form: HTTP 200, INTERNAL_SERVER_ERROR, at the operation's first field. */
export function internalServerError(operation: Operation): GraphQLError {
  const [field] = operation.fields;
  return new GraphQLError('Erreur interne du serveur', {
    nodes: field,
    path: field && [field.alias?.value ?? field.name.value],
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
}
