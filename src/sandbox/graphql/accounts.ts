import { PERMISSIONS, type Role } from '../../trackdechets/rules/permissions';
import { loggedIn } from '../bsff/access';
import { badInput, notLoggedIn } from '../faults-of-api';
import { type CreateApplicationInput } from '../oauth/applications';
import { type SandboxCompany, type SandboxUser } from '../platform';
import { companyProfile } from './companies';
import { type Resolve, type Resolvers, type SandboxContext } from './context';
import { type PageArgs, checkPage, listingOf, paginate } from './pagination';

const noNotifications = {
  membershipRequest: false,
  signatureCodeRenewal: false,
  bsdRefusal: false,
  bsdaFinalDestinationUpdate: false,
  revisionRequest: false,
  registryDelegation: false,
};
/** Trackdéchets subscribes administrators to everything, others to nothing. */
const notifications = (role: Role | undefined): typeof noNotifications =>
  role === 'ADMIN'
    ? (Object.fromEntries(Object.keys(noNotifications).map((name) => [name, true])) as typeof noNotifications)
    : noNotifications;

/** CompanyPrivate: an establishment as one of its users sees it. */
function companyPrivate(company: SandboxCompany, user: SandboxUser, { platform }: SandboxContext): object {
  const role = user.roles.get(company.orgId);
  return {
    ...companyProfile(company),
    id: company.id,
    securityCode: company.securityCode,
    verificationStatus: company.verified ? 'VERIFIED' : 'TO_BE_VERIFIED',
    userRole: role,
    userPermissions: role ? PERMISSIONS[role] : [],
    userNotifications: notifications(role),
    users: () =>
      platform.registry.membersOf(company.orgId).map((member) => ({
        id: member.id,
        orgId: company.orgId,
        email: member.email,
        name: member.name,
        role: member.roles.get(company.orgId),
        isActive: member.active,
        isPendingInvitation: false,
        isMe: member === user,
        notifications: notifications(member.roles.get(company.orgId)),
      })),
    isDormantSince: company.dormant ? '2024-01-01T00:00:00.000Z' : null,
    allowAppendix1SignatureAutomation: false,
    signatureAutomations: [],
    receivedSignatureAutomations: [],
    featureFlags: [],
    givenAdministrativeTransfers: [],
    receivedAdministrativeTransfers: [],
    delegators: [],
  };
}

const me: Resolve = (_, __, context) => {
  const user = loggedIn(context.user);
  return {
    id: user.id,
    email: user.email,
    name: user.name,
    isAdmin: false,
    phone: null,
    featureFlags: [],
    trackingConsent: false,
    trackingConsentUntil: null,
    totpEnabled: false,
    companies: () =>
      context.platform.registry.companiesOf(user).map((company) => companyPrivate(company, user, context)),
  };
};

const myCompanies: Resolve<unknown, PageArgs & { search?: string | null }> = (_, { search, ...page }, context) => {
  const user = loggedIn(context.user);
  if (search) throw badInput('La recherche est réservée à l’interface de Trackdéchets.');
  checkPage(page);
  const { edges, ...rest } = paginate(listingOf(context.platform.registry.companiesOf(user)), page);
  return { ...rest, edges: edges.map(({ cursor, node }) => ({ cursor, node: companyPrivate(node, user, context) })) };
};

const permissionsInfos: Resolve = (_, __, context) => {
  const { roles } = loggedIn(context.user);
  return {
    orgPermissionsInfos: [...roles].map(([orgId, role]) => ({ orgId, role, permissions: PERMISSIONS[role] })),
    permissions: [...new Set([...roles.values()].flatMap((role) => PERMISSIONS[role]))],
    roles: [...new Set(roles.values())],
  };
};

/** The user, when signed in to the web interface: Trackdéchets keeps some operations for it. @throws UNAUTHENTICATED */
function onTheWeb({ session, user }: SandboxContext): SandboxUser {
  if (!session) throw notLoggedIn();
  return loggedIn(user);
}

const createApplication: Resolve<unknown, { input: CreateApplicationInput }> = (_, { input }, context) =>
  context.platform.applications.create(onTheWeb(context), input);

const authorizedApplications: Resolve = (_, __, context) =>
  context.platform.applications
    .authorizedBy(onTheWeb(context))
    .map(({ id, name, owner, grantedAt }) => ({ id, name, admin: owner, lastConnection: grantedAt }));

const revokeAuthorizedApplication: Resolve<unknown, { id: string }> = (_, { id }, context) => {
  const { name, owner } = context.platform.applications.revoke(onTheWeb(context), id);
  return { id, name, admin: owner };
};

/** Operations of the interface that the sandbox does not imitate: a token never opens them. */
const sessionOnly: Resolve = () => {
  throw notLoggedIn();
};

export const accounts = {
  Query: { me, myCompanies, permissionsInfos, authorizedApplications, accessTokens: sessionOnly },
  Mutation: {
    createApplication,
    revokeAuthorizedApplication,
    createAccessToken: sessionOnly,
    createTestCompany: sessionOnly,
  },
} as unknown as Resolvers;
