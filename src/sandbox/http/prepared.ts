import {
  GraphQLError,
  Kind,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { depthLimit } from './depth-limit';

/** A GraphQL document, parsed and validated once: either it can be executed, or these are its faults. */
export type Prepared =
  { document: DocumentNode; faults?: undefined } | { document?: undefined; faults: GraphQLError[] };

/** Texts kept; the oldest go first. Past it a client builds its queries by concatenation and gains nothing anyway. */
const KEPT = 2_000;
const MOST_ROOT_FIELDS = 5;
const RULES = [...specifiedRules, depthLimit];

/** Parses and validates query texts against one schema, remembering the outcome by text. */
export class PreparedDocuments {
  private readonly byText = new Map<string, Prepared>();

  constructor(private readonly schema: GraphQLSchema) {}

  get(text: string): Prepared {
    let prepared = this.byText.get(text);
    if (!prepared) {
      prepared = this.prepare(text);
      if (this.byText.size >= KEPT) this.byText.delete(this.byText.keys().next().value ?? '');
      this.byText.set(text, prepared);
    }
    return prepared;
  }

  private prepare(text: string): Prepared {
    let document: DocumentNode;
    try {
      document = parse(text);
    } catch (error) {
      return { faults: [coded(error as GraphQLError, 'GRAPHQL_PARSE_FAILED')] };
    }
    const invalid = validate(this.schema, document, RULES);
    if (invalid.length > 0) return { faults: invalid.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED')) };
    const roots = document.definitions
      .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
      .reduce((sum, { selectionSet }) => sum + selectionSet.selections.length, 0);
    if (roots <= MOST_ROOT_FIELDS) return { document };
    const message = `Une requête ne peut demander que ${MOST_ROOT_FIELDS} champs à la racine ; celle-ci en demande ${roots}.`;
    return { faults: [coded(new GraphQLError(message), 'GRAPHQL_MAX_OPERATIONS_ERROR')] };
  }
}

function coded(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes, source, positions } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } });
}

/** The operation a request chooses in its document, if it can be told. */
export function chosenOperation(document: DocumentNode, name?: string | null): OperationDefinitionNode | undefined {
  return getOperationAST(document, name) ?? undefined;
}

/** Its root fields in the order of the document, through fragments: what counts and faults are kept by. */
export function rootFields(document: DocumentNode, operation: OperationDefinitionNode): FieldNode[] {
  const collect = (set: SelectionSetNode): FieldNode[] =>
    set.selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      if (selection.kind === Kind.INLINE_FRAGMENT) return collect(selection.selectionSet);
      const fragment = document.definitions.find(
        (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value,
      );
      return fragment?.kind === Kind.FRAGMENT_DEFINITION ? collect(fragment.selectionSet) : [];
    });
  return collect(operation.selectionSet);
}
