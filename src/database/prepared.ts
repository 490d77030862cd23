import { type QueryConfig } from 'pg';

const MARK = '/* prepared */ ';

/**
 * Marks a statement that PostgreSQL is to plan once for each connection: planning it costs more than running it. For statements of
 * a few texts whose best plan does not depend on their parameters, such as those that look rows up by their keys.
 */
export function prepared(sql: string): string {
  return MARK + sql;
}

/** Names of the marked statements, the same on every connection. */
const names = new Map<string, string>();

/** A marked statement as the driver prepares it, null for one that is not marked. */
export function preparation(text: unknown, values: unknown[] | undefined): QueryConfig | null {
  if (typeof text !== 'string' || !text.startsWith(MARK)) return null;
  let name = names.get(text);
  if (!name) names.set(text, (name = `s${names.size}`));
  return { name, text, values };
}
