import { type Controlled, type Route } from './route';
import { type Order } from './order';

const begin = async ({ state, listener }: Controlled, order: Order): Promise<object | null> => {
  const seconds = order.optional('seconds', (name) => order.number(name));
  const kind = order.optional('kind', (name) => order.oneOf(name, ['page', 'refused'] as const)) ?? 'page';
  state.outage.begin(kind, seconds);
  if (kind === 'refused') {
    await listener.close();
    const end = state.outage.now?.until;
    if (end) state.agenda.plan(Date.parse(end), async () => (state.outage.now ? undefined : listener.open()));
  } else await listener.open();
  return state.outage.now;
};

const end = async ({ state, listener }: Controlled): Promise<void> => {
  state.outage.end();
  await listener.open();
};

/** The whole platform away, as a page or as a port where nobody listens. */
export const outageRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/outage',
    body: '{kind?: page|refused, seconds?}',
    french: 'panne générale : page 503 ou connexion refusée',
    english: 'whole outage: 503 page or refused connections',
    act: begin,
  },
  { method: 'DELETE', path: '/outage', french: 'fin de la panne générale', english: 'end of the outage', act: end },
];
