/* Written by `npm run codegen`: do not edit. */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type BsffInput = {
  type?: BsffType | null | undefined;
  emitter?: BsffEmitterInput | null | undefined;
  packagings?: Array<BsffPackagingInput> | null | undefined;
  waste?: BsffWasteInput | null | undefined;
  weight?: BsffWeightInput | null | undefined;
  transporter?: BsffTransporterInput | null | undefined;
  transporters?: Array<string> | null | undefined;
  destination?: BsffDestinationInput | null | undefined;
  ficheInterventions?: Array<string> | null | undefined;
  forwarding?: Array<string> | null | undefined;
  repackaging?: Array<string> | null | undefined;
  grouping?: Array<string> | null | undefined;
};

export type UpdateBsffPackagingInput = {
  numero?: string | null | undefined;
  acceptation?: BsffPackagingAcceptationInput | null | undefined;
  operation?: BsffPackagingOperationInput | null | undefined;
};

export type BsffSignatureInput = {
  type: BsffSignatureType;
  packagingId?: string | null | undefined;
  date?: string | null | undefined;
  author: string;
  securityCode?: number | null | undefined;
};

export type BsffFicheInterventionInput = {
  numero: string;
  weight: number;
  detenteur: BsffDetenteurInput;
  operateur: BsffOperateurInput;
  postalCode: string;
};

export type BsffTransporterInput = {
  company?: CompanyInput | null | undefined;
  recepisse?: BsffTransporterRecepisseInput | null | undefined;
  transport?: BsffTransporterTransportInput | null | undefined;
  customInfo?: string | null | undefined;
};

export type WebhookSettingCreateInput = {
  companyId: string;
  endpointUri: string;
  token: string;
  activated: boolean;
};

export type WebhookSettingUpdateInput = {
  endpointUri?: string | null | undefined;
  token?: string | null | undefined;
  activated?: boolean | null | undefined;
};

export type TransportMode =
  | 'ROAD'
  | 'RAIL'
  | 'AIR'
  | 'RIVER'
  | 'SEA'
  | 'OTHER'
  | 'UNKNOWN';

export type CompanyInput = {
  siret?: string | null | undefined;
  vatNumber?: string | null | undefined;
  name?: string | null | undefined;
  address?: string | null | undefined;
  contact?: string | null | undefined;
  mail?: string | null | undefined;
  phone?: string | null | undefined;
  country?: string | null | undefined;
  omiNumber?: string | null | undefined;
  extraEuropeanId?: string | null | undefined;
};

export type BsffTransporterRecepisseInput = {
  isExempted?: boolean | null | undefined;
  /** @deprecated Ignoré - Complété par Trackdéchets en fonction des informations renseignées par l'entreprise de transport  */
  number?: string | null | undefined;
  /** @deprecated Ignoré - Complété par Trackdéchets en fonction des informations renseignées par l'entreprise de transport  */
  department?: string | null | undefined;
  /** @deprecated Ignoré - Complété par Trackdéchets en fonction des informations renseignées par l'entreprise de transport  */
  validityLimit?: string | null | undefined;
};

export type BsffTransporterTransportInput = {
  takenOverAt?: string | null | undefined;
  mode?: TransportMode | null | undefined;
  plates?: Array<string> | null | undefined;
};

export type BsffDetenteurInput = {
  company?: CompanyInput | null | undefined;
  isPrivateIndividual?: boolean | null | undefined;
};

export type BsffOperateurInput = {
  company: CompanyInput;
};

export type BsffSignatureType =
  | 'EMISSION'
  | 'TRANSPORT'
  | 'RECEPTION'
  | 'ACCEPTATION'
  | 'OPERATION';

export type BsffPackagingType =
  | 'BOUTEILLE'
  | 'CONTENEUR'
  | 'CITERNE'
  | 'AUTRE';

export type BsffType =
  | 'COLLECTE_PETITES_QUANTITES'
  | 'TRACER_FLUIDE'
  | 'GROUPEMENT'
  | 'RECONDITIONNEMENT'
  | 'REEXPEDITION';

export type BsffOperationCode =
  | 'R1'
  | 'R2'
  | 'R3'
  | 'R5'
  | 'R12'
  | 'R13'
  | 'D10'
  | 'D13'
  | 'D14'
  | 'D15';

export type OperationMode =
  | 'REUTILISATION'
  | 'RECYCLAGE'
  | 'VALORISATION_ENERGETIQUE'
  | 'AUTRES_VALORISATIONS'
  | 'ELIMINATION'
  | 'UNKNOWN';

export type WasteAcceptationStatus =
  | 'ACCEPTED'
  | 'REFUSED'
  | 'PARTIALLY_REFUSED';

export type BsffPackagingAcceptationInput = {
  date: string;
  weight: number;
  status: WasteAcceptationStatus;
  refusalReason?: string | null | undefined;
  wasteCode?: string | null | undefined;
  wasteDescription?: string | null | undefined;
};

export type BsffPackagingOperationInput = {
  date: string;
  code: BsffOperationCode;
  mode?: OperationMode | null | undefined;
  description: string;
  noTraceability?: boolean | null | undefined;
  nextDestination?: BsffPackagingNextDestinationInput | null | undefined;
};

export type BsffPackagingNextDestinationInput = {
  plannedOperationCode?: BsffOperationCode | null | undefined;
  cap?: string | null | undefined;
  company?: CompanyInput | null | undefined;
};

export type BsffStatus =
  | 'INITIAL'
  | 'SIGNED_BY_EMITTER'
  | 'SENT'
  | 'RECEIVED'
  | 'ACCEPTED'
  | 'REFUSED'
  | 'PARTIALLY_REFUSED'
  | 'INTERMEDIATELY_PROCESSED'
  | 'PROCESSED';

export type BsffEmitterInput = {
  company?: CompanyInput | null | undefined;
  customInfo?: string | null | undefined;
};

export type BsffPackagingInput = {
  type: BsffPackagingType;
  other?: string | null | undefined;
  /** @deprecated Utiliser `type` */
  name?: string | null | undefined;
  volume?: number | null | undefined;
  numero: string;
  weight: number;
};

export type BsffWasteInput = {
  code: string;
  description?: string | null | undefined;
  adr?: string | null | undefined;
};

export type BsffWeightInput = {
  value: number;
  isEstimate: boolean;
};

export type BsffDestinationInput = {
  company?: CompanyInput | null | undefined;
  cap?: string | null | undefined;
  reception?: BsffDestinationReceptionInput | null | undefined;
  plannedOperationCode?: BsffOperationCode | null | undefined;
  customInfo?: string | null | undefined;
};

export type BsffDestinationReceptionInput = {
  date: string;
};

export type BsffWhere = {
  id?: IdFilter | null | undefined;
  isDraft?: boolean | null | undefined;
  status?: BsffStatusFilter | null | undefined;
  createdAt?: DateFilter | null | undefined;
  updatedAt?: DateFilter | null | undefined;
  emitter?: BsffEmitterWhere | null | undefined;
  transporter?: BsffTransporterWhere | null | undefined;
  destination?: BsffDestinationWhere | null | undefined;
  packagings?: BsffPackagingsWhere | null | undefined;
  ficheInterventions?: BsffFicheInterventionWhere | null | undefined;
  _and?: Array<BsffWhere> | null | undefined;
  _or?: Array<BsffWhere> | null | undefined;
  _not?: BsffWhere | null | undefined;
};

export type BsffPackagingWhere = {
  id?: IdFilter | null | undefined;
  numero?: StringFilter | null | undefined;
  bsff?: BsffWhere | null | undefined;
  acceptation?: BsffPackagingAcceptationWhere | null | undefined;
  operation?: BsffPackagingOperationWhere | null | undefined;
  nextBsff?: BsffWhere | null | undefined;
  _and?: Array<BsffPackagingWhere> | null | undefined;
  _or?: Array<BsffPackagingWhere> | null | undefined;
  _not?: BsffPackagingWhere | null | undefined;
};

export type IdFilter = {
  _eq?: string | null | undefined;
  _in?: Array<string> | null | undefined;
};

export type StringFilter = {
  _eq?: string | null | undefined;
  _in?: Array<string> | null | undefined;
  _contains?: string | null | undefined;
};

export type BsffPackagingAcceptationWhere = {
  wasteCode?: StringFilter | null | undefined;
  signature?: SignatureWhere | null | undefined;
};

export type BsffPackagingOperationWhere = {
  code?: BsffOperationCodeFilter | null | undefined;
  noTraceability?: boolean | null | undefined;
  signature?: SignatureWhere | null | undefined;
};

export type BsffOperationCodeFilter = {
  _eq?: BsffOperationCode | null | undefined;
  _in?: Array<BsffOperationCode> | null | undefined;
};

export type SignatureWhere = {
  date?: DateFilter | null | undefined;
};

export type DateFilter = {
  _gte?: string | null | undefined;
  _gt?: string | null | undefined;
  _lte?: string | null | undefined;
  _lt?: string | null | undefined;
  _eq?: string | null | undefined;
};

export type BsffStatusFilter = {
  _eq?: BsffStatus | null | undefined;
  _in?: Array<BsffStatus> | null | undefined;
};

export type BsffEmitterWhere = {
  company?: CompanyWhere | null | undefined;
  emission?: BsffEmissionWhere | null | undefined;
};

export type BsffTransporterWhere = {
  company?: CompanyWhere | null | undefined;
  transport?: BsffTransportWhere | null | undefined;
};

export type BsffDestinationWhere = {
  company?: CompanyWhere | null | undefined;
};

export type BsffPackagingsWhere = {
  numero?: StringFilter | null | undefined;
  bsff?: BsffWhere | null | undefined;
};

export type BsffFicheInterventionWhere = {
  numero?: StringFilter | null | undefined;
  detenteur?: BsffDetenteurWhere | null | undefined;
};

export type BsffDetenteurWhere = {
  company?: CompanyWhere | null | undefined;
};

export type CompanyWhere = {
  siret?: StringFilter | null | undefined;
  vatNumber?: StringFilter | null | undefined;
};

export type BsffTransportWhere = {
  signature?: SignatureWhere | null | undefined;
};

export type BsffEmissionWhere = {
  signature?: SignatureWhere | null | undefined;
};

export type CompanyType =
  | 'PRODUCER'
  | 'COLLECTOR'
  | 'WASTEPROCESSOR'
  | 'TRANSPORTER'
  | 'WASTE_VEHICLES'
  | 'WASTE_CENTER'
  | 'TRADER'
  | 'BROKER'
  | 'ECO_ORGANISME'
  | 'WORKER'
  | 'CREMATORIUM'
  | 'INTERMEDIARY'
  | 'DISPOSAL_FACILITY'
  | 'RECOVERY_FACILITY';

export type WasteProcessorType =
  | 'DANGEROUS_WASTES_INCINERATION'
  | 'NON_DANGEROUS_WASTES_INCINERATION'
  | 'CREMATION'
  | 'DANGEROUS_WASTES_STORAGE'
  | 'NON_DANGEROUS_WASTES_STORAGE'
  | 'INERT_WASTES_STORAGE'
  | 'OTHER_DANGEROUS_WASTES'
  | 'OTHER_NON_DANGEROUS_WASTES';

export type StatutDiffusionEtablissement =
  | 'O'
  | 'P';

export type UserPermission =
  | 'BSD_CAN_READ'
  | 'BSD_CAN_LIST'
  | 'BSD_CAN_CREATE'
  | 'BSD_CAN_UPDATE'
  | 'BSD_CAN_DELETE'
  | 'BSD_CAN_SIGN_EMISSION'
  | 'BSD_CAN_SIGN_WORK'
  | 'BSD_CAN_SIGN_TRANSPORT'
  | 'BSD_CAN_SIGN_DELIVERY'
  | 'BSD_CAN_SIGN_ACCEPTATION'
  | 'BSD_CAN_SIGN_OPERATION'
  | 'BSD_CAN_REVISE'
  | 'REGISTRY_CAN_READ'
  | 'REGISTRY_CAN_IMPORT'
  | 'COMPANY_CAN_READ'
  | 'COMPANY_CAN_UPDATE'
  | 'COMPANY_CAN_VERIFY'
  | 'COMPANY_CAN_MANAGE_SIGNATURE_AUTOMATION'
  | 'COMPANY_CAN_MANAGE_MEMBERS'
  | 'COMPANY_CAN_RENEW_SECURITY_CODE'
  | 'COMPANY_CAN_MANAGE_REGISTRY_DELEAGATION';

export type UserRole =
  | 'READER'
  | 'DRIVER'
  | 'MEMBER'
  | 'ADMIN';

export type VerifyTokenQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type VerifyTokenQuery = { me: { id: string, email: string, name: string | null }, permissionsInfos: { orgPermissionsInfos: Array<{ orgId: string, role: UserRole, permissions: Array<UserPermission> }> }, myCompanies: { totalCount: number, pageInfo: { endCursor: string | null, hasNextPage: boolean }, edges: Array<{ node: { id: string, orgId: string, siret: string | null, vatNumber: string | null, name: string | null, givenName: string | null, companyTypes: Array<CompanyType>, userRole: UserRole | null, userPermissions: Array<UserPermission> } }> } };

export type CompanyFragment = { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null };

export type SignatureFieldsFragment = { date: string | null, author: string | null };

export type TransporterFragment = { id: string, customInfo: string | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null, recepisse: { number: string | null, department: string | null, validityLimit: string | null, isExempted: boolean | null } | null, transport: { takenOverAt: string | null, mode: TransportMode | null, plates: Array<string> | null, signature: { date: string | null, author: string | null } | null } | null };

export type PackagingFragment = { id: string, numero: string, type: BsffPackagingType, other: string | null, volume: number | null, weight: number, acceptation: { date: string | null, weight: number | null, status: WasteAcceptationStatus | null, refusalReason: string | null, wasteCode: string | null, wasteDescription: string | null, signature: { date: string | null, author: string | null } | null } | null, operation: { code: BsffOperationCode | null, mode: OperationMode | null, description: string | null, date: string | null, noTraceability: boolean | null, nextDestination: { plannedOperationCode: BsffOperationCode | null, cap: string | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null } | null, signature: { date: string | null, author: string | null } | null } | null };

export type FicheInterventionFragment = { id: string, numero: string, weight: number, postalCode: string, detenteur: { isPrivateIndividual: boolean | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null } | null, operateur: { company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } } | null };

export type FullBsffFragment = { id: string, createdAt: string, updatedAt: string, isDraft: boolean, isDuplicateOf: string | null, type: BsffType, status: BsffStatus, emitter: { customInfo: string | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null, emission: { signature: { date: string | null, author: string | null } | null } | null } | null, waste: { code: string, description: string | null, adr: string | null } | null, weight: { value: number, isEstimate: boolean } | null, transporters: Array<{ id: string, customInfo: string | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null, recepisse: { number: string | null, department: string | null, validityLimit: string | null, isExempted: boolean | null } | null, transport: { takenOverAt: string | null, mode: TransportMode | null, plates: Array<string> | null, signature: { date: string | null, author: string | null } | null } | null }>, destination: { plannedOperationCode: BsffOperationCode | null, cap: string | null, customInfo: string | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null, reception: { date: string | null, signature: { date: string | null, author: string | null } | null } | null } | null, packagings: Array<{ id: string, numero: string, type: BsffPackagingType, other: string | null, volume: number | null, weight: number, acceptation: { date: string | null, weight: number | null, status: WasteAcceptationStatus | null, refusalReason: string | null, wasteCode: string | null, wasteDescription: string | null, signature: { date: string | null, author: string | null } | null } | null, operation: { code: BsffOperationCode | null, mode: OperationMode | null, description: string | null, date: string | null, noTraceability: boolean | null, nextDestination: { plannedOperationCode: BsffOperationCode | null, cap: string | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null } | null, signature: { date: string | null, author: string | null } | null } | null }>, ficheInterventions: Array<{ id: string, numero: string, weight: number, postalCode: string, detenteur: { isPrivateIndividual: boolean | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null } | null, operateur: { company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } } | null }>, forwarding: Array<{ id: string, bsffId: string, numero: string }>, grouping: Array<{ id: string, bsffId: string, numero: string }>, repackaging: Array<{ id: string, bsffId: string, numero: string }> };

export type PreviousPackagingFragment = { id: string, bsffId: string, numero: string };

export type WrittenBsffFragment = { id: string, createdAt: string, updatedAt: string, isDraft: boolean, type: BsffType, status: BsffStatus, packagings: Array<{ id: string, numero: string }>, ficheInterventions: Array<{ id: string }> };

export type DownstreamFragment = { id: string, packagings: Array<{ id: string, numero: string, nextBsffs: Array<{ id: string, type: BsffType, status: BsffStatus, destination: { company: { name: string | null, orgId: string | null, siret: string | null } | null } | null, packagings: Array<{ numero: string, operation: { code: BsffOperationCode | null, noTraceability: boolean | null, signature: { date: string | null } | null } | null }> }> }> };

export type CreateBsffMutationVariables = Exact<{
  input: BsffInput;
}>;


export type CreateBsffMutation = { createBsff: { id: string, createdAt: string, updatedAt: string, isDraft: boolean, isDuplicateOf: string | null, type: BsffType, status: BsffStatus, emitter: { customInfo: string | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null, emission: { signature: { date: string | null, author: string | null } | null } | null } | null, waste: { code: string, description: string | null, adr: string | null } | null, weight: { value: number, isEstimate: boolean } | null, transporters: Array<{ id: string, customInfo: string | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null, recepisse: { number: string | null, department: string | null, validityLimit: string | null, isExempted: boolean | null } | null, transport: { takenOverAt: string | null, mode: TransportMode | null, plates: Array<string> | null, signature: { date: string | null, author: string | null } | null } | null }>, destination: { plannedOperationCode: BsffOperationCode | null, cap: string | null, customInfo: string | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null, reception: { date: string | null, signature: { date: string | null, author: string | null } | null } | null } | null, packagings: Array<{ id: string, numero: string, type: BsffPackagingType, other: string | null, volume: number | null, weight: number, acceptation: { date: string | null, weight: number | null, status: WasteAcceptationStatus | null, refusalReason: string | null, wasteCode: string | null, wasteDescription: string | null, signature: { date: string | null, author: string | null } | null } | null, operation: { code: BsffOperationCode | null, mode: OperationMode | null, description: string | null, date: string | null, noTraceability: boolean | null, nextDestination: { plannedOperationCode: BsffOperationCode | null, cap: string | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null } | null, signature: { date: string | null, author: string | null } | null } | null }>, ficheInterventions: Array<{ id: string, numero: string, weight: number, postalCode: string, detenteur: { isPrivateIndividual: boolean | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null } | null, operateur: { company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } } | null }>, forwarding: Array<{ id: string, bsffId: string, numero: string }>, grouping: Array<{ id: string, bsffId: string, numero: string }>, repackaging: Array<{ id: string, bsffId: string, numero: string }> } };

export type CreateDraftBsffMutationVariables = Exact<{
  input: BsffInput;
}>;


export type CreateDraftBsffMutation = { createDraftBsff: { id: string, createdAt: string, updatedAt: string, isDraft: boolean, isDuplicateOf: string | null, type: BsffType, status: BsffStatus, emitter: { customInfo: string | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null, emission: { signature: { date: string | null, author: string | null } | null } | null } | null, waste: { code: string, description: string | null, adr: string | null } | null, weight: { value: number, isEstimate: boolean } | null, transporters: Array<{ id: string, customInfo: string | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null, recepisse: { number: string | null, department: string | null, validityLimit: string | null, isExempted: boolean | null } | null, transport: { takenOverAt: string | null, mode: TransportMode | null, plates: Array<string> | null, signature: { date: string | null, author: string | null } | null } | null }>, destination: { plannedOperationCode: BsffOperationCode | null, cap: string | null, customInfo: string | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null, reception: { date: string | null, signature: { date: string | null, author: string | null } | null } | null } | null, packagings: Array<{ id: string, numero: string, type: BsffPackagingType, other: string | null, volume: number | null, weight: number, acceptation: { date: string | null, weight: number | null, status: WasteAcceptationStatus | null, refusalReason: string | null, wasteCode: string | null, wasteDescription: string | null, signature: { date: string | null, author: string | null } | null } | null, operation: { code: BsffOperationCode | null, mode: OperationMode | null, description: string | null, date: string | null, noTraceability: boolean | null, nextDestination: { plannedOperationCode: BsffOperationCode | null, cap: string | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null } | null, signature: { date: string | null, author: string | null } | null } | null }>, ficheInterventions: Array<{ id: string, numero: string, weight: number, postalCode: string, detenteur: { isPrivateIndividual: boolean | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null } | null, operateur: { company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } } | null }>, forwarding: Array<{ id: string, bsffId: string, numero: string }>, grouping: Array<{ id: string, bsffId: string, numero: string }>, repackaging: Array<{ id: string, bsffId: string, numero: string }> } };

export type PublishBsffMutationVariables = Exact<{
  id: string;
}>;


export type PublishBsffMutation = { publishBsff: { id: string, createdAt: string, updatedAt: string, isDraft: boolean, type: BsffType, status: BsffStatus, packagings: Array<{ id: string, numero: string }>, ficheInterventions: Array<{ id: string }> } };

export type UpdateBsffMutationVariables = Exact<{
  id: string;
  input: BsffInput;
}>;


export type UpdateBsffMutation = { updateBsff: { id: string, createdAt: string, updatedAt: string, isDraft: boolean, type: BsffType, status: BsffStatus, packagings: Array<{ id: string, numero: string }>, ficheInterventions: Array<{ id: string }> } };

export type DeleteBsffMutationVariables = Exact<{
  id: string;
}>;


export type DeleteBsffMutation = { deleteBsff: { id: string } };

export type SignBsffMutationVariables = Exact<{
  id: string;
  input: BsffSignatureInput;
}>;


export type SignBsffMutation = { signBsff: { id: string, createdAt: string, updatedAt: string, isDraft: boolean, type: BsffType, status: BsffStatus, packagings: Array<{ id: string, numero: string }>, ficheInterventions: Array<{ id: string }> } };

export type UpdateBsffPackagingMutationVariables = Exact<{
  id: string;
  input: UpdateBsffPackagingInput;
}>;


export type UpdateBsffPackagingMutation = { updateBsffPackaging: { id: string, bsffId: string, numero: string } };

export type CreateBsffTransporterMutationVariables = Exact<{
  input: BsffTransporterInput;
}>;


export type CreateBsffTransporterMutation = { createBsffTransporter: { id: string } | null };

export type UpdateBsffTransporterMutationVariables = Exact<{
  id: string;
  input: BsffTransporterInput;
}>;


export type UpdateBsffTransporterMutation = { updateBsffTransporter: { id: string } | null };

export type BsffQueryVariables = Exact<{
  id: string;
}>;


export type BsffQuery = { bsff: { id: string, createdAt: string, updatedAt: string, isDraft: boolean, isDuplicateOf: string | null, type: BsffType, status: BsffStatus, emitter: { customInfo: string | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null, emission: { signature: { date: string | null, author: string | null } | null } | null } | null, waste: { code: string, description: string | null, adr: string | null } | null, weight: { value: number, isEstimate: boolean } | null, transporters: Array<{ id: string, customInfo: string | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null, recepisse: { number: string | null, department: string | null, validityLimit: string | null, isExempted: boolean | null } | null, transport: { takenOverAt: string | null, mode: TransportMode | null, plates: Array<string> | null, signature: { date: string | null, author: string | null } | null } | null }>, destination: { plannedOperationCode: BsffOperationCode | null, cap: string | null, customInfo: string | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null, reception: { date: string | null, signature: { date: string | null, author: string | null } | null } | null } | null, packagings: Array<{ id: string, numero: string, type: BsffPackagingType, other: string | null, volume: number | null, weight: number, acceptation: { date: string | null, weight: number | null, status: WasteAcceptationStatus | null, refusalReason: string | null, wasteCode: string | null, wasteDescription: string | null, signature: { date: string | null, author: string | null } | null } | null, operation: { code: BsffOperationCode | null, mode: OperationMode | null, description: string | null, date: string | null, noTraceability: boolean | null, nextDestination: { plannedOperationCode: BsffOperationCode | null, cap: string | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null } | null, signature: { date: string | null, author: string | null } | null } | null }>, ficheInterventions: Array<{ id: string, numero: string, weight: number, postalCode: string, detenteur: { isPrivateIndividual: boolean | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null } | null, operateur: { company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } } | null }>, forwarding: Array<{ id: string, bsffId: string, numero: string }>, grouping: Array<{ id: string, bsffId: string, numero: string }>, repackaging: Array<{ id: string, bsffId: string, numero: string }> } };

export type BsffWithMetadataQueryVariables = Exact<{
  id: string;
}>;


export type BsffWithMetadataQuery = { bsff: { id: string, createdAt: string, updatedAt: string, isDraft: boolean, isDuplicateOf: string | null, type: BsffType, status: BsffStatus, metadata: { errors: Array<{ message: string, path: Array<string>, requiredFor: BsffSignatureType }>, fields: { sealed: Array<Array<string>> } }, emitter: { customInfo: string | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null, emission: { signature: { date: string | null, author: string | null } | null } | null } | null, waste: { code: string, description: string | null, adr: string | null } | null, weight: { value: number, isEstimate: boolean } | null, transporters: Array<{ id: string, customInfo: string | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null, recepisse: { number: string | null, department: string | null, validityLimit: string | null, isExempted: boolean | null } | null, transport: { takenOverAt: string | null, mode: TransportMode | null, plates: Array<string> | null, signature: { date: string | null, author: string | null } | null } | null }>, destination: { plannedOperationCode: BsffOperationCode | null, cap: string | null, customInfo: string | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null, reception: { date: string | null, signature: { date: string | null, author: string | null } | null } | null } | null, packagings: Array<{ id: string, numero: string, type: BsffPackagingType, other: string | null, volume: number | null, weight: number, acceptation: { date: string | null, weight: number | null, status: WasteAcceptationStatus | null, refusalReason: string | null, wasteCode: string | null, wasteDescription: string | null, signature: { date: string | null, author: string | null } | null } | null, operation: { code: BsffOperationCode | null, mode: OperationMode | null, description: string | null, date: string | null, noTraceability: boolean | null, nextDestination: { plannedOperationCode: BsffOperationCode | null, cap: string | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null } | null, signature: { date: string | null, author: string | null } | null } | null }>, ficheInterventions: Array<{ id: string, numero: string, weight: number, postalCode: string, detenteur: { isPrivateIndividual: boolean | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null } | null, operateur: { company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } } | null }>, forwarding: Array<{ id: string, bsffId: string, numero: string }>, grouping: Array<{ id: string, bsffId: string, numero: string }>, repackaging: Array<{ id: string, bsffId: string, numero: string }> } };

export type BsffsChangedQueryVariables = Exact<{
  where: BsffWhere;
  first: number;
  after?: string | null | undefined;
}>;


export type BsffsChangedQuery = { bsffs: { pageInfo: { endCursor: string | null, hasNextPage: boolean }, edges: Array<{ node: { id: string, updatedAt: string } }> } };

export type BsffsQueryVariables = Exact<{
  where: BsffWhere;
  first: number;
  after?: string | null | undefined;
}>;


export type BsffsQuery = { bsffs: { totalCount: number, pageInfo: { endCursor: string | null, hasNextPage: boolean }, edges: Array<{ node: { id: string, createdAt: string, updatedAt: string, isDraft: boolean, isDuplicateOf: string | null, type: BsffType, status: BsffStatus, emitter: { customInfo: string | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null, emission: { signature: { date: string | null, author: string | null } | null } | null } | null, waste: { code: string, description: string | null, adr: string | null } | null, weight: { value: number, isEstimate: boolean } | null, transporters: Array<{ id: string, customInfo: string | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null, recepisse: { number: string | null, department: string | null, validityLimit: string | null, isExempted: boolean | null } | null, transport: { takenOverAt: string | null, mode: TransportMode | null, plates: Array<string> | null, signature: { date: string | null, author: string | null } | null } | null }>, destination: { plannedOperationCode: BsffOperationCode | null, cap: string | null, customInfo: string | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null, reception: { date: string | null, signature: { date: string | null, author: string | null } | null } | null } | null, packagings: Array<{ id: string, numero: string, type: BsffPackagingType, other: string | null, volume: number | null, weight: number, acceptation: { date: string | null, weight: number | null, status: WasteAcceptationStatus | null, refusalReason: string | null, wasteCode: string | null, wasteDescription: string | null, signature: { date: string | null, author: string | null } | null } | null, operation: { code: BsffOperationCode | null, mode: OperationMode | null, description: string | null, date: string | null, noTraceability: boolean | null, nextDestination: { plannedOperationCode: BsffOperationCode | null, cap: string | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null } | null, signature: { date: string | null, author: string | null } | null } | null }>, ficheInterventions: Array<{ id: string, numero: string, weight: number, postalCode: string, detenteur: { isPrivateIndividual: boolean | null, company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } | null } | null, operateur: { company: { name: string | null, orgId: string | null, siret: string | null, vatNumber: string | null, address: string | null, contact: string | null, phone: string | null, mail: string | null, country: string | null, omiNumber: string | null, extraEuropeanId: string | null } } | null }>, forwarding: Array<{ id: string, bsffId: string, numero: string }>, grouping: Array<{ id: string, bsffId: string, numero: string }>, repackaging: Array<{ id: string, bsffId: string, numero: string }> } }> } };

export type BsffsByMarkQueryVariables = Exact<{
  where: BsffWhere;
  first: number;
  after?: string | null | undefined;
}>;


export type BsffsByMarkQuery = { bsffs: { pageInfo: { endCursor: string | null, hasNextPage: boolean }, edges: Array<{ node: { id: string, createdAt: string, updatedAt: string, isDraft: boolean, type: BsffType, status: BsffStatus, emitter: { customInfo: string | null } | null, packagings: Array<{ id: string, numero: string }>, ficheInterventions: Array<{ id: string }> } }> } };

export type BsffPdfQueryVariables = Exact<{
  id: string;
}>;


export type BsffPdfQuery = { bsffPdf: { downloadLink: string | null } };

export type BsffsDownstreamQueryVariables = Exact<{
  where: BsffWhere;
  first: number;
}>;


export type BsffsDownstreamQuery = { bsffs: { edges: Array<{ node: { id: string, packagings: Array<{ id: string, numero: string, nextBsffs: Array<{ id: string, type: BsffType, status: BsffStatus, destination: { company: { name: string | null, orgId: string | null, siret: string | null } | null } | null, packagings: Array<{ numero: string, operation: { code: BsffOperationCode | null, noTraceability: boolean | null, signature: { date: string | null } | null } | null }> }> }> } }> } };

export type BsffDownstreamQueryVariables = Exact<{
  id: string;
}>;


export type BsffDownstreamQuery = { bsff: { id: string, packagings: Array<{ id: string, numero: string, nextBsffs: Array<{ id: string, type: BsffType, status: BsffStatus, destination: { company: { name: string | null, orgId: string | null, siret: string | null } | null } | null, packagings: Array<{ numero: string, operation: { code: BsffOperationCode | null, noTraceability: boolean | null, signature: { date: string | null } | null } | null }> }> }> } };

export type BsffPackagingsHeldQueryVariables = Exact<{
  where: BsffPackagingWhere;
  first: number;
}>;


export type BsffPackagingsHeldQuery = { bsffPackagings: { edges: Array<{ node: { bsffId: string } }> } };

export type CompanyInfosQueryVariables = Exact<{
  clue: string;
}>;


export type CompanyInfosQuery = { companyInfos: { orgId: string, siret: string | null, vatNumber: string | null, name: string | null, givenName: string | null, address: string | null, contact: string | null, contactEmail: string | null, contactPhone: string | null, etatAdministratif: string | null, statutDiffusionEtablissement: StatutDiffusionEtablissement | null, isRegistered: boolean | null, isDormant: boolean, companyTypes: Array<CompanyType>, wasteProcessorTypes: Array<WasteProcessorType> | null, transporterReceipt: { receiptNumber: string, validityLimit: string, department: string } | null } };

export type CreateFicheInterventionBsffMutationVariables = Exact<{
  input: BsffFicheInterventionInput;
}>;


export type CreateFicheInterventionBsffMutation = { createFicheInterventionBsff: { id: string, numero: string } };

export type UpdateFicheInterventionBsffMutationVariables = Exact<{
  id: string;
  input: BsffFicheInterventionInput;
}>;


export type UpdateFicheInterventionBsffMutation = { updateFicheInterventionBsff: { id: string, numero: string } };

export type SearchCompaniesQueryVariables = Exact<{
  clue: string;
}>;


export type SearchCompaniesQuery = { searchCompanies: Array<{ orgId: string, etatAdministratif: string | null }> };

export type WebhookSettingsQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
}>;


export type WebhookSettingsQuery = { webhooksettings: { pageInfo: { endCursor: string | null, hasNextPage: boolean }, edges: Array<{ node: { id: string, orgId: string, endpointUri: string, activated: boolean } }> } };

export type WebhookSettingFieldsFragment = { id: string, orgId: string, endpointUri: string, activated: boolean };

export type CreateWebhookSettingMutationVariables = Exact<{
  input: WebhookSettingCreateInput;
}>;


export type CreateWebhookSettingMutation = { createWebhookSetting: { id: string, orgId: string, endpointUri: string, activated: boolean } };

export type UpdateWebhookSettingMutationVariables = Exact<{
  id: string;
  input: WebhookSettingUpdateInput;
}>;


export type UpdateWebhookSettingMutation = { updateWebhookSetting: { id: string, orgId: string, endpointUri: string, activated: boolean } };

export type DeleteWebhookSettingMutationVariables = Exact<{
  id: string;
}>;


export type DeleteWebhookSettingMutation = { deleteWebhookSetting: { id: string } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const CompanyFragmentDoc = new TypedDocumentString(`
    fragment Company on FormCompany {
  name
  orgId
  siret
  vatNumber
  address
  contact
  phone
  mail
  country
  omiNumber
  extraEuropeanId
}
    `, {"fragmentName":"Company"}) as unknown as TypedDocumentString<CompanyFragment, unknown>;
export const SignatureFieldsFragmentDoc = new TypedDocumentString(`
    fragment SignatureFields on Signature {
  date
  author
}
    `, {"fragmentName":"SignatureFields"}) as unknown as TypedDocumentString<SignatureFieldsFragment, unknown>;
export const TransporterFragmentDoc = new TypedDocumentString(`
    fragment Transporter on BsffTransporter {
  id
  company {
    ...Company
  }
  recepisse {
    number
    department
    validityLimit
    isExempted
  }
  transport {
    takenOverAt
    mode
    plates
    signature {
      ...SignatureFields
    }
  }
  customInfo
}
    fragment Company on FormCompany {
  name
  orgId
  siret
  vatNumber
  address
  contact
  phone
  mail
  country
  omiNumber
  extraEuropeanId
}
fragment SignatureFields on Signature {
  date
  author
}`, {"fragmentName":"Transporter"}) as unknown as TypedDocumentString<TransporterFragment, unknown>;
export const PackagingFragmentDoc = new TypedDocumentString(`
    fragment Packaging on BsffPackaging {
  id
  numero
  type
  other
  volume
  weight
  acceptation {
    date
    weight
    status
    refusalReason
    wasteCode
    wasteDescription
    signature {
      ...SignatureFields
    }
  }
  operation {
    code
    mode
    description
    date
    noTraceability
    nextDestination {
      plannedOperationCode
      cap
      company {
        ...Company
      }
    }
    signature {
      ...SignatureFields
    }
  }
}
    fragment Company on FormCompany {
  name
  orgId
  siret
  vatNumber
  address
  contact
  phone
  mail
  country
  omiNumber
  extraEuropeanId
}
fragment SignatureFields on Signature {
  date
  author
}`, {"fragmentName":"Packaging"}) as unknown as TypedDocumentString<PackagingFragment, unknown>;
export const FicheInterventionFragmentDoc = new TypedDocumentString(`
    fragment FicheIntervention on BsffFicheIntervention {
  id
  numero
  weight
  postalCode
  detenteur {
    isPrivateIndividual
    company {
      ...Company
    }
  }
  operateur {
    company {
      ...Company
    }
  }
}
    fragment Company on FormCompany {
  name
  orgId
  siret
  vatNumber
  address
  contact
  phone
  mail
  country
  omiNumber
  extraEuropeanId
}`, {"fragmentName":"FicheIntervention"}) as unknown as TypedDocumentString<FicheInterventionFragment, unknown>;
export const PreviousPackagingFragmentDoc = new TypedDocumentString(`
    fragment PreviousPackaging on BsffPackaging {
  id
  bsffId
  numero
}
    `, {"fragmentName":"PreviousPackaging"}) as unknown as TypedDocumentString<PreviousPackagingFragment, unknown>;
export const FullBsffFragmentDoc = new TypedDocumentString(`
    fragment FullBsff on Bsff {
  id
  createdAt
  updatedAt
  isDraft
  isDuplicateOf
  type
  status
  emitter {
    company {
      ...Company
    }
    emission {
      signature {
        ...SignatureFields
      }
    }
    customInfo
  }
  waste {
    code
    description
    adr
  }
  weight {
    value
    isEstimate
  }
  transporters {
    ...Transporter
  }
  destination {
    company {
      ...Company
    }
    plannedOperationCode
    reception {
      date
      signature {
        ...SignatureFields
      }
    }
    cap
    customInfo
  }
  packagings {
    ...Packaging
  }
  ficheInterventions {
    ...FicheIntervention
  }
  forwarding {
    ...PreviousPackaging
  }
  grouping {
    ...PreviousPackaging
  }
  repackaging {
    ...PreviousPackaging
  }
}
    fragment Company on FormCompany {
  name
  orgId
  siret
  vatNumber
  address
  contact
  phone
  mail
  country
  omiNumber
  extraEuropeanId
}
fragment SignatureFields on Signature {
  date
  author
}
fragment Transporter on BsffTransporter {
  id
  company {
    ...Company
  }
  recepisse {
    number
    department
    validityLimit
    isExempted
  }
  transport {
    takenOverAt
    mode
    plates
    signature {
      ...SignatureFields
    }
  }
  customInfo
}
fragment Packaging on BsffPackaging {
  id
  numero
  type
  other
  volume
  weight
  acceptation {
    date
    weight
    status
    refusalReason
    wasteCode
    wasteDescription
    signature {
      ...SignatureFields
    }
  }
  operation {
    code
    mode
    description
    date
    noTraceability
    nextDestination {
      plannedOperationCode
      cap
      company {
        ...Company
      }
    }
    signature {
      ...SignatureFields
    }
  }
}
fragment FicheIntervention on BsffFicheIntervention {
  id
  numero
  weight
  postalCode
  detenteur {
    isPrivateIndividual
    company {
      ...Company
    }
  }
  operateur {
    company {
      ...Company
    }
  }
}
fragment PreviousPackaging on BsffPackaging {
  id
  bsffId
  numero
}`, {"fragmentName":"FullBsff"}) as unknown as TypedDocumentString<FullBsffFragment, unknown>;
export const WrittenBsffFragmentDoc = new TypedDocumentString(`
    fragment WrittenBsff on Bsff {
  id
  createdAt
  updatedAt
  isDraft
  type
  status
  packagings {
    id
    numero
  }
  ficheInterventions {
    id
  }
}
    `, {"fragmentName":"WrittenBsff"}) as unknown as TypedDocumentString<WrittenBsffFragment, unknown>;
export const DownstreamFragmentDoc = new TypedDocumentString(`
    fragment Downstream on Bsff {
  id
  packagings {
    id
    numero
    nextBsffs {
      id
      type
      status
      destination {
        company {
          name
          orgId
          siret
        }
      }
      packagings {
        numero
        operation {
          code
          noTraceability
          signature {
            date
          }
        }
      }
    }
  }
}
    `, {"fragmentName":"Downstream"}) as unknown as TypedDocumentString<DownstreamFragment, unknown>;
export const WebhookSettingFieldsFragmentDoc = new TypedDocumentString(`
    fragment WebhookSettingFields on WebhookSetting {
  id
  orgId
  endpointUri
  activated
}
    `, {"fragmentName":"WebhookSettingFields"}) as unknown as TypedDocumentString<WebhookSettingFieldsFragment, unknown>;
export const VerifyTokenDocument = new TypedDocumentString(`
    query VerifyToken($first: Int!, $after: ID) {
  me {
    id
    email
    name
  }
  permissionsInfos {
    orgPermissionsInfos {
      orgId
      role
      permissions
    }
  }
  myCompanies(first: $first, after: $after) {
    totalCount
    pageInfo {
      endCursor
      hasNextPage
    }
    edges {
      node {
        id
        orgId
        siret
        vatNumber
        name
        givenName
        companyTypes
        userRole
        userPermissions
      }
    }
  }
}
    `) as unknown as TypedDocumentString<VerifyTokenQuery, VerifyTokenQueryVariables>;
export const CreateBsffDocument = new TypedDocumentString(`
    mutation CreateBsff($input: BsffInput!) {
  createBsff(input: $input) {
    ...FullBsff
  }
}
    fragment Company on FormCompany {
  name
  orgId
  siret
  vatNumber
  address
  contact
  phone
  mail
  country
  omiNumber
  extraEuropeanId
}
fragment SignatureFields on Signature {
  date
  author
}
fragment Transporter on BsffTransporter {
  id
  company {
    ...Company
  }
  recepisse {
    number
    department
    validityLimit
    isExempted
  }
  transport {
    takenOverAt
    mode
    plates
    signature {
      ...SignatureFields
    }
  }
  customInfo
}
fragment Packaging on BsffPackaging {
  id
  numero
  type
  other
  volume
  weight
  acceptation {
    date
    weight
    status
    refusalReason
    wasteCode
    wasteDescription
    signature {
      ...SignatureFields
    }
  }
  operation {
    code
    mode
    description
    date
    noTraceability
    nextDestination {
      plannedOperationCode
      cap
      company {
        ...Company
      }
    }
    signature {
      ...SignatureFields
    }
  }
}
fragment FicheIntervention on BsffFicheIntervention {
  id
  numero
  weight
  postalCode
  detenteur {
    isPrivateIndividual
    company {
      ...Company
    }
  }
  operateur {
    company {
      ...Company
    }
  }
}
fragment FullBsff on Bsff {
  id
  createdAt
  updatedAt
  isDraft
  isDuplicateOf
  type
  status
  emitter {
    company {
      ...Company
    }
    emission {
      signature {
        ...SignatureFields
      }
    }
    customInfo
  }
  waste {
    code
    description
    adr
  }
  weight {
    value
    isEstimate
  }
  transporters {
    ...Transporter
  }
  destination {
    company {
      ...Company
    }
    plannedOperationCode
    reception {
      date
      signature {
        ...SignatureFields
      }
    }
    cap
    customInfo
  }
  packagings {
    ...Packaging
  }
  ficheInterventions {
    ...FicheIntervention
  }
  forwarding {
    ...PreviousPackaging
  }
  grouping {
    ...PreviousPackaging
  }
  repackaging {
    ...PreviousPackaging
  }
}
fragment PreviousPackaging on BsffPackaging {
  id
  bsffId
  numero
}`) as unknown as TypedDocumentString<CreateBsffMutation, CreateBsffMutationVariables>;
export const CreateDraftBsffDocument = new TypedDocumentString(`
    mutation CreateDraftBsff($input: BsffInput!) {
  createDraftBsff(input: $input) {
    ...FullBsff
  }
}
    fragment Company on FormCompany {
  name
  orgId
  siret
  vatNumber
  address
  contact
  phone
  mail
  country
  omiNumber
  extraEuropeanId
}
fragment SignatureFields on Signature {
  date
  author
}
fragment Transporter on BsffTransporter {
  id
  company {
    ...Company
  }
  recepisse {
    number
    department
    validityLimit
    isExempted
  }
  transport {
    takenOverAt
    mode
    plates
    signature {
      ...SignatureFields
    }
  }
  customInfo
}
fragment Packaging on BsffPackaging {
  id
  numero
  type
  other
  volume
  weight
  acceptation {
    date
    weight
    status
    refusalReason
    wasteCode
    wasteDescription
    signature {
      ...SignatureFields
    }
  }
  operation {
    code
    mode
    description
    date
    noTraceability
    nextDestination {
      plannedOperationCode
      cap
      company {
        ...Company
      }
    }
    signature {
      ...SignatureFields
    }
  }
}
fragment FicheIntervention on BsffFicheIntervention {
  id
  numero
  weight
  postalCode
  detenteur {
    isPrivateIndividual
    company {
      ...Company
    }
  }
  operateur {
    company {
      ...Company
    }
  }
}
fragment FullBsff on Bsff {
  id
  createdAt
  updatedAt
  isDraft
  isDuplicateOf
  type
  status
  emitter {
    company {
      ...Company
    }
    emission {
      signature {
        ...SignatureFields
      }
    }
    customInfo
  }
  waste {
    code
    description
    adr
  }
  weight {
    value
    isEstimate
  }
  transporters {
    ...Transporter
  }
  destination {
    company {
      ...Company
    }
    plannedOperationCode
    reception {
      date
      signature {
        ...SignatureFields
      }
    }
    cap
    customInfo
  }
  packagings {
    ...Packaging
  }
  ficheInterventions {
    ...FicheIntervention
  }
  forwarding {
    ...PreviousPackaging
  }
  grouping {
    ...PreviousPackaging
  }
  repackaging {
    ...PreviousPackaging
  }
}
fragment PreviousPackaging on BsffPackaging {
  id
  bsffId
  numero
}`) as unknown as TypedDocumentString<CreateDraftBsffMutation, CreateDraftBsffMutationVariables>;
export const PublishBsffDocument = new TypedDocumentString(`
    mutation PublishBsff($id: ID!) {
  publishBsff(id: $id) {
    ...WrittenBsff
  }
}
    fragment WrittenBsff on Bsff {
  id
  createdAt
  updatedAt
  isDraft
  type
  status
  packagings {
    id
    numero
  }
  ficheInterventions {
    id
  }
}`) as unknown as TypedDocumentString<PublishBsffMutation, PublishBsffMutationVariables>;
export const UpdateBsffDocument = new TypedDocumentString(`
    mutation UpdateBsff($id: ID!, $input: BsffInput!) {
  updateBsff(id: $id, input: $input) {
    ...WrittenBsff
  }
}
    fragment WrittenBsff on Bsff {
  id
  createdAt
  updatedAt
  isDraft
  type
  status
  packagings {
    id
    numero
  }
  ficheInterventions {
    id
  }
}`) as unknown as TypedDocumentString<UpdateBsffMutation, UpdateBsffMutationVariables>;
export const DeleteBsffDocument = new TypedDocumentString(`
    mutation DeleteBsff($id: ID!) {
  deleteBsff(id: $id) {
    id
  }
}
    `) as unknown as TypedDocumentString<DeleteBsffMutation, DeleteBsffMutationVariables>;
export const SignBsffDocument = new TypedDocumentString(`
    mutation SignBsff($id: ID!, $input: BsffSignatureInput!) {
  signBsff(id: $id, input: $input) {
    ...WrittenBsff
  }
}
    fragment WrittenBsff on Bsff {
  id
  createdAt
  updatedAt
  isDraft
  type
  status
  packagings {
    id
    numero
  }
  ficheInterventions {
    id
  }
}`) as unknown as TypedDocumentString<SignBsffMutation, SignBsffMutationVariables>;
export const UpdateBsffPackagingDocument = new TypedDocumentString(`
    mutation UpdateBsffPackaging($id: ID!, $input: UpdateBsffPackagingInput!) {
  updateBsffPackaging(id: $id, input: $input) {
    id
    bsffId
    numero
  }
}
    `) as unknown as TypedDocumentString<UpdateBsffPackagingMutation, UpdateBsffPackagingMutationVariables>;
export const CreateBsffTransporterDocument = new TypedDocumentString(`
    mutation CreateBsffTransporter($input: BsffTransporterInput!) {
  createBsffTransporter(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<CreateBsffTransporterMutation, CreateBsffTransporterMutationVariables>;
export const UpdateBsffTransporterDocument = new TypedDocumentString(`
    mutation UpdateBsffTransporter($id: ID!, $input: BsffTransporterInput!) {
  updateBsffTransporter(id: $id, input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<UpdateBsffTransporterMutation, UpdateBsffTransporterMutationVariables>;
export const BsffDocument = new TypedDocumentString(`
    query Bsff($id: ID!) {
  bsff(id: $id) {
    ...FullBsff
  }
}
    fragment Company on FormCompany {
  name
  orgId
  siret
  vatNumber
  address
  contact
  phone
  mail
  country
  omiNumber
  extraEuropeanId
}
fragment SignatureFields on Signature {
  date
  author
}
fragment Transporter on BsffTransporter {
  id
  company {
    ...Company
  }
  recepisse {
    number
    department
    validityLimit
    isExempted
  }
  transport {
    takenOverAt
    mode
    plates
    signature {
      ...SignatureFields
    }
  }
  customInfo
}
fragment Packaging on BsffPackaging {
  id
  numero
  type
  other
  volume
  weight
  acceptation {
    date
    weight
    status
    refusalReason
    wasteCode
    wasteDescription
    signature {
      ...SignatureFields
    }
  }
  operation {
    code
    mode
    description
    date
    noTraceability
    nextDestination {
      plannedOperationCode
      cap
      company {
        ...Company
      }
    }
    signature {
      ...SignatureFields
    }
  }
}
fragment FicheIntervention on BsffFicheIntervention {
  id
  numero
  weight
  postalCode
  detenteur {
    isPrivateIndividual
    company {
      ...Company
    }
  }
  operateur {
    company {
      ...Company
    }
  }
}
fragment FullBsff on Bsff {
  id
  createdAt
  updatedAt
  isDraft
  isDuplicateOf
  type
  status
  emitter {
    company {
      ...Company
    }
    emission {
      signature {
        ...SignatureFields
      }
    }
    customInfo
  }
  waste {
    code
    description
    adr
  }
  weight {
    value
    isEstimate
  }
  transporters {
    ...Transporter
  }
  destination {
    company {
      ...Company
    }
    plannedOperationCode
    reception {
      date
      signature {
        ...SignatureFields
      }
    }
    cap
    customInfo
  }
  packagings {
    ...Packaging
  }
  ficheInterventions {
    ...FicheIntervention
  }
  forwarding {
    ...PreviousPackaging
  }
  grouping {
    ...PreviousPackaging
  }
  repackaging {
    ...PreviousPackaging
  }
}
fragment PreviousPackaging on BsffPackaging {
  id
  bsffId
  numero
}`) as unknown as TypedDocumentString<BsffQuery, BsffQueryVariables>;
export const BsffWithMetadataDocument = new TypedDocumentString(`
    query BsffWithMetadata($id: ID!) {
  bsff(id: $id) {
    ...FullBsff
    metadata {
      errors {
        message
        path
        requiredFor
      }
      fields {
        sealed
      }
    }
  }
}
    fragment Company on FormCompany {
  name
  orgId
  siret
  vatNumber
  address
  contact
  phone
  mail
  country
  omiNumber
  extraEuropeanId
}
fragment SignatureFields on Signature {
  date
  author
}
fragment Transporter on BsffTransporter {
  id
  company {
    ...Company
  }
  recepisse {
    number
    department
    validityLimit
    isExempted
  }
  transport {
    takenOverAt
    mode
    plates
    signature {
      ...SignatureFields
    }
  }
  customInfo
}
fragment Packaging on BsffPackaging {
  id
  numero
  type
  other
  volume
  weight
  acceptation {
    date
    weight
    status
    refusalReason
    wasteCode
    wasteDescription
    signature {
      ...SignatureFields
    }
  }
  operation {
    code
    mode
    description
    date
    noTraceability
    nextDestination {
      plannedOperationCode
      cap
      company {
        ...Company
      }
    }
    signature {
      ...SignatureFields
    }
  }
}
fragment FicheIntervention on BsffFicheIntervention {
  id
  numero
  weight
  postalCode
  detenteur {
    isPrivateIndividual
    company {
      ...Company
    }
  }
  operateur {
    company {
      ...Company
    }
  }
}
fragment FullBsff on Bsff {
  id
  createdAt
  updatedAt
  isDraft
  isDuplicateOf
  type
  status
  emitter {
    company {
      ...Company
    }
    emission {
      signature {
        ...SignatureFields
      }
    }
    customInfo
  }
  waste {
    code
    description
    adr
  }
  weight {
    value
    isEstimate
  }
  transporters {
    ...Transporter
  }
  destination {
    company {
      ...Company
    }
    plannedOperationCode
    reception {
      date
      signature {
        ...SignatureFields
      }
    }
    cap
    customInfo
  }
  packagings {
    ...Packaging
  }
  ficheInterventions {
    ...FicheIntervention
  }
  forwarding {
    ...PreviousPackaging
  }
  grouping {
    ...PreviousPackaging
  }
  repackaging {
    ...PreviousPackaging
  }
}
fragment PreviousPackaging on BsffPackaging {
  id
  bsffId
  numero
}`) as unknown as TypedDocumentString<BsffWithMetadataQuery, BsffWithMetadataQueryVariables>;
export const BsffsChangedDocument = new TypedDocumentString(`
    query BsffsChanged($where: BsffWhere!, $first: Int!, $after: ID) {
  bsffs(where: $where, first: $first, after: $after) {
    pageInfo {
      endCursor
      hasNextPage
    }
    edges {
      node {
        id
        updatedAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BsffsChangedQuery, BsffsChangedQueryVariables>;
export const BsffsDocument = new TypedDocumentString(`
    query Bsffs($where: BsffWhere!, $first: Int!, $after: ID) {
  bsffs(where: $where, first: $first, after: $after) {
    totalCount
    pageInfo {
      endCursor
      hasNextPage
    }
    edges {
      node {
        ...FullBsff
      }
    }
  }
}
    fragment Company on FormCompany {
  name
  orgId
  siret
  vatNumber
  address
  contact
  phone
  mail
  country
  omiNumber
  extraEuropeanId
}
fragment SignatureFields on Signature {
  date
  author
}
fragment Transporter on BsffTransporter {
  id
  company {
    ...Company
  }
  recepisse {
    number
    department
    validityLimit
    isExempted
  }
  transport {
    takenOverAt
    mode
    plates
    signature {
      ...SignatureFields
    }
  }
  customInfo
}
fragment Packaging on BsffPackaging {
  id
  numero
  type
  other
  volume
  weight
  acceptation {
    date
    weight
    status
    refusalReason
    wasteCode
    wasteDescription
    signature {
      ...SignatureFields
    }
  }
  operation {
    code
    mode
    description
    date
    noTraceability
    nextDestination {
      plannedOperationCode
      cap
      company {
        ...Company
      }
    }
    signature {
      ...SignatureFields
    }
  }
}
fragment FicheIntervention on BsffFicheIntervention {
  id
  numero
  weight
  postalCode
  detenteur {
    isPrivateIndividual
    company {
      ...Company
    }
  }
  operateur {
    company {
      ...Company
    }
  }
}
fragment FullBsff on Bsff {
  id
  createdAt
  updatedAt
  isDraft
  isDuplicateOf
  type
  status
  emitter {
    company {
      ...Company
    }
    emission {
      signature {
        ...SignatureFields
      }
    }
    customInfo
  }
  waste {
    code
    description
    adr
  }
  weight {
    value
    isEstimate
  }
  transporters {
    ...Transporter
  }
  destination {
    company {
      ...Company
    }
    plannedOperationCode
    reception {
      date
      signature {
        ...SignatureFields
      }
    }
    cap
    customInfo
  }
  packagings {
    ...Packaging
  }
  ficheInterventions {
    ...FicheIntervention
  }
  forwarding {
    ...PreviousPackaging
  }
  grouping {
    ...PreviousPackaging
  }
  repackaging {
    ...PreviousPackaging
  }
}
fragment PreviousPackaging on BsffPackaging {
  id
  bsffId
  numero
}`) as unknown as TypedDocumentString<BsffsQuery, BsffsQueryVariables>;
export const BsffsByMarkDocument = new TypedDocumentString(`
    query BsffsByMark($where: BsffWhere!, $first: Int!, $after: ID) {
  bsffs(where: $where, first: $first, after: $after) {
    pageInfo {
      endCursor
      hasNextPage
    }
    edges {
      node {
        ...WrittenBsff
        emitter {
          customInfo
        }
      }
    }
  }
}
    fragment WrittenBsff on Bsff {
  id
  createdAt
  updatedAt
  isDraft
  type
  status
  packagings {
    id
    numero
  }
  ficheInterventions {
    id
  }
}`) as unknown as TypedDocumentString<BsffsByMarkQuery, BsffsByMarkQueryVariables>;
export const BsffPdfDocument = new TypedDocumentString(`
    query BsffPdf($id: ID!) {
  bsffPdf(id: $id) {
    downloadLink
  }
}
    `) as unknown as TypedDocumentString<BsffPdfQuery, BsffPdfQueryVariables>;
export const BsffsDownstreamDocument = new TypedDocumentString(`
    query BsffsDownstream($where: BsffWhere!, $first: Int!) {
  bsffs(where: $where, first: $first) {
    edges {
      node {
        ...Downstream
      }
    }
  }
}
    fragment Downstream on Bsff {
  id
  packagings {
    id
    numero
    nextBsffs {
      id
      type
      status
      destination {
        company {
          name
          orgId
          siret
        }
      }
      packagings {
        numero
        operation {
          code
          noTraceability
          signature {
            date
          }
        }
      }
    }
  }
}`) as unknown as TypedDocumentString<BsffsDownstreamQuery, BsffsDownstreamQueryVariables>;
export const BsffDownstreamDocument = new TypedDocumentString(`
    query BsffDownstream($id: ID!) {
  bsff(id: $id) {
    ...Downstream
  }
}
    fragment Downstream on Bsff {
  id
  packagings {
    id
    numero
    nextBsffs {
      id
      type
      status
      destination {
        company {
          name
          orgId
          siret
        }
      }
      packagings {
        numero
        operation {
          code
          noTraceability
          signature {
            date
          }
        }
      }
    }
  }
}`) as unknown as TypedDocumentString<BsffDownstreamQuery, BsffDownstreamQueryVariables>;
export const BsffPackagingsHeldDocument = new TypedDocumentString(`
    query BsffPackagingsHeld($where: BsffPackagingWhere!, $first: Int!) {
  bsffPackagings(where: $where, first: $first) {
    edges {
      node {
        bsffId
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BsffPackagingsHeldQuery, BsffPackagingsHeldQueryVariables>;
export const CompanyInfosDocument = new TypedDocumentString(`
    query CompanyInfos($clue: String!) {
  companyInfos(clue: $clue) {
    orgId
    siret
    vatNumber
    name
    givenName
    address
    contact
    contactEmail
    contactPhone
    etatAdministratif
    statutDiffusionEtablissement
    isRegistered
    isDormant
    companyTypes
    wasteProcessorTypes
    transporterReceipt {
      receiptNumber
      validityLimit
      department
    }
  }
}
    `) as unknown as TypedDocumentString<CompanyInfosQuery, CompanyInfosQueryVariables>;
export const CreateFicheInterventionBsffDocument = new TypedDocumentString(`
    mutation CreateFicheInterventionBsff($input: BsffFicheInterventionInput!) {
  createFicheInterventionBsff(input: $input) {
    id
    numero
  }
}
    `) as unknown as TypedDocumentString<CreateFicheInterventionBsffMutation, CreateFicheInterventionBsffMutationVariables>;
export const UpdateFicheInterventionBsffDocument = new TypedDocumentString(`
    mutation UpdateFicheInterventionBsff($id: ID!, $input: BsffFicheInterventionInput!) {
  updateFicheInterventionBsff(id: $id, input: $input) {
    id
    numero
  }
}
    `) as unknown as TypedDocumentString<UpdateFicheInterventionBsffMutation, UpdateFicheInterventionBsffMutationVariables>;
export const SearchCompaniesDocument = new TypedDocumentString(`
    query SearchCompanies($clue: String!) {
  searchCompanies(
    clue: $clue
    allowForeignCompanies: true
    allowClosedCompanies: true
  ) {
    orgId
    etatAdministratif
  }
}
    `) as unknown as TypedDocumentString<SearchCompaniesQuery, SearchCompaniesQueryVariables>;
export const WebhookSettingsDocument = new TypedDocumentString(`
    query WebhookSettings($first: Int!, $after: ID) {
  webhooksettings(first: $first, after: $after) {
    pageInfo {
      endCursor
      hasNextPage
    }
    edges {
      node {
        ...WebhookSettingFields
      }
    }
  }
}
    fragment WebhookSettingFields on WebhookSetting {
  id
  orgId
  endpointUri
  activated
}`) as unknown as TypedDocumentString<WebhookSettingsQuery, WebhookSettingsQueryVariables>;
export const CreateWebhookSettingDocument = new TypedDocumentString(`
    mutation CreateWebhookSetting($input: WebhookSettingCreateInput!) {
  createWebhookSetting(input: $input) {
    ...WebhookSettingFields
  }
}
    fragment WebhookSettingFields on WebhookSetting {
  id
  orgId
  endpointUri
  activated
}`) as unknown as TypedDocumentString<CreateWebhookSettingMutation, CreateWebhookSettingMutationVariables>;
export const UpdateWebhookSettingDocument = new TypedDocumentString(`
    mutation UpdateWebhookSetting($id: ID!, $input: WebhookSettingUpdateInput!) {
  updateWebhookSetting(id: $id, input: $input) {
    ...WebhookSettingFields
  }
}
    fragment WebhookSettingFields on WebhookSetting {
  id
  orgId
  endpointUri
  activated
}`) as unknown as TypedDocumentString<UpdateWebhookSettingMutation, UpdateWebhookSettingMutationVariables>;
export const DeleteWebhookSettingDocument = new TypedDocumentString(`
    mutation DeleteWebhookSetting($id: ID!) {
  deleteWebhookSetting(id: $id) {
    id
  }
}
    `) as unknown as TypedDocumentString<DeleteWebhookSettingMutation, DeleteWebhookSettingMutationVariables>;