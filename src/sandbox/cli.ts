import { parseArgs } from 'node:util';
import { ROUTES } from './control/routes';
import { readDirectory } from './directory-file';
import { FAULT_KINDS } from './faults/fault';
import { type OauthClient } from './oauth/applications';
import { startSandbox, type Sandbox, type SandboxOptions } from './server';

const OPTIONS = {
  port: { type: 'string', default: '4100' },
  host: { type: 'string', default: '127.0.0.1' },
  'control-port': { type: 'string' },
  directory: { type: 'string' },
  load: { type: 'string' },
  'rate-limit': { type: 'string' },
  autoplay: { type: 'string' },
  latency: { type: 'string' },
  seed: { type: 'string' },
  'webhook-delay': { type: 'string' },
  'allow-local-webhooks': { type: 'boolean', default: false },
  'oauth-client': { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const HELP = `Bac à sable Trackdéchets : une imitation fidèle de l'API (BSFF), sans compte, sur cette machine.
Trackdéchets sandbox: a faithful stand-in for the API (BSFF), no account needed, on this machine.

  npm run sandbox -- [options]

  --port N              port GraphQL, 4100 par défaut / GraphQL port, 4100 by default
  --control-port N      port de contrôle, le suivant par défaut / control port, the next one by default
  --host H              adresse d'écoute / address to listen on (127.0.0.1)
  --directory FICHIER   entreprises, utilisateurs et jetons / companies, users and tokens (JSON)
  --load FICHIER        reprend un état enregistré / loads a saved state
  --rate-limit N        requêtes par minute et par adresse / requests a minute for each address (1000)
  --autoplay SECONDES   transporteur et destinataire signent d'eux-mêmes, un acte toutes les N secondes
                        transporter and destination sign on their own, one act every N seconds
  --latency MS          retarde chaque réponse / delays every answer
  --seed N              rend identifiants, pannes et suite répétables / makes ids and faults repeatable
  --webhook-delay MS    délai avant un webhook / delay before a webhook (300)
  --allow-local-webhooks  accepte des webhooks http ou vers cette machine, que Trackdéchets refuse
                        accepts http webhooks and webhooks to this machine, which Trackdéchets refuses
  --oauth-client ID:SECRET:ADRESSE  application OAuth2 connue, avec son adresse de redirection ; répétable
                        known OAuth2 application, with its redirect URI; repeatable

Pannes / Faults: X-Sandbox-Fault: KIND[; operation=createBsff][; ms=500][; executed=2][, …]
${Object.entries(FAULT_KINDS)
  .map(([kind, { french, english }]) => `  ${kind.padEnd(20)}${french} / ${english}`)
  .join('\n')}

Port de contrôle / Control port (JSON, Content-Type: application/json)
${ROUTES.map(({ method, path, body, french, english }) => {
  return `  ${`${method} ${path}`.padEnd(26)}${french} / ${english}${body ? `\n${' '.repeat(28)}${body}` : ''}`;
}).join('\n')}

Ctrl-C arrête tout de suite. / Ctrl-C stops at once.
`;

class BadOption extends Error {}

function numberOf(values: Record<string, unknown>, name: string): number | undefined {
  if (values[name] === undefined) return undefined;
  const number = Number(values[name]);
  if (Number.isFinite(number) && number >= 0) return number;
  throw new BadOption(`--${name} : nombre attendu / number expected`);
}

function clientFrom(text: string): OauthClient {
  const [, id, secret, redirectUri] = /^([^:]+):([^:]+):(https?:\/\/.+)$/.exec(text) ?? [];
  if (!id || !secret || !redirectUri) throw new BadOption('--oauth-client ID:SECRET:https://…');
  return { id, secret, redirectUris: [redirectUri] };
}

function optionsFrom(argv: string[]): { options: SandboxOptions; load?: string } | null {
  const { values } = parseArgs({ args: argv, options: OPTIONS });
  if (values.help) return null;
  const port = numberOf(values, 'port') ?? 0;
  return {
    load: values.load,
    options: {
      port,
      host: values.host,
      controlPort: numberOf(values, 'control-port') ?? (port ? port + 1 : 0),
      directory: values.directory ? readDirectory(values.directory) : undefined,
      rateLimit: numberOf(values, 'rate-limit'),
      autoplaySeconds: numberOf(values, 'autoplay'),
      latencyMs: numberOf(values, 'latency'),
      seed: numberOf(values, 'seed'),
      webhookDelayMs: numberOf(values, 'webhook-delay'),
      allowLocalWebhooks: values['allow-local-webhooks'],
      oauthClients: values['oauth-client']?.map(clientFrom),
    },
  };
}

function announce({ url, controlUrl, platform }: Sandbox): void {
  console.log(`Bac à sable Trackdéchets / Trackdéchets sandbox
  GraphQL    ${url}/   (une page dans un navigateur / a page in a browser)
  Contrôle   ${controlUrl}/
Jetons à essayer / Tokens to try:`);
  for (const { email, tokens, roles } of platform.accounts()) {
    const where = roles.map(({ role, companyName }) => `${role} ${companyName}`).join(', ');
    console.log(`  ${tokens[0] ?? '—'}  ${email}  ${where}`);
  }
}

async function main(): Promise<void> {
  const asked = optionsFrom(process.argv.slice(2));
  if (!asked) {
    console.log(HELP);
    return;
  }
  const sandbox = await startSandbox(asked.options);
  if (asked.load) await order(sandbox, asked.load);
  announce(sandbox);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void sandbox.close().then(() => process.exit(0)));
  }
}

async function order({ controlUrl }: Sandbox, file: string): Promise<void> {
  const response = await fetch(`${controlUrl}/load`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ file }),
  });
  if (!response.ok) throw new BadOption(((await response.json()) as { error: string }).error);
}

/** What a person can act on, and the exit status: 2 for a wrong command line, 1 for anything else. */
function explain(error: unknown): { message: string; status: number } {
  const { message, code = '', port } = error as Error & { code?: string; port?: number };
  if (error instanceof BadOption) return { message, status: 2 };
  if (code.startsWith('ERR_PARSE_ARGS')) return { message: `${message}\nVoir --help / See --help`, status: 2 };
  if (code === 'EADDRINUSE') return { message: `Le port ${port} est déjà pris / Port ${port} is taken`, status: 1 };
  return { message, status: 1 };
}

main().catch((error: unknown) => {
  const { message, status } = explain(error);
  console.error(message);
  process.exit(status);
});
