import { ROLES, type Role } from '../../trackdechets/rules/permissions';
import { type SandboxCompany, type SandboxUser } from '../registry';
import { BadOrder, type Order } from './order';
import { type Controlled, type Route } from './route';

function userOf({ state }: Controlled, order: Order): SandboxUser {
  const email = order.text('email');
  const user = state.platform.registry.users.get(email);
  if (!user) throw new BadOrder(`Utilisateur inconnu / Unknown user: ${email}`, 404);
  return user;
}

function companyOf({ state }: Controlled, orgId: string): SandboxCompany {
  const company = state.platform.registry.companies.get(orgId);
  if (!company) throw new BadOrder(`Établissement inconnu / Unknown company: ${orgId}`, 404);
  return company;
}

/** Revokes one token, or all those of a user. */
function revoke(controlled: Controlled, order: Order): object {
  const { tokens } = controlled.state.platform.registry;
  const token = order.optional('token', (name) => order.text(name));
  if (token !== undefined) return { revoked: tokens.delete(token) ? 1 : 0 };
  const user = userOf(controlled, order);
  let revoked = 0;
  for (const [known, owner] of tokens) if (owner === user && tokens.delete(known)) revoked++;
  return { revoked };
}

function addToken(controlled: Controlled, order: Order): object {
  const { platform } = controlled.state;
  const token = order.optional('token', (name) => order.text(name)) ?? platform.ids.token(40);
  platform.registry.tokens.set(token, userOf(controlled, order));
  return { token };
}

/** Gives a user a role in an establishment; null takes it away. */
function changeRole(controlled: Controlled, order: Order): object {
  const user = userOf(controlled, order);
  const { orgId } = companyOf(controlled, order.text('orgId'));
  if (order.all.role === null) user.roles.delete(orgId);
  else user.roles.set(orgId, order.oneOf<Role>('role', ROLES));
  return { email: user.email, roles: Object.fromEntries(user.roles) };
}

/** Locks a user out, or lets them in again: HTTP 200 with a text instead of every answer. */
function blacklist(controlled: Controlled, order: Order): object {
  const { email } = userOf(controlled, order);
  const { blacklist: locked } = controlled.state;
  if (order.all.blacklisted === false) locked.delete(email);
  else locked.add(email);
  return { blacklisted: [...locked] };
}

const FLAGS = ['closed', 'dormant', 'registered', 'verified'] as const;
const TEXTS = ['name', 'address', 'contact', 'phone', 'mail'] as const;

/** Changes what the platform knows of an establishment: closed, dormant, another name… Documents already written keep their copy. */
function changeCompany(controlled: Controlled, order: Order, orgId: string): SandboxCompany {
  const company = companyOf(controlled, orgId);
  for (const flag of FLAGS) {
    if (!order.has(flag)) continue;
    if (typeof order.all[flag] !== 'boolean') throw new BadOrder(`true | false : ${flag}`);
    company[flag] = order.all[flag];
  }
  for (const text of TEXTS) if (order.has(text)) company[text] = order.text(text);
  if (order.has('companyTypes')) {
    const types = order.all.companyTypes;
    if (!Array.isArray(types)) throw new BadOrder('Liste attendue / List expected: companyTypes');
    company.companyTypes = types.map(String);
  }
  if (order.has('securityCode')) company.securityCode = order.number('securityCode');
  return company;
}

/** Edits of the directory while the sandbox runs: what a test needs to happen on Trackdéchets' side. */
export const DIRECTORY_ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: '/tokens/revoke',
    body: '{token} | {email}',
    french: 'révoquer un jeton, ou ceux d’un utilisateur',
    english: 'revoke a token, or a user’s',
    act: revoke,
  },
  {
    method: 'POST',
    path: '/tokens',
    body: '{email, token?}',
    french: 'donner un jeton à un utilisateur',
    english: 'give a user a token',
    act: addToken,
  },
  {
    method: 'PUT',
    path: '/roles',
    body: '{email, orgId, role: READER|DRIVER|MEMBER|ADMIN|null}',
    french: 'changer un rôle, ou l’ôter',
    english: 'change a role, or take it away',
    act: changeRole,
  },
  {
    method: 'PUT',
    path: '/blacklist',
    body: '{email, blacklisted?: false}',
    french: 'bannir un utilisateur (200 « Too Many Requests »)',
    english: 'lock a user out (200 “Too Many Requests”)',
    act: blacklist,
  },
  {
    method: 'PUT',
    path: '/companies/:orgId',
    body: '{closed?, dormant?, registered?, verified?, name?, address?, contact?, phone?, mail?, companyTypes?, securityCode?}',
    french: 'modifier un établissement',
    english: 'change a company',
    act: changeCompany,
  },
];
