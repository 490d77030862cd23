import { parseArgs } from 'node:util';

/** What a command on a person was asked. */
export interface PersonArguments {
  email: string;
  apply: boolean;
}

/** Reads `--email ADDRESS` and, where it makes sense, `--dry-run` or `--apply`; throws with the usage. */
export function readArguments(usage: string, { mayApply }: { mayApply: boolean }): PersonArguments {
  const options = {
    email: { type: 'string' },
    apply: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
  } as const;
  try {
    const { email = '', apply = false, 'dry-run': dryRun = false } = parseArgs({ options }).values;
    if (!email.includes('@') || (apply && dryRun) || (!mayApply && (apply || dryRun))) throw new Error(usage);
    return { email, apply };
  } catch {
    throw new Error(usage);
  }
}
