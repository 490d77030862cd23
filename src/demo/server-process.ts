import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const START_MS = 60_000;
const STOP_MS = 15_000;

export interface Server {
  url: string;
  sandboxUrl: string;
  administrator: { email: string; password: string };
  stop(): Promise<void>;
}

/** The same program as `npm start`, in a process of its own. */
function launch(dataFolder: string): ChildProcess {
  const {
    DATABASE_URL: _,
    TRACKDECHETS_API_URL: __,
    CREDENTIALS_KEYS: ___,
    ADMIN_EMAIL: ____,
    ADMIN_PASSWORD: _____,
    ...inherited
  } = process.env;
  return spawn(process.execPath, ['-r', '@swc-node/register', join(__dirname, '..', 'main.ts')], {
    env: {
      ...inherited,
      NODE_ENV: 'development',
      PORT: '0',
      SANDBOX_PORT: '0',
      DATA_DIR: dataFolder,
      LOG_LEVEL: 'warn',
      PULL_INTERVAL_SECONDS: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
    // Ctrl-C is for the demonstration, which then stops the server itself.
    detached: true,
  });
}

/** Reads the start's announcement, as a person would. */
function awaitAnnouncement(child: ChildProcess): Promise<Omit<Server, 'stop'>> {
  return new Promise((done, fail) => {
    let printed = '';
    const timer = setTimeout(
      () =>
        fail(new Error(`Le serveur n’a pas démarré en ${START_MS / 1000} s / the server did not start:\n${printed}`)),
      START_MS,
    );
    child.once('exit', (code) =>
      fail(new Error(`Le serveur s’est arrêté (code ${code}) / the server ended:\n${printed}`)),
    );
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8');
      const url = /API\s+(http:\/\/\S+)\/api\/v1/.exec(printed)?.[1];
      const sandboxUrl = /SANDBOX \*\*\*\s+(http:\/\/\S+)/.exec(printed)?.[1];
      const account = /sign in: (\S+)\s+mot de passe \/ password: (\S+)/.exec(printed);
      if (!url || !sandboxUrl || !account?.[1] || !account[2]) return;
      clearTimeout(timer);
      done({ url, sandboxUrl, administrator: { email: account[1], password: account[2] } });
    });
  });
}

/** Starts a connector with its embedded PostgreSQL and sandbox, on free ports and a folder that is thrown away. */
export async function startServer(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'trackdechets-demo-'));
  const child = launch(folder);
  const stop = async (): Promise<void> => {
    if (child.exitCode === null) {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      const forced = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await ended;
      clearTimeout(forced);
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await awaitAnnouncement(child)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
