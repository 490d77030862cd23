import {
  type BsffDestinationInput,
  type BsffEmitterInput,
  type BsffPackagingInput,
  type BsffTransporterInput,
  type BsffType,
  type CompanyInput,
  type FullBsffFragment,
  type TransportMode,
} from '../trackdechets/generated';
import { withoutMark } from '../trackdechets/mark';

/** The whole document as Trackdéchets last gave it. */
export type RemoteBsff = FullBsffFragment;
export type RemotePackaging = RemoteBsff['packagings'][number];
type RemoteCompany = NonNullable<RemoteBsff['transporters'][number]['company']>;
type RemoteTransporter = RemoteBsff['transporters'][number];

/** A company of a document: every field may still be missing. */
export type CompanyBody = CompanyInput;
/** A packaging while it is being typed. Weight in kg, volume in litres. */
export type PackagingBody = { [K in keyof BsffPackagingInput]?: BsffPackagingInput[K] | null };
/** A transporter typed on the document, or a partner by reference; both once the partner was copied at export. */
export type TransporterBody = Omit<BsffTransporterInput, 'transport'> & {
  partnerId?: string | null;
  transport?: { takenOverAt?: string | null; mode?: TransportMode | null; plates?: string[] | null } | null;
};
export type DestinationBody = Omit<BsffDestinationInput, 'reception'> & {
  partnerId?: string | null;
  reception?: { date?: string | null } | null;
};

/**
 * A local document: Trackdéchets' `BsffInput` where everything may be missing, with what is ours beside. Absent, null and empty
 * are kept apart, since Trackdéchets reads « keep », « clear » and, for a transport mode, « by road » in them.
 */
export interface BsffBody {
  type?: BsffType | null;
  emitter?: BsffEmitterInput | null;
  waste?: { code?: string | null; description?: string | null; adr?: string | null } | null;
  weight?: { value?: number | null; isEstimate?: boolean | null } | null;
  packagings?: PackagingBody[] | null;
  /** In the order of the journey, five at most; the API's `transporter` is the first. */
  transporters?: TransporterBody[] | null;
  destination?: DestinationBody | null;
  /** Ids of previous packagings on Trackdéchets. */
  forwarding?: string[] | null;
  grouping?: string[] | null;
  repackaging?: string[] | null;
  /** Ids on Trackdéchets of fiches that this instance does not hold. */
  ficheInterventions?: string[] | null;
  /** Ids of this instance's fiches. */
  ficheInterventionIds?: string[] | null;
  establishmentId?: string | null;
  reference?: string | null;
}

/** What is ours in a document: it never goes to Trackdéchets and never comes from there. */
type LocalPart = Pick<BsffBody, 'establishmentId' | 'reference'>;

export interface RemoteReading {
  /** The local document until now: what is ours is taken over from it. */
  previous?: BsffBody | null;
  establishmentId?: string | null;
  /** Id of the local fiche for each id on Trackdéchets that this instance knows. */
  fiches?: ReadonlyMap<string, string>;
}

function companyFromRemote(company: RemoteCompany | null | undefined): CompanyBody | null {
  if (!company) return null;
  const { orgId: _orgId, ...rest } = company;
  return rest;
}

function transporterFromRemote(transporter: RemoteTransporter, previous?: TransporterBody): TransporterBody {
  const { company, recepisse, transport, customInfo } = transporter;
  const partnerId = samePartner(previous, company) ? previous?.partnerId : undefined;
  return {
    ...(partnerId ? { partnerId } : {}),
    company: companyFromRemote(company),
    customInfo,
    recepisse,
    transport: transport && { takenOverAt: transport.takenOverAt, mode: transport.mode, plates: transport.plates },
  };
}

/** A partner stays named as long as the establishment on Trackdéchets is the one that was copied from it. */
function samePartner(
  previous: { company?: CompanyBody | null } | null | undefined,
  company: RemoteCompany | null | undefined,
): boolean {
  const before = previous?.company?.siret ?? previous?.company?.vatNumber;
  return !before || before === (company?.siret ?? company?.vatNumber);
}

/** Trackdéchets' document as a body of ours: the form in which both sides are compared, merged and shown. */
export function bodyFromRemote(remote: RemoteBsff, reading: RemoteReading = {}): BsffBody {
  const { previous, fiches } = reading;
  const local: LocalPart = {
    establishmentId: reading.establishmentId ?? previous?.establishmentId ?? null,
    reference: previous?.reference ?? null,
  };
  const known = remote.ficheInterventions.map(({ id }) => fiches?.get(id) ?? null);
  return {
    ...local,
    type: remote.type,
    emitter: remote.emitter && {
      company: companyFromRemote(remote.emitter.company),
      customInfo: withoutMark(remote.emitter.customInfo),
    },
    waste: remote.waste,
    weight: remote.weight,
    packagings: remote.packagings.map(({ type, other, numero, volume, weight }) => ({
      type,
      other,
      numero,
      volume,
      weight,
    })),
    transporters: remote.transporters.map((item, index) =>
      transporterFromRemote(item, previous?.transporters?.[index]),
    ),
    destination: remote.destination && destinationFromRemote(remote.destination, previous?.destination),
    forwarding: remote.forwarding.map(({ id }) => id),
    grouping: remote.grouping.map(({ id }) => id),
    repackaging: remote.repackaging.map(({ id }) => id),
    ficheInterventionIds: known.filter((id) => id !== null),
    ficheInterventions: remote.ficheInterventions.filter((_, index) => known[index] === null).map(({ id }) => id),
  };
}

function destinationFromRemote(
  destination: NonNullable<RemoteBsff['destination']>,
  previous: DestinationBody | null | undefined,
): DestinationBody {
  const partnerId = samePartner(previous, destination.company) ? previous?.partnerId : undefined;
  return {
    ...(partnerId ? { partnerId } : {}),
    company: companyFromRemote(destination.company),
    cap: destination.cap,
    plannedOperationCode: destination.plannedOperationCode,
    customInfo: destination.customInfo,
    reception: destination.reception?.date ? { date: destination.reception.date } : null,
  };
}

/** Every partner that a document names. */
export function partnerIdsOf(body: BsffBody): string[] {
  const ids = [...(body.transporters ?? []), body.destination].map((party) => party?.partnerId);
  return [...new Set(ids.filter((id) => id != null))];
}

/** Every establishment typed on a document: SIRETs and VAT numbers. */
export function orgIdsOf(body: BsffBody): string[] {
  const companies = [
    body.emitter?.company,
    body.destination?.company,
    ...(body.transporters ?? []).map((transporter) => transporter.company),
  ];
  return [
    ...new Set(companies.flatMap((company) => [company?.siret, company?.vatNumber]).filter((id) => !!id)),
  ] as string[];
}
