import { type BsffStatus, type BsffType } from '../trackdechets/rules/codes';
import {
  type Acceptation,
  type BsffDocument,
  type Company,
  type Operation,
  type Packaging,
  type Transporter,
} from '../trackdechets/rules/document';

/** What the platform stores of each thing. All of it is plain data, so that a state can be saved as JSON. */

export interface TransporterRecord extends Transporter {
  id: string;
  createdAt: string;
  /** The BSFF it is on, and its 1-based place there; 0 while it is on none. */
  bsffId: string | null;
  number: number;
}

export interface PackagingRecord extends Packaging {
  id: string;
  bsffId: string;
  acceptation: Acceptation;
  operation: Operation;
  /** The packaging that took this one's content over. */
  nextPackagingId: string | null;
  /** The packagings whose content this one took over. */
  previousPackagingIds: string[];
}

/** What the database's column holds, which is shorter than what validation lets through. */
export const NUMERO_COLUMN = 100;

/** The order in which packagings are stored and answered. */
export function byNumero(a: PackagingRecord, b: PackagingRecord): number {
  return a.numero < b.numero ? -1 : a.numero > b.numero ? 1 : 0;
}

export interface FicheRecord {
  id: string;
  numero: string;
  weight: number;
  postalCode: string;
  detenteur: { company: Company; isPrivateIndividual: boolean };
  operateur: { company: Company };
}

export interface BsffRecord extends Pick<BsffDocument, 'emitter' | 'waste' | 'weight' | 'destination'> {
  id: string;
  /** Order of creation. */
  row: number;
  createdAt: string;
  updatedAt: string;
  isDraft: boolean;
  isDeleted: boolean;
  isDuplicateOf: string | null;
  type: BsffType;
  status: BsffStatus;
  /** In order. */
  transporters: TransporterRecord[];
  /** By numero. */
  packagings: PackagingRecord[];
  ficheIds: string[];
  /** Holders named by the fiches when the list, or the holder of one of them, last changed: they may read the BSFF. */
  detenteurOrgIds: string[];
  /** Who may see it while it is a draft. */
  draftOrgIds: string[];
}

export interface WebhookSettingRecord {
  id: string;
  createdAt: string;
  companyId: string;
  orgId: string;
  endpointUri: string;
  token: string;
  activated: boolean;
}
