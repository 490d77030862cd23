import { STAGES } from '../counterpart/view';
import { FAULT_KINDS, readFaultOrder } from '../faults/fault';
import { Platform, type PlatformOptions } from '../platform';
import { type SandboxState } from '../sandbox-state';
import { readState, writeState } from '../saved-state';
import { DIRECTORY_ROUTES } from './directory-routes';
import { BadOrder, duration, type Order } from './order';
import { outageRoutes } from './outage-routes';
import { type Controlled, type Route } from './route';

const clockOf = ({ state: { clock } }: Controlled): object => ({
  now: clock.now().toISOString(),
  offsetMs: clock.offset,
});

const moveClock = async (controlled: Controlled, order: Order): Promise<object> => {
  const { clock, agenda } = controlled.state;
  if (order.has('set')) clock.set(order.date('set'));
  else clock.advance(duration(order.all.advance));
  await agenda.settle();
  return clockOf(controlled);
};

const summary = (controlled: Controlled): object => {
  const { state, counterpart } = controlled;
  const { platform, traffic, faults, outage, rate, agenda } = state;
  return {
    url: state.baseUrl,
    clock: clockOf(controlled),
    bsffs: platform.counts(),
    requests: { total: traffic.requests, byOperation: traffic.operations },
    faults: { fired: faults.fired, ordered: faults.list(), seed: faults.seed },
    outage: outage.now,
    latencyMs: state.latencyMs,
    rateLimit: rate.perMinute,
    autoplay: {
      seconds: counterpart.autoplaySeconds ?? null,
      waiting: agenda.waiting,
      stuck: Object.fromEntries(counterpart.stuck),
    },
    unexpected: traffic.unexpected,
  };
};

/** Options of the next platform: another seed, told from the last, since ids given before must not be given again. */
const nextOptions = ({ platformOptions }: SandboxState): PlatformOptions => {
  platformOptions.seed++;
  return platformOptions;
};

/** A fresh platform with the same directory; counts and faults start again, the clock stays where it is. */
const reset = async ({ state, attach, listener }: Controlled): Promise<void> => {
  attach(new Platform(nextOptions(state)));
  state.traffic.clear();
  state.faults.clear();
  state.rate.clear();
  state.blacklist.clear();
  state.outage.end();
  await listener.open();
};

const load = async ({ state, attach }: Controlled, order: Order): Promise<object> => {
  const file = order.text('file');
  const unreadable = (error: unknown): never => {
    throw new BadOrder(`Illisible / Unreadable: ${file} (${error instanceof Error ? error.message : String(error)})`);
  };
  const snapshot = await readState(file).catch(unreadable);
  attach(Platform.restore(snapshot, nextOptions(state)));
  return state.platform.counts();
};

const removeFault = ({ state }: Controlled, _order: Order, id: string): void => {
  if (!state.faults.remove(Number(id))) throw new BadOrder(`Panne inconnue / Unknown fault: ${id}`, 404);
};

const autoplay = ({ counterpart }: Controlled, order: Order): void => {
  counterpart.autoplaySeconds = order.all.seconds === null ? undefined : order.number('seconds');
};

/** Every order the control endpoint takes; --help and GET / are written from it. */
export const ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: '/',
    french: 'ce que ce port sait faire',
    english: 'what this port can do',
    act: () => help(),
  },
  {
    method: 'GET',
    path: '/state',
    french: 'compteurs, horloge, pannes',
    english: 'counts, clock, faults',
    act: summary,
  },
  {
    method: 'GET',
    path: '/requests',
    french: 'dernières requêtes',
    english: 'last requests',
    act: ({ state }) => state.traffic.last,
  },
  {
    method: 'GET',
    path: '/webhooks',
    french: 'derniers envois de webhooks',
    english: 'last webhook deliveries',
    act: ({ webhooks }) => webhooks.last,
  },
  {
    method: 'GET',
    path: '/faults',
    french: 'pannes commandées',
    english: 'faults ordered',
    act: ({ state }) => state.faults.list(),
  },
  {
    method: 'POST',
    path: '/faults',
    body: '{kind, operation?, probability?, count?, skip?, ms?, bytes?, executed?}',
    french: 'commander une panne',
    english: 'order a fault',
    act: ({ state }, order) => ({ id: state.faults.add(readFaultOrder(order.all)) }),
  },
  {
    method: 'DELETE',
    path: '/faults',
    french: 'oublier les pannes',
    english: 'forget the faults',
    act: ({ state }) => state.faults.clear(),
  },
  { method: 'DELETE', path: '/faults/:id', french: 'oublier une panne', english: 'forget one fault', act: removeFault },
  ...outageRoutes,
  {
    method: 'PUT',
    path: '/latency',
    body: '{ms}',
    french: 'ralentir chaque réponse',
    english: 'slow every answer down',
    act: ({ state }, order) => void (state.latencyMs = order.number('ms')),
  },
  {
    method: 'PUT',
    path: '/rate-limit',
    body: '{perMinute}',
    french: 'requêtes par minute et par adresse',
    english: 'requests a minute for each address',
    act: ({ state }, order) => void (state.rate.perMinute = order.number('perMinute', 1)),
  },
  { method: 'GET', path: '/clock', french: 'l’heure du bac à sable', english: 'the sandbox’s time', act: clockOf },
  {
    method: 'POST',
    path: '/clock',
    body: '{advance: "2h"} | {set: ISO 8601}',
    french: 'avancer ou régler l’horloge',
    english: 'advance or set the clock',
    act: moveClock,
  },
  {
    method: 'DELETE',
    path: '/clock',
    french: 'revenir à l’heure réelle',
    english: 'back to real time',
    act: ({ state }) => state.clock.reset(),
  },
  { method: 'POST', path: '/reset', french: 'tout recommencer', english: 'start afresh', act: reset },
  {
    method: 'POST',
    path: '/save',
    body: '{file}',
    french: 'enregistrer l’état dans un fichier',
    english: 'save the state to a file',
    act: ({ state }, order) => writeState(order.text('file'), state.platform),
  },
  {
    method: 'POST',
    path: '/load',
    body: '{file}',
    french: 'reprendre un état enregistré',
    english: 'load a saved state',
    act: load,
  },
  {
    method: 'POST',
    path: '/generate',
    body: '{count}',
    french: 'ajouter des BSFF fabriqués',
    english: 'add generated BSFFs',
    act: ({ generator }, order) => generator.add(order.number('count', 1)),
  },
  {
    method: 'POST',
    path: '/counterpart/:id',
    body: `{until?: ${STAGES.join('|')}, refusal?}`,
    french: 'jouer transporteur et destinataire d’un BSFF',
    english: 'play a BSFF’s transporter and destination',
    act: ({ counterpart }, order, id) =>
      counterpart.play(id, {
        until: order.optional('until', (name) => order.oneOf(name, STAGES)),
        refusal: order.optional('refusal', (name) => order.text(name)),
      }),
  },
  {
    method: 'PUT',
    path: '/autoplay',
    body: '{seconds | null}',
    french: 'les faire jouer d’eux-mêmes',
    english: 'let them play on their own',
    act: autoplay,
  },
  ...DIRECTORY_ROUTES,
];

function help(): object {
  const orders = ROUTES.map(({ method, path, body, french, english }) => ({
    order: `${method} ${path}`,
    body,
    french,
    english,
  }));
  return { orders, faults: FAULT_KINDS };
}
