import { GraphQLError, Kind, type ASTVisitor, type SelectionNode, type ValidationContext } from 'graphql';

/** Levels of nested objects that Trackdéchets accepts (facts: errors-and-limits 2.4). */
const DEEPEST = 10;

/** Validation rule: one error per selection under more than ten nested objects; introspection fields are not counted. */
export function depthLimit(context: ValidationContext): ASTVisitor {
  const look = (selections: readonly SelectionNode[], depth: number, within: ReadonlySet<string>): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) look(selection.selectionSet.selections, depth, within);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const name = selection.name.value;
        const fragment = context.getFragment(name);
        if (fragment && !within.has(name)) look(fragment.selectionSet.selections, depth, new Set(within).add(name));
      } else if (!selection.name.value.startsWith('__')) {
        if (depth > DEEPEST) {
          const message = `La requête imbrique plus de ${DEEPEST} niveaux d'objets.`;
          context.reportError(new GraphQLError(message, { nodes: [selection] }));
        } else if (selection.selectionSet) look(selection.selectionSet.selections, depth + 1, within);
      }
    }
  };
  return { OperationDefinition: (operation) => look(operation.selectionSet.selections, 0, new Set()) };
}
