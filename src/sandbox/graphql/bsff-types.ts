import { type Company, type Signature, orgIdOf } from '../../trackdechets/rules/document';
import { countryOf } from '../../trackdechets/rules/company-ids';
import { PREVIOUS_LIST, type PreviousList } from '../../trackdechets/rules/codes';
import { type BsffAnswer } from '../bsff/answer';
import { canRead, loggedIn } from '../bsff/access';
import { forbidden } from '../faults-of-api';
import { type BsffRecord, type FicheRecord, type PackagingRecord, type TransporterRecord } from '../records';
import { contributorsOf, firstTransporterOf } from '../store';
import { type Resolve, type Resolvers, type SandboxContext } from './context';
import { metadataOf } from './metadata';

/** An object with nothing in it comes back as null. */
function nullIfEmpty<T extends object>(value: T): T | null {
  for (const key in value) if (value[key] !== null) return value;
  return null;
}

const company = (value: Company): Company | null => nullIfEmpty(value);
const signed = (signature: Signature | null): { signature: Signature } | null => signature && { signature };

/** Transporters of an answer come by the places they had before it, 0 for new ones. */
function transporters({ bsff, formerNumbers }: BsffAnswer): TransporterRecord[] {
  if (!formerNumbers) return bsff.transporters;
  const former = (one: TransporterRecord): number => formerNumbers.get(one.id) ?? 0;
  return [...bsff.transporters].sort((a, b) => former(a) - former(b));
}

function firstTransporter({ bsff, formerNumbers }: BsffAnswer): TransporterRecord | null {
  if (!formerNumbers) return firstTransporterOf(bsff) ?? null;
  return bsff.transporters.find(({ id }) => formerNumbers.get(id) === 1) ?? null;
}

/** Everyone on the BSFF sees all its fiches, a detenteur only its own, of which there may be none left; others are refused. */
function fiches(bsff: BsffRecord, { platform, user }: SandboxContext): FicheRecord[] {
  const { roles } = loggedIn(user);
  const all = platform.store.fichesOf(bsff);
  if (contributorsOf(bsff).some((orgId) => roles.has(orgId))) return all;
  if (bsff.detenteurOrgIds.some((orgId) => roles.has(orgId)))
    return all.filter(({ detenteur }) => roles.has(detenteur.company.siret ?? ''));
  throw forbidden('Vous ne pouvez pas voir les fiches d’intervention de ce bordereau.');
}

const previous =
  (list: PreviousList): Resolve<BsffAnswer> =>
  ({ bsff }, _, { platform }) =>
    PREVIOUS_LIST[bsff.type] === list ? platform.store.previousOf(bsff) : [];

const emitter = ({ emitter: { company: sender, emission, customInfo } }: BsffRecord): object | null =>
  nullIfEmpty({ company: company(sender), emission: signed(emission.signature), customInfo });

function destination({ destination: value }: BsffRecord): object | null {
  const { cap, customInfo, plannedOperationCode, reception } = value;
  return nullIfEmpty({
    company: company(value.company),
    cap,
    customInfo,
    plannedOperationCode,
    reception: nullIfEmpty(reception),
  });
}

/** Without a code, description and ADR are hidden too. */
const waste = ({ waste: value }: BsffRecord): object | null => (value.code === null ? null : value);
const weight = ({ weight: { value, isEstimate } }: BsffRecord): object | null =>
  value === null ? null : { value, isEstimate: isEstimate ?? false };

/** BSFFs upstream of a packaging, nearest first, each once. */
function upstream(packaging: PackagingRecord, { platform: { store } }: SandboxContext): BsffRecord[] {
  const found = new Set<BsffRecord>();
  const climb = (ids: string[]): void => {
    const packagings = ids.map((id) => store.packagings.get(id)).filter((one) => one !== undefined);
    for (const one of packagings) found.add(store.ownerOf(one));
    for (const one of packagings) climb(one.previousPackagingIds);
  };
  climb(packaging.previousPackagingIds);
  return [...found];
}

function demandReader(bsff: BsffRecord, { user }: SandboxContext): void {
  if (!canRead(loggedIn(user), bsff)) throw forbidden('Vous ne pouvez pas accéder à ce bordereau.');
}

const BSFF: Record<string, Resolve<BsffAnswer>> = {
  id: ({ bsff }) => bsff.id,
  createdAt: ({ bsff }) => bsff.createdAt,
  updatedAt: ({ bsff, updatedAt }) => updatedAt ?? bsff.updatedAt,
  isDraft: ({ bsff }) => bsff.isDraft,
  isDuplicateOf: ({ bsff }) => bsff.isDuplicateOf,
  type: ({ bsff }) => bsff.type,
  status: ({ bsff }) => bsff.status,
  emitter: ({ bsff }) => emitter(bsff),
  packagings: ({ bsff }) => bsff.packagings,
  waste: ({ bsff }) => waste(bsff),
  weight: ({ bsff }) => weight(bsff),
  transporter: firstTransporter,
  transporters,
  destination: ({ bsff }) => destination(bsff),
  ficheInterventions: ({ bsff }, _, context) => fiches(bsff, context),
  forwarding: previous('forwarding'),
  grouping: previous('grouping'),
  repackaging: previous('repackaging'),
  metadata: ({ bsff }, _, context) => metadataOf(bsff, context),
};

const INITIAL_BSFF: Record<string, Resolve<BsffRecord>> = {
  emitter: (bsff, _, context) => {
    demandReader(bsff, context);
    return emitter(bsff);
  },
  destination,
  waste,
  weight,
  ficheInterventions: (bsff, _, context) => {
    demandReader(bsff, context);
    return fiches(bsff, context);
  },
};

const PACKAGING: Record<string, Resolve<PackagingRecord>> = {
  name: ({ type, other }) => (type === 'AUTRE' ? other : type),
  acceptation: ({ acceptation }) => nullIfEmpty(acceptation),
  operation: ({ operation }) => {
    const { plannedOperationCode, cap, company: next } = operation.nextDestination;
    return { ...operation, nextDestination: nullIfEmpty({ plannedOperationCode, cap, company: company(next) }) };
  },
  bsff: (packaging, _, { platform: { store } }) => ({ bsff: store.ownerOf(packaging) }),
  nextBsff: (packaging, _, { platform: { store } }) => {
    const next = store.nextOf(packaging);
    return next ? { bsff: store.ownerOf(next) } : null;
  },
  nextBsffs: (packaging, _, { platform: { store } }) =>
    store.downstreamOf(packaging).map((next) => ({ bsff: store.ownerOf(next) })),
  previousBsffs: (packaging, _, context) => upstream(packaging, context),
};

const TRANSPORTER: Record<string, Resolve<TransporterRecord>> = {
  company: (transporter) => company(transporter.company),
  recepisse: ({ recepisse }) => nullIfEmpty(recepisse),
};

const FORM_COMPANY: Record<string, Resolve<Company>> = {
  orgId: orgIdOf,
  country: countryOf,
};

const FICHE: Record<string, Resolve<FicheRecord>> = {
  detenteur: ({ detenteur }) => ({ ...detenteur, company: company(detenteur.company) }),
};

export const bsffTypes: Resolvers = {
  Bsff: BSFF,
  InitialBsff: INITIAL_BSFF,
  BsffPackaging: PACKAGING,
  BsffTransporter: TRANSPORTER,
  FormCompany: FORM_COMPANY,
  BsffFicheIntervention: FICHE,
};
