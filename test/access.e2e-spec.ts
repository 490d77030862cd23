import { randomUUID } from 'node:crypto';
import { allows, type Right, RIGHTS } from '../src/auth/access/rights';
import { type RouteAccess } from '../src/auth/access/access.decorators';
import { type DeclaredRoute, Routes } from '../src/auth/routes';
import { TestApp } from './support/app';
import { type Person } from './support/people';

/** Who may call each route: the whole surface of the API. A route that is not here fails the first test below. */
const ROUTES: Record<string, RouteAccess> = {
  'GET /alerts': 'ADMINISTRATOR',
  'GET /audit-events': 'ADMINISTRATOR',
  'GET /bsffs': 'SIGNED_IN',
  'POST /bsffs': 'SIGNED_IN',
  'DELETE /bsffs/:id': 'SIGNED_IN',
  'GET /bsffs/:id': 'SIGNED_IN',
  'PATCH /bsffs/:id': 'SIGNED_IN',
  'POST /bsffs/:id/conflict-resolution': 'SIGNED_IN',
  'POST /bsffs/:id/duplicates': 'SIGNED_IN',
  'POST /bsffs/:id/exports': 'EXPORT_BSFF',
  'GET /bsffs/:id/history': 'SIGNED_IN',
  'POST /bsffs/:id/publication': 'EXPORT_BSFF',
  'POST /bsffs/:id/pull': 'EXPORT_BSFF',
  'GET /bsffs/:id/pdf': 'SIGNED_IN',
  'POST /bsffs/:id/signatures': 'EXPORT_BSFF',
  'GET /bsffs/:id/readiness': 'SIGNED_IN',
  'GET /bsffs/summary': 'SIGNED_IN',
  'GET /companies/:siretOrVatNumber': 'SIGNED_IN',
  'GET /establishments': 'SIGNED_IN',
  'POST /establishments': 'ADMINISTRATOR',
  'DELETE /establishments/:id': 'ADMINISTRATOR',
  'GET /establishments/:id': 'SIGNED_IN',
  'PATCH /establishments/:id': 'ADMINISTRATOR',
  'GET /events': 'SIGNED_IN',
  'GET /exports': 'EXPORT_BSFF',
  'POST /exports': 'EXPORT_BSFF',
  'DELETE /exports/:id': 'EXPORT_BSFF',
  'GET /exports/:id': 'EXPORT_BSFF',
  'GET /fiches-intervention': 'SIGNED_IN',
  'POST /fiches-intervention': 'SIGNED_IN',
  'DELETE /fiches-intervention/:id': 'SIGNED_IN',
  'GET /fiches-intervention/:id': 'SIGNED_IN',
  'PATCH /fiches-intervention/:id': 'SIGNED_IN',
  'POST /fiches-intervention/:id/conflict-resolution': 'SIGNED_IN',
  'GET /health/live': 'PUBLIC',
  'GET /health/ready': 'PUBLIC',
  'DELETE /establishments/:id/trackdechets-webhook': 'EXPORT_BSFF',
  'GET /establishments/:id/trackdechets-webhook': 'EXPORT_BSFF',
  'PUT /establishments/:id/trackdechets-webhook': 'EXPORT_BSFF',
  'POST /hooks/trackdechets/:key': 'PUBLIC',
  'GET /invitations/:token': 'PUBLIC',
  'POST /invitations/:token': 'PUBLIC',
  'GET /me': 'SIGNED_IN',
  'PATCH /me': 'SIGNED_IN',
  'PUT /me/password': 'SIGNED_IN',
  'DELETE /me/trackdechets-token': 'SIGNED_IN',
  'GET /me/trackdechets-token': 'SIGNED_IN',
  'PUT /me/trackdechets-token': 'SIGNED_IN',
  'POST /me/trackdechets-token/verification': 'SIGNED_IN',
  'GET /me/trackdechets-connection': 'SIGNED_IN',
  'GET /trackdechets-connection/callback': 'PUBLIC',
  'GET /metrics': 'PUBLIC',
  'GET /partners': 'SIGNED_IN',
  'POST /partners': 'SIGNED_IN',
  'DELETE /partners/:id': 'SIGNED_IN',
  'GET /partners/:id': 'SIGNED_IN',
  'PATCH /partners/:id': 'SIGNED_IN',
  'POST /partners/:id/check': 'SIGNED_IN',
  'POST /pulls': 'EXPORT_BSFF',
  'GET /pulls/:id': 'EXPORT_BSFF',
  'GET /refrigerants': 'SIGNED_IN',
  'GET /refrigerants/:name': 'SIGNED_IN',
  'GET /sessions': 'SIGNED_IN',
  'POST /sessions': 'PUBLIC',
  'DELETE /sessions/:id': 'SIGNED_IN',
  'DELETE /sessions/current': 'SIGNED_IN',
  'DELETE /trackdechets-contact': 'DEFINE_CONTACT',
  'GET /trackdechets-contact': 'SIGNED_IN',
  'PUT /trackdechets-contact': 'DEFINE_CONTACT',
  'GET /trackdechets-contact/candidates': 'DEFINE_CONTACT',
  'GET /users': 'ADMINISTRATOR',
  'POST /users': 'ADMINISTRATOR',
  'GET /users/:id': 'ADMINISTRATOR',
  'PATCH /users/:id': 'ADMINISTRATOR',
  'POST /users/:id/invitation': 'ADMINISTRATOR',
  'PUT /users/:id/rights': 'ADMINISTRATOR',
  'DELETE /users/:id/trackdechets-token': 'ADMINISTRATOR',
};

/** Callers without any right to anything: what they send is refused before it is looked at. */
const STRANGERS = ['nobody', 'a made-up token', 'an expired session', 'a deactivated person'] as const;
const INSIDERS = ['no right', 'administrator', ...RIGHTS] as const;
type CallerKind = (typeof STRANGERS)[number] | (typeof INSIDERS)[number];

type Outcome = 'NOT_SIGNED_IN' | 'FORBIDDEN' | 'LET IN';

function expected(access: RouteAccess, caller: CallerKind): Outcome {
  if (access === 'PUBLIC') return 'LET IN';
  if ((STRANGERS as readonly string[]).includes(caller)) return 'NOT_SIGNED_IN';
  if (access === 'SIGNED_IN') return 'LET IN';
  if (access === 'ADMINISTRATOR') return caller === 'administrator' ? 'LET IN' : 'FORBIDDEN';
  const granted = RIGHTS.filter((right) => right === caller);
  return allows(granted, access) ? 'LET IN' : 'FORBIDDEN';
}

describe('every route × every kind of caller', () => {
  let app: TestApp;
  let declared: DeclaredRoute[];
  const people = new Map<CallerKind, Person>();

  beforeAll(async () => {
    app = await TestApp.start();
    declared = app.nest.get(Routes).list();
    const administrator = await app.people.administrator();
    people.set('no right', await app.people.person());
    people.set('administrator', await app.people.person({ administrator: true }));
    for (const right of RIGHTS) people.set(right, await app.people.person({ rights: [right] }));
    const [expired, gone] = [await everyRight(), await everyRight()];
    await app.dataSource.query('UPDATE sessions SET expires_at = now() WHERE user_id = $1', [expired.id]);
    await administrator.patch(`/users/${gone.id}`, { active: false }).expect(200);
    people.set('an expired session', expired);
    people.set('a deactivated person', gone);
  });
  afterAll(() => app?.close());

  const everyRight = () => app.people.person({ administrator: true, rights: ['FULL_ACCESS' satisfies Right] });
  const tokenOf = (caller: CallerKind): string | null =>
    caller === 'nobody' ? null : (people.get(caller)?.token ?? 'a'.repeat(43));

  /** What became of a request to `route`; its body, an empty one, is of no matter to the guard. */
  const outcomeOf = async (route: string, token: string | null): Promise<Outcome> => {
    const [method = '', path = ''] = route.split(' ');
    const base = /^\/(health|metrics)/.test(path) ? '' : '/api/v1';
    const url = app.url + base + path.replace(/:\w+/g, randomUUID());
    const controller = new AbortController();
    const response = await fetch(url, {
      method,
      signal: controller.signal,
      headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
      ...(method === 'GET' ? {} : { body: '{}' }),
    });
    const problem = response.headers.get('content-type')?.startsWith('application/problem+json');
    const code = problem ? ((await response.json()) as { code: string }).code : '';
    // Streams would go on.
    controller.abort();
    expect(response.status).not.toBe(500);
    if (code === 'NOT_SIGNED_IN') expect(response.status).toBe(401);
    if (code === 'FORBIDDEN') expect(response.status).toBe(403);
    return code === 'NOT_SIGNED_IN' || code === 'FORBIDDEN' ? code : 'LET IN';
  };

  it('lists every route of the application with who may call it', () => {
    const found = Object.fromEntries(declared.map(({ method, path, access }) => [`${method} ${path}`, access]));
    expect(found).toEqual(ROUTES);
  });

  it('says the same in the OpenAPI document', async () => {
    const { body } = await app.http.get('/openapi.json').expect(200);
    const documented: Record<string, unknown> = {};
    for (const [path, operations] of Object.entries<Record<string, Record<string, unknown>>>(body.paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        const route = path.replace(/^\/api\/v1/, '').replace(/\{(\w+)\}/g, ':$1');
        documented[`${method.toUpperCase()} ${route}`] = operation['x-required-right'];
      }
    }
    expect(documented).toEqual(Object.fromEntries(Object.entries(ROUTES).filter(([route]) => route in documented)));
    const hidden = Object.keys(ROUTES).filter((route) => !(route in documented));
    expect(hidden.filter((route) => !/^GET \/(health|metrics)/.test(route))).toEqual([]);
  });

  it.each(STRANGERS)('answers 401 to %s, everywhere but on public routes', async (caller) => {
    const outcomes: Record<string, Outcome> = {};
    for (const route of Object.keys(ROUTES)) outcomes[route] = await outcomeOf(route, tokenOf(caller));
    expect(outcomes).toEqual(mapped(ROUTES, (access) => expected(access, caller)));
  });

  it.each(INSIDERS)('lets in or answers 403: %s', async (caller) => {
    const outcomes: Record<string, Outcome> = {};
    for (const route of Object.keys(ROUTES)) {
      // Signing out would be the end of it.
      const person = people.get(caller);
      const token =
        route === 'DELETE /sessions/current' && person
          ? (await app.people.signIn(person.email)).token
          : tokenOf(caller);
      outcomes[route] = await outcomeOf(route, token);
    }
    expect(outcomes).toEqual(mapped(ROUTES, (access) => expected(access, caller)));
  });

  it('names the missing right in the answer', async () => {
    const person = people.get('no right');
    const answer = await person?.put('/trackdechets-contact', {}).expect(403);
    expect(answer?.body).toMatchObject({ code: 'FORBIDDEN', detail: expect.stringContaining('DEFINE_CONTACT') });
  });

  it('answers 404 to what is no route, signed in or not', async () => {
    for (const token of [null, people.get('administrator')?.token ?? null]) {
      for (const path of ['/api/v1/nothing', '/api/v1/users/x/token', '/api', '/users']) {
        const response = await fetch(app.url + path, token ? { headers: { Authorization: `Bearer ${token}` } } : {});
        expect(response.status).toBe(404);
      }
    }
  });
});

function mapped(
  routes: Record<string, RouteAccess>,
  outcome: (access: RouteAccess) => Outcome,
): Record<string, Outcome> {
  return Object.fromEntries(Object.entries(routes).map(([route, access]) => [route, outcome(access)]));
}
