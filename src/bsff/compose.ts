import {
  type BsffInput,
  type BsffPackagingInput,
  type BsffTransporterInput,
  type CompanyInput,
} from '../trackdechets/generated';
import { copiesPackagings } from '../trackdechets/rules/codes';
import { type BsffBody, type CompanyBody, type PackagingBody, type TransporterBody } from './bsff-body';

/** The designated contact, as its name and numbers go to Trackdéchets. */
export interface ContactDetails {
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
}

/** What a document refers to and does not hold, read beforehand. */
export interface References {
  establishment: { siret: string; name: string; address: string; phone: string } | null;
  /** By partner id. */
  partners: ReadonlyMap<string, CompanyBody>;
  /** Ids on Trackdéchets of the document's fiches, by local id; those not created there yet are missing. */
  fiches: ReadonlyMap<string, string>;
  contact: ContactDetails | null;
}

/** What Trackdéchets is to be sent. */
export interface Composition {
  /** The first transporter is inside; it has no key for what nobody filled in. */
  input: BsffInput;
  /** The second transporter and the next ones: Trackdéchets takes them by id, once created there. */
  moreTransporters: BsffTransporterInput[];
  /** Local ids of the fiches that have to exist there first, in order. */
  ficheIds: string[];
  /** Whether each of them does: those that do not are not in `input`. */
  fichesThere: boolean;
}

/** Every transporter in order, also one that nobody filled in. */
export function journeyOf({ input, moreTransporters }: Composition): BsffTransporterInput[] {
  return input.transporter || moreTransporters.length > 0 ? [input.transporter ?? {}, ...moreTransporters] : [];
}

/** `value` without its keys that are undefined, and undefined when nothing is left: an absent key keeps, a null one clears. */
function present<T extends object>(value: T): T | undefined {
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as T);
}

/** The emitter as typed, else the establishment with the contact. */
export function emitterCompany(
  body: BsffBody,
  { establishment, contact }: References,
): CompanyInput | null | undefined {
  const typed = body.emitter?.company;
  if (typed || !establishment) return typed;
  return present({
    siret: establishment.siret,
    name: establishment.name,
    address: establishment.address,
    contact: contact ? `${contact.firstName} ${contact.lastName}`.trim() : undefined,
    phone: contact ? contact.phone || establishment.phone : undefined,
    mail: contact?.email,
  });
}

/** The company typed or already copied; else the partner's, copied now. */
export function companyOf(
  party: { company?: CompanyBody | null; partnerId?: string | null } | null | undefined,
  partners: References['partners'],
): CompanyBody | null | undefined {
  if (party?.company || !party?.partnerId) return party?.company;
  return partners.get(party.partnerId) ?? party.company;
}

function transporterInput(transporter: TransporterBody, partners: References['partners']): BsffTransporterInput {
  const { partnerId: _, company: _company, recepisse, ...rest } = transporter;
  return (
    present({
      ...rest,
      company: companyOf(transporter, partners),
      // Trackdéchets ignores the receipt's numbers here: it keeps those that the establishment recorded.
      recepisse: recepisse && { isExempted: recepisse.isExempted },
    }) ?? {}
  );
}

/** A packaging can leave only with what the schema of Trackdéchets calls for. */
function isSendable(packaging: PackagingBody): packaging is BsffPackagingInput {
  return packaging.type != null && packaging.numero != null && packaging.weight != null;
}

function packagingsInput(body: BsffBody): BsffInput['packagings'] {
  if (copiesPackagings(body.type ?? null)) return undefined;
  return body.packagings?.filter(isSendable);
}

/** Waste and weight carry non-null fields on Trackdéchets: while those are missing, the object stays here. */
function wasteInput(waste: BsffBody['waste']): BsffInput['waste'] {
  if (!waste) return waste;
  return { ...waste, code: waste.code ?? '' };
}

function weightInput(weight: BsffBody['weight']): BsffInput['weight'] {
  if (!weight || weight.value == null) return weight === null ? null : undefined;
  return { value: weight.value, isEstimate: weight.isEstimate ?? false };
}

function destinationInput(body: BsffBody, partners: References['partners']): BsffInput['destination'] {
  if (!body.destination) return body.destination;
  const { partnerId: _, company: _company, reception, ...rest } = body.destination;
  return present({
    ...rest,
    company: companyOf(body.destination, partners),
    reception: reception?.date ? { date: reception.date } : undefined,
  });
}

/**
 * The exact input for Trackdéchets: partners copied, the establishment and the contact in the place of an emitter that was left
 * out. Previous-packaging lists are left out when empty: there, null and empty are changes (facts: lifecycle 3.15).
 */
export function composeInput(body: BsffBody, references: References): Composition {
  const company = emitterCompany(body, references);
  const [first, ...others] = (body.transporters ?? []).map((item) => transporterInput(item, references.partners));
  const ficheIds = body.ficheInterventionIds ?? [];
  const fiches = [
    ...(body.ficheInterventions ?? []),
    ...ficheIds.map((id) => references.fiches.get(id)).filter((id) => id !== undefined),
  ];
  const list = (ids: string[] | null | undefined): string[] | undefined => (ids?.length ? ids : undefined);
  const input: BsffInput = {
    type: body.type ?? undefined,
    emitter: present({ company, customInfo: body.emitter?.customInfo }),
    waste: wasteInput(body.waste),
    weight: weightInput(body.weight),
    packagings: packagingsInput(body),
    transporter: first,
    destination: destinationInput(body, references.partners),
    ficheInterventions: body.ficheInterventionIds || body.ficheInterventions ? fiches : undefined,
    forwarding: list(body.forwarding),
    grouping: list(body.grouping),
    repackaging: list(body.repackaging),
  };
  const fichesThere = ficheIds.every((id) => references.fiches.has(id));
  return { input: present(input) ?? {}, moreTransporters: others, ficheIds, fichesThere };
}
