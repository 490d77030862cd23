import { execute, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import { type SandboxState } from './sandbox-state';
import { readersOf } from './store';

/** An act refused by the platform to one of its own establishments. */
export class InsiderRefused extends Error {}

/** Asks the sandbox's own GraphQL as a user of an establishment, with that user's rights and no more. */
export class Insider {
  private readonly documents = new Map<string, DocumentNode>();

  constructor(
    private readonly state: SandboxState,
    private readonly schema: GraphQLSchema,
  ) {}

  /** @throws InsiderRefused when nobody there has the permission, or the platform refuses the act */
  async ask<T>(orgId: string, permission: string, query: string, variables: Record<string, unknown>): Promise<T> {
    const { platform, baseUrl } = this.state;
    const user = platform.userOf(orgId, permission);
    if (!user) throw new InsiderRefused(`${orgId} : personne ne peut / nobody may ${permission}`);
    let document = this.documents.get(query);
    if (!document) this.documents.set(query, (document = parse(query)));
    const { data, errors } = await execute({
      schema: this.schema,
      document,
      variableValues: variables,
      contextValue: { platform, user, baseUrl },
    });
    if (errors) throw new InsiderRefused(errors.map(({ message }) => message).join('\n'));
    return data as T;
  }

  /** Reads one BSFF as the first of its establishments that may. @throws InsiderRefused when none may */
  async read<T>(bsffId: string, query: string): Promise<T> {
    let refused = new InsiderRefused(`${bsffId} : inconnu / unknown`);
    const { store } = this.state.platform;
    const bsff = store.bsff(bsffId);
    for (const orgId of bsff ? readersOf(bsff) : []) {
      try {
        return (await this.ask<{ bsff: T }>(orgId, 'BSD_CAN_READ', query, { id: bsffId })).bsff;
      } catch (error) {
        if (!(error instanceof InsiderRefused)) throw error;
        refused = error;
      }
    }
    throw refused;
  }
}
