import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type OauthClient } from '../sandbox/oauth/applications';
import { writeState } from '../sandbox/saved-state';
import { type Sandbox, startSandbox } from '../sandbox/server';
import { listeningFault } from './listening';

/** A change is on disk this soon; a SIGKILL in between makes the sandbox forget it, as no real platform would. */
const SAVE_AFTER_MS = 50;

/** The built-in sandbox of a development start, which finds its documents again at the next one; throws CannotListen. */
export async function startKeptSandbox(
  folder: string,
  port: number,
  oauthClients: readonly OauthClient[],
): Promise<Pick<Sandbox, 'url' | 'controlUrl' | 'close'>> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'sandbox.jsonl');
  // Orders are taken on the next port, as `npm run sandbox` does; on a free one when the sandbox itself is.
  const controlPort = port === 0 ? 0 : port + 1;
  const sandbox = await startSandbox({ port, controlPort, allowLocalWebhooks: true, oauthClients }).catch(
    (error: Error) => {
      throw listeningFault(error, { host: '127.0.0.1', port, variable: 'SANDBOX_PORT' });
    },
  );
  if (existsSync(file)) await load(sandbox, file);
  const saving = new Saving(sandbox, file);
  return {
    url: sandbox.url,
    controlUrl: sandbox.controlUrl,
    close: () => saving.finish().then(() => sandbox.close()),
  };
}

async function load({ controlUrl }: Sandbox, file: string): Promise<void> {
  const response = await fetch(new URL('/load', controlUrl), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ file }),
  });
  if (!response.ok) throw new Error(`${file}: ${await response.text()}`);
}

/** Saves a little after each change, one save at a time. */
class Saving {
  private timer?: NodeJS.Timeout;
  private writing: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly sandbox: Sandbox,
    private readonly file: string,
  ) {
    const soon = (): void => {
      this.timer ??= setTimeout(() => void this.save(), SAVE_AFTER_MS);
    };
    sandbox.platform.on('change', soon).on('granted', soon);
  }

  async finish(): Promise<void> {
    clearTimeout(this.timer);
    await this.save();
  }

  private save(): Promise<unknown> {
    this.timer = undefined;
    this.writing = this.writing.then(() => writeState(this.file, this.sandbox.platform)).catch(() => undefined);
    return this.writing;
  }
}
