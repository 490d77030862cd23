import { GraphQLError, Kind, type ExecutionResult, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { execute } from '../graphql/execute';
import { internalServerError, type Operation } from './operation';

/** What one operation answered: its part of the body and the HTTP status it asks for (200 when nothing asks). */
export interface OperationAnswer {
  status?: number;
  body: { errors?: GraphQLFormattedError[]; data?: unknown };
}

/** Executes operations on the schema, and gives errors the form and status Trackdéchets gives them. */
export class Execution {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly onUnexpected: (error: unknown) => void,
  ) {}

  async run(operation: Operation, contextValue: unknown): Promise<OperationAnswer> {
    const { document, faults } = operation.prepared;
    if (!document) return refused(400, faults);
    if (operation.oversized) return refused(500, [tooLarge()]);
    let result: ExecutionResult;
    try {
      result = await execute({
        schema: this.schema,
        document,
        contextValue,
        variableValues: operation.variables,
        operationName: operation.operationName,
      });
    } catch (error) {
      this.onUnexpected(error);
      return this.failed(operation);
    }
    return this.answer(operation, result);
  }

  /** The platform failed before doing anything, or after: nothing of the result is shown. */
  failed(operation: Operation): OperationAnswer {
    return { body: { errors: [internalServerError(operation).toJSON()], data: null } };
  }

  private answer(operation: Operation, { errors, data }: ExecutionResult): OperationAnswer {
    if (!errors) return { body: { data } };
    const shown = errors.map((error) => this.shown(operation, error));
    // Without `data`, graphql-js never began: no such operation, or variables it could not coerce.
    if (data === undefined) return { status: 400, body: { errors: shown } };
    return { body: { errors: shown, data } };
  }

  private shown(operation: Operation, error: GraphQLError): GraphQLFormattedError {
    const code = error.extensions.code ?? codeOfOurs(operation, error);
    const { message, locations, path } = error;
    const extensions = { ...error.extensions, code };
    if (isDetached(error.originalError ?? error)) return { message, extensions };
    if (code === 'INTERNAL_SERVER_ERROR') {
      this.onUnexpected(error.originalError ?? error);
      return { message: 'Erreur interne du serveur', locations, path, extensions: { code } };
    }
    return { message, ...(locations && { locations }), ...(path && { path }), extensions };
  }
}

/** Errors that Trackdéchets builds anew from its validation lose their path and locations (facts: errors-and-limits 2.2). */
function isDetached(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'detached' in error && error.detached === true;
}

function codeOfOurs(operation: Operation, { nodes, message, path }: GraphQLError): string {
  if (!operation.definition) return 'OPERATION_RESOLUTION_FAILURE';
  const coercion = !path && nodes?.length === 1 && nodes[0]?.kind === Kind.VARIABLE_DEFINITION;
  return coercion && message.startsWith('Variable "$') ? 'BAD_USER_INPUT' : 'INTERNAL_SERVER_ERROR';
}

function refused(status: number, errors: GraphQLError[]): OperationAnswer {
  return { status, body: { errors: errors.map((error) => error.toJSON()) } };
}

function tooLarge(): GraphQLError {
  return new GraphQLError('La requête dépasse 1 Mo.', { extensions: { code: 'BAD_USER_INPUT' } });
}
