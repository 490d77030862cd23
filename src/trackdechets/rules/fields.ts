import { type BsffType, copiesPackagings } from './codes';
import { type BsffDocument, type Transporter } from './document';
import { isForeignVat } from './company-ids';

/** Steps that a whole BSFF goes through; acceptation and operation belong to each packaging. */
export const BSFF_STEPS = ['EMISSION', 'TRANSPORT', 'RECEPTION', 'ACCEPTATION'] as const;
export type BsffStep = (typeof BSFF_STEPS)[number];

export interface FieldRule<Subject> {
  /** Where the value stands in the document. */
  field: string;
  /** What Trackdéchets writes in `issues[].path`, when it is not the field. */
  issuePath?: string;
  /** What `metadata.fields.sealed` writes, when it is not the field; null hides the row. */
  sealedPath?: string | null;
  value: (subject: Subject) => unknown;
  requiredFrom?: BsffStep;
  requiredWhen?: (subject: Subject) => boolean;
  sealedFrom?: BsffStep;
  /** The emitter's own users keep the right to change it until the first transporter has signed. */
  emitterKeeps?: boolean;
}

type BsffRule = FieldRule<BsffDocument>;
type BsffValue = (bsff: BsffDocument) => unknown;

const E_STAR = { sealedFrom: 'EMISSION', emitterKeeps: true } as const;
const fromEmission = (field: string, value: BsffValue): BsffRule => ({
  field,
  value,
  requiredFrom: 'EMISSION',
  ...E_STAR,
});
const optional = (field: string, value: BsffValue): BsffRule => ({ field, value, ...E_STAR });
/** Sealing these from OPERATION is announced, but the code's chain of signatures never gets there. */
const neverSealed = (field: string, value: BsffValue): BsffRule => ({ field, value, requiredFrom: 'EMISSION' });
const isType = (type: BsffType) => (bsff: BsffDocument) => bsff.type === type;

/** Required and sealed fields of the BSFF, row by row and in Trackdéchets' order (facts: bsff-lifecycle 3.5). */
export const BSFF_FIELDS: readonly BsffRule[] = [
  fromEmission('type', (b) => b.type),
  fromEmission('emitter.company.name', (b) => b.emitter.company.name),
  fromEmission('emitter.company.siret', (b) => b.emitter.company.siret),
  fromEmission('emitter.company.address', (b) => b.emitter.company.address),
  fromEmission('emitter.company.contact', (b) => b.emitter.company.contact),
  fromEmission('emitter.company.phone', (b) => b.emitter.company.phone),
  fromEmission('emitter.company.mail', (b) => b.emitter.company.mail),
  optional('emitter.customInfo', (b) => b.emitter.customInfo),
  {
    field: 'emitter.emission.signature.author',
    issuePath: 'emitterEmissionSignatureAuthor',
    value: (b) => b.emitter.emission.signature,
    requiredFrom: 'TRANSPORT',
  },
  {
    field: 'emitter.emission.signature.date',
    issuePath: 'emitterEmissionSignatureDate',
    value: (b) => b.emitter.emission.signature,
    requiredFrom: 'TRANSPORT',
  },
  {
    field: 'transporter.transport.signature',
    issuePath: 'transporter.transport',
    sealedPath: 'transporter.transport',
    value: (b) => b.transporters[0]?.transport.signature,
    requiredFrom: 'RECEPTION',
    sealedFrom: 'TRANSPORT',
  },
  fromEmission('waste.code', (b) => b.waste.code),
  fromEmission('waste.description', (b) => b.waste.description),
  optional('waste.adr', (b) => b.waste.adr),
  fromEmission('weight.value', (b) => b.weight.value),
  optional('weight.isEstimate', (b) => b.weight.isEstimate),
  fromEmission('destination.company.name', (b) => b.destination.company.name),
  fromEmission('destination.company.siret', (b) => b.destination.company.siret),
  fromEmission('destination.company.address', (b) => b.destination.company.address),
  neverSealed('destination.company.contact', (b) => b.destination.company.contact),
  neverSealed('destination.company.phone', (b) => b.destination.company.phone),
  fromEmission('destination.plannedOperationCode', (b) => b.destination.plannedOperationCode),
  neverSealed('destination.company.mail', (b) => b.destination.company.mail),
  optional('destination.cap', (b) => b.destination.cap),
  {
    field: 'destination.reception.date',
    value: (b) => b.destination.reception.date,
    requiredFrom: 'RECEPTION',
    sealedFrom: 'RECEPTION',
  },
  {
    field: 'destination.reception.signature.author',
    issuePath: 'destination.reception',
    sealedPath: 'destination.reception',
    value: (b) => b.destination.reception.signature,
    requiredFrom: 'ACCEPTATION',
    sealedFrom: 'RECEPTION',
  },
  {
    field: 'destination.reception.signature.date',
    issuePath: 'destination.reception',
    sealedPath: 'destination.reception',
    value: (b) => b.destination.reception.signature,
    requiredFrom: 'ACCEPTATION',
    sealedFrom: 'RECEPTION',
  },
  optional('ficheInterventions', (b) => b.ficheInterventions),
  {
    field: 'transporters',
    value: (b) => b.transporters,
    requiredFrom: 'TRANSPORT',
    sealedFrom: 'RECEPTION',
  },
  {
    ...fromEmission('packagings', (b) => b.packagings),
    requiredWhen: (b) => !copiesPackagings(b.type),
  },
  { ...fromEmission('forwarding', (b) => b.forwarding), requiredWhen: isType('REEXPEDITION') },
  { ...fromEmission('grouping', (b) => b.grouping), requiredWhen: isType('GROUPEMENT') },
  { ...fromEmission('repackaging', (b) => b.repackaging), requiredWhen: isType('RECONDITIONNEMENT') },
];

const hasForeignVat = (t: Transporter): boolean => t.company.vatNumber !== null && isForeignVat(t.company.vatNumber);
const needsReceipt = (t: Transporter): boolean =>
  t.recepisse.isExempted !== true && t.transport.mode === 'ROAD' && !hasForeignVat(t);
const byRoad = (t: Transporter): boolean => t.transport.mode === 'ROAD';

type TransporterRule = FieldRule<Transporter>;
const ofTransporter = (
  field: string,
  value: (t: Transporter) => unknown,
  requiredWhen?: (t: Transporter) => boolean,
): TransporterRule => ({
  field,
  value,
  sealedFrom: 'TRANSPORT',
  ...(requiredWhen ? { requiredFrom: 'TRANSPORT', requiredWhen } : {}),
});
const always = (): boolean => true;

/** Required and sealed fields of a transporter, at its own signature (facts: bsff-lifecycle 3.6). */
export const TRANSPORTER_FIELDS: readonly TransporterRule[] = [
  ofTransporter('company.name', (t) => t.company.name, always),
  ofTransporter(
    'company.siret',
    (t) => t.company.siret,
    (t) => !t.company.vatNumber,
  ),
  ofTransporter('company.address', (t) => t.company.address, always),
  ofTransporter('company.contact', (t) => t.company.contact, always),
  ofTransporter('company.phone', (t) => t.company.phone, always),
  ofTransporter('company.mail', (t) => t.company.mail, always),
  ofTransporter(
    'company.vatNumber',
    (t) => t.company.vatNumber,
    (t) => !t.company.siret,
  ),
  ofTransporter('customInfo', (t) => t.customInfo),
  ofTransporter('recepisse.isExempted', (t) => t.recepisse.isExempted),
  ofTransporter('recepisse.number', (t) => t.recepisse.number, needsReceipt),
  ofTransporter('recepisse.department', (t) => t.recepisse.department, needsReceipt),
  ofTransporter('recepisse.validityLimit', (t) => t.recepisse.validityLimit, needsReceipt),
  ofTransporter('transport.mode', (t) => t.transport.mode, always),
  ofTransporter('transport.plates', (t) => t.transport.plates, byRoad),
  ofTransporter('transport.takenOverAt', (t) => t.transport.takenOverAt),
];
