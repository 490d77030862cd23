import { connect } from 'node:tls';
import { buildClientSchema, getIntrospectionQuery, type GraphQLSchema, type IntrospectionQuery } from 'graphql';
import { type Misfit, type MisfitKind, misfitsOf, operationsSent } from '../../trackdechets/schema-fit';
import { attention, fault, ok, plural, type Said } from '../finding';

const TIMEOUT_MS = 20_000;
const SLOW_MS = 5_000;
const SKEW_MS = 30_000;
const CERTIFICATE_DAYS = 14;
const DAY_MS = 86_400_000;

interface Answer {
  status: number;
  ms: number;
  date: Date | null;
  json: { data?: unknown; errors?: { message?: string; extensions?: { code?: string } }[] } | null;
}

/** Whether Trackdéchets answers, and whether its schema still fits what is sent there: one request, without any token. */
export async function checkTrackdechets(url: string): Promise<Said[]> {
  const secure = url.startsWith('https:') ? [await certificate(new URL(url))] : [];
  let answer: Answer;
  try {
    answer = await ask(url, introspection(true));
  } catch (error) {
    return [...secure.filter(({ level }) => level === 'fault'), unreachable(url, error)];
  }
  if (answer.status >= 500 || !isGraphql(answer)) return [...secure, unwell(answer)];
  return [reached(answer), ...clock(answer), ...secure, ...(await fit(url, answer))];
}

const introspection = (inputValueDeprecation: boolean): string =>
  getIntrospectionQuery({ descriptions: false, inputValueDeprecation });

/** Any program may answer in JSON; GraphQL's errors have their codes. */
function isGraphql({ json }: Answer): boolean {
  if (json?.data) return true;
  return Array.isArray(json?.errors) && json.errors.some(({ extensions }) => typeof extensions?.code === 'string');
}

async function ask(url: string, query: string): Promise<Answer> {
  const began = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/json', 'user-agent': 'trackdechets-connector/doctor' },
    body: JSON.stringify({ query }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const text = await response.text();
  const date = Date.parse(response.headers.get('date') ?? '');
  return {
    status: response.status,
    ms: performance.now() - began,
    date: Number.isNaN(date) ? null : new Date(date),
    json: parsed(text),
  };
}

function parsed(text: string): Answer['json'] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

function unreachable(url: string, error: unknown): Said {
  const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  const why = name === 'TimeoutError' ? `> ${TIMEOUT_MS / 1_000} s` : (cause?.code ?? cause?.message ?? message);
  return fault(
    `Trackdéchets injoignable (${new URL(url).host}) : ${why}`,
    `Trackdéchets cannot be reached (${new URL(url).host}): ${why}`,
    'vérifiez TRACKDECHETS_API_URL, le DNS, le pare-feu et le mandataire sortant ; les envois attendent et repartiront seuls',
    'check TRACKDECHETS_API_URL, DNS, the firewall and the outgoing proxy; exports wait and will go on by themselves',
  );
}

function unwell({ status }: Answer): Said {
  if (status >= 500 || status === 429) {
    return attention(
      `Trackdéchets répond ${status}`,
      `Trackdéchets answers ${status}`,
      'attendez : les envois et récupérations repartiront seuls',
      'wait: exports and pulls will go on by themselves',
    );
  }
  return fault(
    `Ce qui répond (${status}) n’est pas l’API de Trackdéchets`,
    `What answers (${status}) is not the Trackdéchets API`,
    'corrigez TRACKDECHETS_API_URL : l’API, pas le site, et sans chemin',
    'correct TRACKDECHETS_API_URL: the API, not the site, and without a path',
  );
}

function reached({ ms }: Answer): Said {
  const seconds = (ms / 1_000).toFixed(1);
  if (ms < SLOW_MS) return ok(`Trackdéchets répond en ${seconds} s`, `Trackdéchets answers in ${seconds} s`);
  return attention(
    `Trackdéchets met ${seconds} s à répondre`,
    `Trackdéchets takes ${seconds} s to answer`,
    'rien à faire ici : les envois prennent plus de temps',
    'nothing to do here: exports take longer',
  );
}

function clock({ date, ms }: Answer): Said[] {
  if (!date) return [];
  const skew = date.getTime() - (Date.now() - ms / 2);
  if (Math.abs(skew) < SKEW_MS) return [ok('Horloges d’accord (Trackdéchets)', 'Clocks agree (Trackdéchets)')];
  const seconds = Math.round(skew / 1_000);
  return [
    attention(
      `L’horloge de Trackdéchets est à ${seconds} s de celle-ci`,
      `Trackdéchets’ clock is ${seconds} s from this one`,
      'mettez cette machine à l’heure (NTP)',
      'set this machine’s clock (NTP)',
    ),
  ];
}

/** How long the certificate still lives; whether it is trusted shows in the request itself. */
async function certificate({ hostname, port }: URL): Promise<Said> {
  const until = await new Promise<Date | null>((done) => {
    const socket = connect({
      host: hostname,
      port: Number(port || 443),
      servername: hostname,
      rejectUnauthorized: false,
    });
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy());
    socket.once('secureConnect', () => {
      done(new Date(socket.getPeerCertificate().valid_to));
      socket.end();
    });
    socket.once('close', () => done(null));
    socket.once('error', () => done(null));
  });
  const days = until ? Math.floor((until.getTime() - Date.now()) / DAY_MS) : null;
  if (days === null || days >= CERTIFICATE_DAYS) {
    return ok(`Certificat TLS valable ${days ?? '?'} jours`, `The TLS certificate is valid for ${days ?? '?'} days`);
  }
  const said = days < 0 ? fault : attention;
  return said(
    days < 0 ? 'Le certificat TLS est expiré' : `Le certificat TLS expire dans ${days} jours`,
    days < 0 ? 'The TLS certificate expired' : `The TLS certificate expires in ${days} days`,
    'vérifiez l’heure de cette machine, puis prévenez qui tient cette adresse',
    'check this machine’s clock, then tell whoever holds this address',
  );
}

async function fit(url: string, answer: Answer): Promise<Said[]> {
  const schema = schemaOf(answer);
  if (schema) return fitOf(misfitsOf(schema));
  // An older server does not know the part about input fields.
  const older = schemaOf(await ask(url, introspection(false)));
  if (older) return fitOf(misfitsOf(older, { hidesDeprecatedInput: true }));
  return fitOf(
    await refusedOneByOne(url),
    'sans introspection, opération par opération',
    'without introspection, operation by operation',
  );
}

function schemaOf({ json }: Answer): GraphQLSchema | null {
  try {
    return json?.data ? buildClientSchema(json.data as IntrospectionQuery) : null;
  } catch {
    return null;
  }
}

/**
 * Where introspection is off: each operation is sent without a token nor variables, so that nothing can be carried out.
 * Trackdéchets validates before it looks at who asks.
 */
async function refusedOneByOne(url: string): Promise<Misfit[]> {
  const misfits: Misfit[] = [];
  for (const [operation, { text }] of operationsSent()) {
    const { json } = await ask(url, text);
    for (const { message = '', extensions } of json?.errors ?? []) {
      if (extensions?.code !== 'GRAPHQL_VALIDATION_FAILED') continue;
      misfits.push({ kind: 'REFUSED', breaks: true, what: message, operations: [operation] });
    }
  }
  return misfits;
}

const KINDS: Record<MisfitKind, [fr: string, en: string]> = {
  REFUSED: ['opération refusée', 'operation refused'],
  INPUT_REQUIRED: ['champ devenu obligatoire', 'field that became required'],
  INPUT_GONE: ['champ qui n’existe plus', 'field that is gone'],
  TYPE_CHANGED: ['type changé', 'changed type'],
  VALUE_GONE: ['valeur qui n’est plus acceptée', 'value that is no longer accepted'],
  VALUE_NEW: ['valeur inconnue ici', 'value unknown here'],
  DEPRECATED: ['champ bientôt retiré', 'field on its way out'],
};

function fitOf(misfits: readonly Misfit[], howFr = 'introspection', howEn = 'introspection'): Said[] {
  if (misfits.length === 0) {
    const count = operationsSent().size;
    return [
      ok(
        `Le schéma de Trackdéchets convient à nos ${count} opérations (${howFr})`,
        `Trackdéchets’ schema fits our ${count} operations (${howEn})`,
      ),
    ];
  }
  return misfits.map(({ kind, breaks, what, operations }) => {
    const [fr, en] = KINDS[kind];
    const where = `${operations.slice(0, 6).join(', ')}${operations.length > 6 ? `, + ${operations.length - 6}` : ''}`;
    const said = breaks ? fault : attention;
    return said(
      `Trackdéchets a changé : ${fr}, ${what} (${plural(operations.length, 'opération')} : ${where})`,
      `Trackdéchets changed: ${en}, ${what} (${plural(operations.length, 'operation')}: ${where})`,
      breaks
        ? 'passez à une version plus récente du connecteur ; à défaut, signalez-le avec cette ligne'
        : 'rien ne casse encore ; signalez-le avec cette ligne',
      breaks
        ? 'upgrade the connector; failing that, report it with this line'
        : 'nothing breaks yet; report it with this line',
    );
  });
}
