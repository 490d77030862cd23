/**
 * Ends this process with SIGKILL at the Nth boundary of its work (DIE_AT): each end of the methods that are watched. What lies
 * between the end of a transaction and the next call is a boundary too: it is the moment before that call. With fewer boundaries
 * than DIE_AT it lives on.
 */
const dieAt = Number(process.env.DIE_AT);
let reached = 0;

function boundary(name: string): void {
  if (++reached !== dieAt) return;
  process.stderr.write(`died at boundary ${dieAt}: ${name}\n`);
  process.kill(process.pid, 'SIGKILL');
}

type Method = (...args: unknown[]) => Promise<unknown>;

/** Makes both ends of a method boundaries, for the calls that `concerns` picks; `name` says which call it was. */
export function watch(
  target: object,
  method: string,
  concerns: (args: unknown[], result?: unknown) => boolean,
  name: (args: unknown[]) => string = () => method,
): void {
  const original = Reflect.get(target, method) as Method;
  Reflect.set(target, method, async function (this: unknown, ...args: unknown[]): Promise<unknown> {
    if (concerns(args)) boundary(`before ${name(args)}`);
    const result = await original.apply(this, args);
    if (concerns(args, result)) boundary(`after ${name(args)}`);
    return result;
  });
}

export const always = (): boolean => true;

/** Names of the operations that `TrackdechetsClient.executeBatch` is given, each once. */
export function operationsOf([calls]: unknown[]): string {
  const names = (calls as { operation: { name: string } }[]).map(({ operation }) => operation.name);
  return [...new Set(names)].join('+');
}
