import type { AcceptationStatus, BsffType, OperationCode, OperationMode, PackagingType, TransportMode } from './codes';

/**
 * The BSFF as the rules see it: the nesting and the names of Trackdéchets' GraphQL, every value nullable, every object present.
 * Dates are ISO 8601 texts in UTC with milliseconds; weights are kilograms, volumes litres.
 */
export interface BsffDocument {
  type: BsffType | null;
  isDraft: boolean;
  emitter: { company: Company; customInfo: string | null; emission: { signature: Signature | null } };
  packagings: Packaging[];
  waste: { code: string | null; description: string | null; adr: string | null };
  weight: { value: number | null; isEstimate: boolean | null };
  transporters: Transporter[];
  destination: {
    company: Company;
    cap: string | null;
    customInfo: string | null;
    plannedOperationCode: OperationCode | null;
    reception: { date: string | null; signature: Signature | null };
  };
  /** Of a fiche, the rules need only know who operated. */
  ficheInterventions: { operateur: { company: { siret: string | null } } }[];
  /** Ids of previous packagings. */
  forwarding: string[];
  grouping: string[];
  repackaging: string[];
}

export interface Company {
  siret: string | null;
  vatNumber: string | null;
  name: string | null;
  address: string | null;
  contact: string | null;
  phone: string | null;
  mail: string | null;
}

export interface Signature {
  author: string;
  date: string;
}

export interface Transporter {
  company: Company;
  customInfo: string | null;
  recepisse: {
    isExempted: boolean | null;
    number: string | null;
    department: string | null;
    validityLimit: string | null;
  };
  transport: {
    mode: TransportMode | null;
    plates: string[];
    takenOverAt: string | null;
    signature: Signature | null;
  };
}

export interface Packaging {
  type: PackagingType;
  other: string | null;
  numero: string;
  volume: number | null;
  weight: number;
}

/** What the destination writes on one packaging. */
export interface PackagingTreatment {
  numero: string;
  acceptation: Acceptation;
  operation: Operation;
}

export interface Acceptation {
  date: string | null;
  weight: number | null;
  status: AcceptationStatus | null;
  refusalReason: string | null;
  wasteCode: string | null;
  wasteDescription: string | null;
  signature: Signature | null;
}

export interface Operation {
  code: OperationCode | null;
  mode: OperationMode | null;
  description: string | null;
  date: string | null;
  noTraceability: boolean;
  nextDestination: { plannedOperationCode: OperationCode | null; cap: string | null; company: Company };
  signature: Signature | null;
}

/** A company with nothing filled in. */
export function emptyCompany(): Company {
  return { siret: null, vatNumber: null, name: null, address: null, contact: null, phone: null, mail: null };
}

/** A transporter as Trackdéchets creates it when nothing is said: by road, not exempted. */
export function emptyTransporter(): Transporter {
  return {
    company: emptyCompany(),
    customInfo: null,
    recepisse: { isExempted: false, number: null, department: null, validityLimit: null },
    transport: { mode: 'ROAD', plates: [], takenOverAt: null, signature: null },
  };
}

/** A document with nothing filled in. */
export function emptyBsff(): BsffDocument {
  return {
    type: null,
    isDraft: false,
    emitter: { company: emptyCompany(), customInfo: null, emission: { signature: null } },
    packagings: [],
    waste: { code: null, description: null, adr: null },
    weight: { value: null, isEstimate: null },
    transporters: [],
    destination: {
      company: emptyCompany(),
      cap: null,
      customInfo: null,
      plannedOperationCode: null,
      reception: { date: null, signature: null },
    },
    ficheInterventions: [],
    forwarding: [],
    grouping: [],
    repackaging: [],
  };
}

/** The number that names an establishment on Trackdéchets: its SIRET, or its VAT number when foreign. */
export function orgIdOf(company: { siret: string | null; vatNumber: string | null }): string | null {
  return company.siret ?? company.vatNumber;
}

/** Every number that names it: Trackdéchets lets a carrier give both. */
export function orgIdsOf({ siret, vatNumber }: { siret: string | null; vatNumber: string | null }): string[] {
  return [siret, vatNumber].filter((orgId): orgId is string => Boolean(orgId));
}
