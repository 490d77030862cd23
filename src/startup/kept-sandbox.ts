import { type Sandbox, startSandbox } from '../sandbox/server';

/** The built-in sandbox of a development start. */
export async function startKeptSandbox(_folder: string, port: number): Promise<Sandbox> {
  return startSandbox({ port });
}
