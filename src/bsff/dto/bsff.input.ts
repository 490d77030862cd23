import { MARK_ROOM } from '../../trackdechets/mark';
import {
  BSFF_TYPES,
  type BsffType,
  MAX_TRANSPORTERS,
  MAX_WEIGHT,
  OPERATIONS,
  type OperationCode,
  PACKAGING_TYPES,
  type PackagingType,
  TRANSPORT_MODES,
  type TransportMode,
  WASTE_CODES,
} from '../../trackdechets/rules/codes';
import { Instant } from '../../http/instant';
import { Choice, Flag, Identifier, Identifiers, OwnText, Part, Parts, Quantity, Text, Texts } from './fields';

const MAX_PACKAGINGS = 500;
const MAX_FICHES = 500;
const OPERATION_CODES = Object.keys(OPERATIONS);

class CompanyNumbersPart {
  @Text({ example: '00000010002012' }) siret?: string | null;
  @Text({ example: 'BE0541696005', description: 'Foreign transporters only' }) vatNumber?: string | null;
  @Text({ description: 'Ignored by Trackdéchets for a BSFF' }) country?: string | null;
  @Text({ description: 'Ignored by Trackdéchets for a BSFF' }) omiNumber?: string | null;
  @Text({ description: 'Ignored by Trackdéchets for a BSFF' }) extraEuropeanId?: string | null;
}

/** The emitter's or the destination's company as Trackdéchets' `CompanyInput`; every field may still be missing. */
export class CompanyPart extends CompanyNumbersPart {
  @Text({ maxLength: 250, example: 'FRIGO ALPES' }) name?: string | null;
  @Text({ maxLength: 250, example: '12 rue des Glaciers 73000 Chambéry' }) address?: string | null;
  @Text({ maxLength: 250, example: 'Claire Vasseur' }) contact?: string | null;
  @Text({ maxLength: 250, example: 'contact@frigo-alpes.test' }) mail?: string | null;
  @Text({ maxLength: 250, example: '04 79 00 00 01' }) phone?: string | null;
}

/** A transporter's, whose texts Trackdéchets does not limit. */
export class TransporterCompanyPart extends CompanyNumbersPart {
  @Text({ example: 'TRANSPORTS DES CIMES' }) name?: string | null;
  @Text({ example: '8 route de Lyon 73200 Albertville' }) address?: string | null;
  @Text({ example: 'Marc Roux' }) contact?: string | null;
  @Text({ example: 'exploitation@transports-cimes.test' }) mail?: string | null;
  @Text({ example: '04 79 00 00 20' }) phone?: string | null;
}

export class EmitterPart {
  @Part(() => CompanyPart, { description: 'Left out: the establishment, with the designated contact taken at export' })
  company?: CompanyPart | null;

  @Text({
    maxLength: 250,
    description: `Free text; beyond ${MARK_ROOM} characters its end gives way to the mark of the export`,
  })
  customInfo?: string | null;
}

export class WastePart {
  @Text({ example: WASTE_CODES[0], description: `One of ${WASTE_CODES.join(', ')}` }) code?: string | null;
  @Text({ maxLength: 250, example: 'R-410A' }) description?: string | null;
  @Text({ maxLength: 750, example: 'UN 1078, GAZ FRIGORIFIQUE, N.S.A., 2.2, (C/E)' }) adr?: string | null;
}

export class WeightPart {
  @Quantity({ minimum: 0, maximum: MAX_WEIGHT, example: 12.5, description: 'Total, in kilograms' }) value?:
    number | null;
  @Flag({ description: 'Estimated rather than weighed' }) isEstimate?: boolean | null;
}

export class PackagingPart {
  @Choice(PACKAGING_TYPES) type?: PackagingType | null;
  @Text({ maxLength: 250, description: 'What it is, when its type is AUTRE' }) other?: string | null;
  @Text({ maxLength: 100, example: 'B-145843', description: 'Number written on the container' }) numero?: string | null;
  @Quantity({ minimum: 0, example: 12, description: 'Litres' }) volume?: number | null;
  @Quantity({ minimum: 0, maximum: MAX_WEIGHT, example: 8.5, description: 'Kilograms' }) weight?: number | null;
}

export class ReceiptPart {
  @Flag({ description: 'Exempted from the receipt (R. 541-50 of the code de l’environnement)' })
  isExempted?: boolean | null;
  @Text({ description: 'Ignored by Trackdéchets, which keeps the one recorded by the transporter' })
  number?: string | null;
  @Text({ description: 'Ignored by Trackdéchets, like the number' }) department?: string | null;
  @Instant({ description: 'Ignored by Trackdéchets, like the number' }) validityLimit?: string | null;
}

export class TransportPart {
  @Choice(TRANSPORT_MODES, { description: 'Left out: ROAD' }) mode?: TransportMode | null;
  @Texts(20, { example: ['AB-123-CD'], description: 'At most 2 on Trackdéchets, 4 to 12 characters each' })
  plates?: string[] | null;
  @Instant({ description: 'Taken over at' }) takenOverAt?: string | null;
}

export class TransporterPart {
  @Identifier({ description: 'A partner, instead of `company`; copied onto the document at export' })
  partnerId?: string | null;
  @Part(() => TransporterCompanyPart) company?: TransporterCompanyPart | null;
  @Part(() => ReceiptPart) recepisse?: ReceiptPart | null;
  @Part(() => TransportPart) transport?: TransportPart | null;
  @Text() customInfo?: string | null;
}

export class ReceptionPart {
  @Instant() date?: string | null;
}

export class DestinationPart {
  @Identifier({ description: 'A partner, instead of `company`; copied onto the document at export' })
  partnerId?: string | null;
  @Part(() => CompanyPart) company?: CompanyPart | null;
  @Text({ maxLength: 250, description: 'Certificat d’acceptation préalable' }) cap?: string | null;
  @Choice(OPERATION_CODES) plannedOperationCode?: OperationCode | null;
  @Part(() => ReceptionPart) reception?: ReceptionPart | null;
  @Text({ maxLength: 250 }) customInfo?: string | null;
}

/**
 * Body of POST and PATCH /bsffs: Trackdéchets' `BsffInput`, where everything may be missing, and what is ours. In a PATCH (JSON
 * merge patch) an absent field keeps, null clears, and a list replaces the whole list.
 */
export class BsffInputBody {
  @Choice(BSFF_TYPES, { example: 'COLLECTE_PETITES_QUANTITES' }) type?: BsffType | null;
  @Part(() => EmitterPart) emitter?: EmitterPart | null;
  @Part(() => WastePart) waste?: WastePart | null;
  @Part(() => WeightPart) weight?: WeightPart | null;
  @Parts(() => PackagingPart, MAX_PACKAGINGS) packagings?: PackagingPart[] | null;
  @Part(() => TransporterPart, { description: 'The first transporter' }) transporter?: TransporterPart | null;
  @Parts(() => TransporterPart, MAX_TRANSPORTERS, {
    description: 'All the transporters in the order of the journey, instead of `transporter`',
  })
  transporters?: TransporterPart[] | null;
  @Part(() => DestinationPart) destination?: DestinationPart | null;
  @Texts(MAX_FICHES, { description: 'Ids on Trackdéchets of fiches that are not held here' })
  ficheInterventions?: string[] | null;
  @Identifiers(MAX_FICHES, { description: 'Fiches of this instance (COLLECTE_PETITES_QUANTITES only)' })
  ficheInterventionIds?: string[] | null;
  @Texts(MAX_PACKAGINGS, { description: 'Ids on Trackdéchets of the packagings that are forwarded (REEXPEDITION)' })
  forwarding?: string[] | null;
  @Texts(MAX_PACKAGINGS, { description: 'Ids on Trackdéchets of the packagings that are grouped (GROUPEMENT)' })
  grouping?: string[] | null;
  @Texts(MAX_PACKAGINGS, { description: 'Ids on Trackdéchets of the packagings poured (RECONDITIONNEMENT)' })
  repackaging?: string[] | null;
  @Identifier({ description: 'Emitter when `emitter.company` is left out; once exported, one that is on the document' })
  establishmentId?: string | null;
  @OwnText(100, { example: 'FI-2026-0042', description: 'The front end’s own number, unique when given' })
  reference?: string | null;
}
