import { FAULT_KINDS } from './faults/fault';
import { type SandboxState } from './sandbox-state';
import { type SeenRequest } from './traffic';

/** The look of the sandbox's pages. */
export const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#161616}
h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #ddd;vertical-align:top}code{font-size:.9em}
.en{color:#666}.scroll{overflow-x:auto}`;

/** The page a person sees at GET /: what the sandbox holds, tokens to try, the last requests. French first. */
export function page(state: SandboxState): string {
  const { platform, clock, traffic, baseUrl, controlUrl, outage } = state;
  const { total, byStatus } = platform.counts();
  const statuses = Object.entries(byStatus).map(([status, count]) => `${status} : ${count}`);
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Bac à sable Trackdéchets</title><style>${STYLE}</style></head><body>
<h1>Bac à sable Trackdéchets <span class="en" lang="en">/ Trackdéchets sandbox</span></h1>
<p>Ceci imite l’API de Trackdéchets (BSFF) pour développer sans compte. Rien n’y est vrai, rien n’en sort.
<span class="en" lang="en">A stand-in for the Trackdéchets API; nothing here is real.</span></p>
<p>GraphQL : <code>POST ${escaped(baseUrl)}/</code> avec <code>Authorization: Bearer JETON</code>.
Heure du bac à sable : ${escaped(clock.now().toISOString())}.${outage.now ? ' <strong>Panne en cours.</strong>' : ''}</p>
<h2>Ce qu’il contient <span class="en" lang="en">/ What it holds</span></h2>
<p>${total} BSFF${statuses.length ? ` (${escaped(statuses.join(', '))})` : ''}, ${traffic.requests} requêtes reçues.</p>
<h2>Jetons à essayer <span class="en" lang="en">/ Tokens to try</span></h2>${users(state)}
<h2>Dernières requêtes <span class="en" lang="en">/ Last requests</span></h2>${requests(traffic.last)}
<h2>Pannes à la demande <span class="en" lang="en">/ Faults on demand</span></h2>
<p>En-tête <code>X-Sandbox-Fault: done-reset; operation=createBsff</code>, ou par le port de contrôle,
<code>${escaped(controlUrl)}/</code> (horloge, contrepartie, compteurs, état : voir <code>--help</code>).</p>
${table(
  ['Panne', 'Effet', 'Effect'],
  Object.entries(FAULT_KINDS).map(([kind, { french, english }]) => [kind, french, english]),
)}
</body></html>`;
}

function users({ platform }: SandboxState): string {
  const rows = platform
    .accounts()
    .map(({ email, name, tokens, roles }) => [
      name,
      email,
      roles.map(({ role, companyName, orgId }) => `${role} : ${companyName} (${orgId})`).join('\n'),
      tokens.join('\n'),
    ]);
  return table(['Nom', 'E-mail', 'Rôles', 'Jeton'], rows);
}

function requests(last: readonly SeenRequest[]): string {
  if (last.length === 0) return '<p>Aucune.</p>';
  const rows = last.map(({ at, method, path, operations, user, status, codes, fault, ms }) => [
    at,
    `${method} ${path}`,
    operations.join(', '),
    user ?? '',
    [status ?? 'sans réponse', ...codes].join(' '),
    fault ?? '',
    ms.toFixed(1),
  ]);
  return table(['Heure', 'Requête', 'Opérations', 'Utilisateur', 'Réponse', 'Panne', 'ms'], rows);
}

function table(head: string[], rows: string[][]): string {
  const cell = (tag: string, text: string): string => `<${tag}>${escaped(text).replace(/\n/g, '<br>')}</${tag}>`;
  const line = (tag: string, cells: string[]): string => `<tr>${cells.map((text) => cell(tag, text)).join('')}</tr>`;
  return `<div class="scroll"><table><thead>${line('th', head)}</thead><tbody>${rows.map((cells) => line('td', cells)).join('')}</tbody></table></div>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text as HTML shows it. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
