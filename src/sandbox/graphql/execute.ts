import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type FieldNode,
  type GraphQLError,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  execute as executeByReference,
  getArgumentValues,
  getOperationAST,
  getVariableValues,
  isListType,
  isNonNullType,
  isObjectType,
  locatedError,
} from 'graphql';

/**
 * Executes validated documents as graphql-js does, several times faster: the sandbox's resolvers are synchronous and its
 * schema has no field of an abstract type, so that a document can be compiled once into plain functions. Whatever falls
 * outside of that (introspection, @skip and @include) is left to graphql-js itself.
 */
export function execute(args: ExecutionArgs): ExecutionResult | Promise<ExecutionResult> {
  const operation = getOperationAST(args.document, args.operationName);
  const plan = operation && planOf(operation, args);
  if (!operation || !plan) return executeByReference(args);
  const coerced = getVariableValues(args.schema, operation.variableDefinitions ?? [], args.variableValues ?? {}, {
    maxErrors: 50,
  });
  if (coerced.errors) return { errors: coerced.errors };
  const run: Run = { context: args.contextValue, variables: coerced.coerced, errors: [], path: [], at: plan[0] };
  let data: Record<string, unknown> | null = null;
  try {
    data = fieldsOf(plan, undefined, run);
  } catch (error) {
    run.errors.push(located(error, run));
  }
  return run.errors.length > 0 ? { errors: run.errors, data } : { data };
}

interface Run {
  context: unknown;
  variables: Record<string, unknown>;
  errors: GraphQLError[];
  /** Where execution stands; a thrown error leaves it there for whoever catches it. */
  path: (string | number)[];
  at: PlannedField | undefined;
}

type Complete = (value: unknown, run: Run) => unknown;

interface PlannedField {
  key: string;
  field: GraphQLField<unknown, unknown>;
  nodes: FieldNode[];
  nullable: boolean;
  complete: Complete;
}

class Unplannable extends Error {}

const plans = new WeakMap<OperationDefinitionNode, PlannedField[] | null>();

function planOf(operation: OperationDefinitionNode, { schema, document }: ExecutionArgs): PlannedField[] | null {
  let plan = plans.get(operation);
  if (plan === undefined) {
    const type = schema.getRootType(operation.operation);
    plan = type ? new Planner(document).tryToPlan(type, operation.selectionSet) : null;
    plans.set(operation, plan);
  }
  return plan;
}

/** Compiles selections of one document. */
class Planner {
  constructor(private readonly document: DocumentNode) {}

  tryToPlan(type: GraphQLObjectType, selectionSet: SelectionSetNode): PlannedField[] | null {
    try {
      return this.plan(type, [selectionSet]);
    } catch (error) {
      if (error instanceof Unplannable) return null;
      throw error;
    }
  }

  private plan(type: GraphQLObjectType, selectionSets: SelectionSetNode[]): PlannedField[] {
    const byKey = new Map<string, FieldNode[]>();
    for (const selectionSet of selectionSets) this.collect(type, selectionSet, byKey);
    return [...byKey].map(([key, nodes]) => this.planField(type, key, nodes));
  }

  private collect(type: GraphQLObjectType, { selections }: SelectionSetNode, byKey: Map<string, FieldNode[]>): void {
    for (const selection of selections) {
      if (selection.directives?.length) throw new Unplannable();
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        byKey.set(key, [...(byKey.get(key) ?? []), selection]);
        continue;
      }
      const part = selection.kind === Kind.FRAGMENT_SPREAD ? this.fragment(selection.name.value) : selection;
      const condition = part.typeCondition?.name.value ?? type.name;
      if (condition !== type.name) throw new Unplannable();
      this.collect(type, part.selectionSet, byKey);
    }
  }

  private fragment(name: string) {
    for (const definition of this.document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name) return definition;
    }
    throw new Unplannable();
  }

  private planField(type: GraphQLObjectType, key: string, nodes: FieldNode[]): PlannedField {
    const field = type.getFields()[nodes[0]?.name.value ?? ''];
    if (!field?.resolve || key === '__proto__') throw new Unplannable();
    const selectionSets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    return {
      key,
      field,
      nodes,
      nullable: !isNonNullType(field.type),
      complete: this.complete(field.type, selectionSets, `${type.name}.${field.name}`),
    };
  }

  private complete(type: GraphQLOutputType, selectionSets: SelectionSetNode[], place: string): Complete {
    if (isNonNullType(type)) {
      const inner = this.complete(type.ofType, selectionSets, place);
      return (value, run) => inner(value, run) ?? refuseNull(place);
    }
    if (isListType(type)) return listOf(this.complete(type.ofType, selectionSets, place), !isNonNullType(type.ofType));
    if (!isObjectType(type)) return (value) => value ?? null;
    const fields = this.plan(type, selectionSets);
    return (value, run) => (value === null || value === undefined ? null : fieldsOf(fields, value, run));
  }
}

function refuseNull(place: string): never {
  throw new Error(`Cannot return null for non-nullable field ${place}.`);
}

function listOf(complete: Complete, nullableItems: boolean): Complete {
  return (value, run) => {
    if (value === null || value === undefined) return null;
    const depth = run.path.length;
    const completed: unknown[] = [];
    for (const item of value as unknown[]) {
      run.path[depth] = completed.length;
      try {
        completed.push(complete(item, run));
      } catch (error) {
        completed.push(nullInstead(error, nullableItems, run, depth + 1));
      }
    }
    run.path.length = depth;
    return completed;
  };
}

const NO_ARGS = {};

function fieldsOf(fields: PlannedField[], source: unknown, run: Run): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  const depth = run.path.length;
  for (const planned of fields) {
    run.path[depth] = planned.key;
    try {
      result[planned.key] = valueOf(planned, source, run);
    } catch (error) {
      result[planned.key] = nullInstead(error, planned.nullable, run, depth + 1);
    }
  }
  run.path.length = depth;
  return result;
}

function valueOf(planned: PlannedField, source: unknown, run: Run): unknown {
  const { field, nodes, complete } = planned;
  run.at = planned;
  const node = nodes[0] as FieldNode;
  const args = field.args.length === 0 ? NO_ARGS : getArgumentValues(field, node, run.variables);
  const value: unknown = field.resolve?.(source, args, run.context, undefined as never);
  const completed = complete(value, run);
  run.at = planned;
  return completed;
}

/** At a nullable place what failed inside becomes null, and an error beside the data; elsewhere it fails all around it. */
function nullInstead(error: unknown, nullable: boolean, run: Run, depth: number): null {
  if (!nullable) throw error;
  run.errors.push(located(error, run));
  run.path.length = depth;
  return null;
}

function located(error: unknown, { path, at }: Run): GraphQLError {
  return locatedError(error, at?.nodes, [...path]);
}
