/** Codes and enumerations of the BSFF, and what each role may do, as Trackdéchets' code has them (facts: bsff-lifecycle 3.9, auth 1.4). */

export const WASTE_CODES = ['14 06 01*', '14 06 02*', '14 06 03*', '16 05 04*', '13 03 10*'] as const;
export type WasteCode = (typeof WASTE_CODES)[number];

export const BSFF_TYPES = [
  'COLLECTE_PETITES_QUANTITES',
  'TRACER_FLUIDE',
  'GROUPEMENT',
  'RECONDITIONNEMENT',
  'REEXPEDITION',
] as const;
export type BsffType = (typeof BSFF_TYPES)[number];

export const BSFF_STATUSES = [
  'INITIAL',
  'SIGNED_BY_EMITTER',
  'SENT',
  'RECEIVED',
  'ACCEPTED',
  'REFUSED',
  'PARTIALLY_REFUSED',
  'INTERMEDIATELY_PROCESSED',
  'PROCESSED',
] as const;
export type BsffStatus = (typeof BSFF_STATUSES)[number];

export const SIGNATURE_TYPES = ['EMISSION', 'TRANSPORT', 'RECEPTION', 'ACCEPTATION', 'OPERATION'] as const;
export type SignatureType = (typeof SIGNATURE_TYPES)[number];

export const PACKAGING_TYPES = ['BOUTEILLE', 'CONTENEUR', 'CITERNE', 'AUTRE'] as const;
export type PackagingType = (typeof PACKAGING_TYPES)[number];

export const TRANSPORT_MODES = ['ROAD', 'RAIL', 'AIR', 'RIVER', 'SEA', 'OTHER', 'UNKNOWN'] as const;
export type TransportMode = (typeof TRANSPORT_MODES)[number];

/** What the schema knows; only ACCEPTED and REFUSED pass validation for a packaging. */
export type AcceptationStatus = 'ACCEPTED' | 'REFUSED' | 'PARTIALLY_REFUSED';
export const PACKAGING_ACCEPTATION_STATUSES: readonly AcceptationStatus[] = ['ACCEPTED', 'REFUSED'];

export type OperationMode =
  'REUTILISATION' | 'RECYCLAGE' | 'VALORISATION_ENERGETIQUE' | 'AUTRES_VALORISATIONS' | 'ELIMINATION' | 'UNKNOWN';

interface OperationRule {
  /** A final operation ends traceability; an intermediate one calls for a next destination. */
  final: boolean;
  /** Types of BSFF that may take over a packaging treated with this code. */
  next: readonly BsffType[];
  modes: readonly OperationMode[];
}

/** Operation codes of the BSFF. The schema's comments on modes differ: the code decides. */
export const OPERATIONS = {
  R1: { final: true, next: [], modes: ['VALORISATION_ENERGETIQUE'] },
  R2: { final: true, next: [], modes: ['REUTILISATION', 'RECYCLAGE'] },
  R3: { final: true, next: [], modes: ['RECYCLAGE', 'AUTRES_VALORISATIONS'] },
  R5: { final: true, next: [], modes: ['RECYCLAGE', 'AUTRES_VALORISATIONS'] },
  D10: { final: true, next: [], modes: ['ELIMINATION'] },
  R12: { final: false, next: ['GROUPEMENT', 'RECONDITIONNEMENT'], modes: [] },
  R13: { final: false, next: ['REEXPEDITION'], modes: [] },
  D13: { final: false, next: ['GROUPEMENT'], modes: [] },
  D14: { final: false, next: ['RECONDITIONNEMENT'], modes: [] },
  D15: { final: false, next: ['REEXPEDITION'], modes: [] },
} as const satisfies Record<string, OperationRule>;
export type OperationCode = keyof typeof OPERATIONS;
export const OPERATION_MODES = [...new Set(Object.values(OPERATIONS).flatMap(({ modes }) => [...modes]))];

/** The rule of an operation code, undefined when the code is not one of the BSFF's. */
export function operationRule(code: string | null | undefined): OperationRule | undefined {
  return code != null && code in OPERATIONS ? OPERATIONS[code as OperationCode] : undefined;
}

/** Which list of previous packagings a type lives from; null for the two types that start a chain. */
export const PREVIOUS_LIST = {
  COLLECTE_PETITES_QUANTITES: null,
  TRACER_FLUIDE: null,
  GROUPEMENT: 'grouping',
  RECONDITIONNEMENT: 'repackaging',
  REEXPEDITION: 'forwarding',
} as const satisfies Record<BsffType, 'grouping' | 'repackaging' | 'forwarding' | null>;
export type PreviousList = 'grouping' | 'repackaging' | 'forwarding';
export const PREVIOUS_LISTS: readonly PreviousList[] = ['forwarding', 'grouping', 'repackaging'];

/** True for the types whose packagings are copied from the previous ones, so that the input's are ignored. */
export function copiesPackagings(type: BsffType | null): boolean {
  return type === 'GROUPEMENT' || type === 'REEXPEDITION';
}

export const DESTINATION_PROFILES: readonly string[] = [
  'COLLECTOR',
  'WASTEPROCESSOR',
  'WASTE_CENTER',
  'WASTE_VEHICLES',
];
export const TRANSPORTER_PROFILE = 'TRANSPORTER';

/** Limits in kilograms and in items. */
export const MAX_WEIGHT = 50_000_000;
export const MAX_WEIGHT_BY_ROAD = 40_000;
export const MAX_TRANSPORTERS = 5;
export const MAX_PLATES = 2;
