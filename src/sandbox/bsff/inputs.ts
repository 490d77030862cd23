import {
  type AcceptationStatus,
  type BsffType,
  type OperationCode,
  type OperationMode,
  type PackagingType,
  type SignatureType,
  type TransportMode,
} from '../../trackdechets/rules/codes';

/** Inputs of the schema as graphql-js hands them over: what is absent is undefined, dates are ISO texts in UTC. */
type Maybe<T> = T | null | undefined;
type Optional<T> = { [Key in keyof T]?: T[Key] | null };

export type CompanyInput = Optional<{
  siret: string;
  vatNumber: string;
  name: string;
  address: string;
  contact: string;
  mail: string;
  phone: string;
}>;

export interface PackagingInput {
  type: PackagingType;
  other?: string | null;
  name?: string | null;
  volume?: number | null;
  numero: string;
  weight: number;
}

export type TransporterInput = Optional<{
  company: CompanyInput;
  recepisse: Optional<{ isExempted: boolean }>;
  transport: Optional<{ takenOverAt: string; mode: TransportMode; plates: string[] }>;
  customInfo: string;
}>;

export type DestinationInput = Optional<{
  company: CompanyInput;
  cap: string;
  reception: { date: string };
  plannedOperationCode: OperationCode;
  customInfo: string;
}>;

export interface BsffInput {
  type?: Maybe<BsffType>;
  emitter?: Maybe<Optional<{ company: CompanyInput; customInfo: string }>>;
  packagings?: Maybe<PackagingInput[]>;
  waste?: Maybe<{ code: string; description?: string | null; adr?: string | null }>;
  weight?: Maybe<{ value: number; isEstimate: boolean }>;
  transporter?: Maybe<TransporterInput>;
  transporters?: Maybe<string[]>;
  destination?: Maybe<DestinationInput>;
  ficheInterventions?: Maybe<string[]>;
  forwarding?: Maybe<string[]>;
  repackaging?: Maybe<string[]>;
  grouping?: Maybe<string[]>;
}

export interface PackagingUpdateInput {
  numero?: string | null;
  acceptation?: Maybe<{
    date: string;
    weight: number;
    status: AcceptationStatus;
    refusalReason?: string | null;
    wasteCode?: string | null;
    wasteDescription?: string | null;
  }>;
  operation?: Maybe<{
    date: string;
    code: OperationCode;
    mode?: OperationMode | null;
    description: string;
    noTraceability?: boolean | null;
    nextDestination?: Maybe<Optional<{ plannedOperationCode: OperationCode; cap: string; company: CompanyInput }>>;
  }>;
}

export interface SignatureInput {
  type: SignatureType;
  packagingId?: string | null;
  date?: string | null;
  author: string;
  securityCode?: number | null;
}

export interface FicheInput {
  numero: string;
  weight: number;
  postalCode: string;
  detenteur: { company?: CompanyInput | null; isPrivateIndividual?: boolean | null };
  operateur: { company: CompanyInput };
}
