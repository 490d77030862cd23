import {
  type BsffDocument,
  type Company,
  emptyBsff,
  emptyCompany,
  emptyTransporter,
} from '../../src/trackdechets/rules/document';

/** A complete collection of small quantities, ready for EMISSION and TRANSPORT: what specs start from. */
export function exampleBsff(change: (bsff: BsffDocument) => void = () => undefined): BsffDocument {
  const bsff = emptyBsff();
  bsff.type = 'COLLECTE_PETITES_QUANTITES';
  bsff.emitter.company = exampleCompany('00000021000013', 'THERMO LITTORAL');
  bsff.waste = { code: '14 06 01*', description: 'R404A', adr: null };
  bsff.weight = { value: 8, isEstimate: false };
  bsff.destination.company = exampleCompany('00000043000017', 'GAZ REGENERES');
  bsff.destination.plannedOperationCode = 'R2';
  bsff.packagings = [{ type: 'BOUTEILLE', other: null, numero: 'B-1', volume: 12, weight: 8 }];
  const transporter = emptyTransporter();
  transporter.company = exampleCompany('00000032000010', 'CAMIONS DU PORT');
  transporter.recepisse = {
    isExempted: false,
    number: 'REC-1',
    department: '17',
    validityLimit: '2031-12-31T00:00:00.000Z',
  };
  transporter.transport.plates = ['AB-123-CD'];
  bsff.transporters = [transporter];
  change(bsff);
  return bsff;
}

export function exampleCompany(siret: string, name: string): Company {
  return {
    ...emptyCompany(),
    siret,
    name,
    address: '1 rue Haute',
    contact: 'Ada',
    phone: '05 46',
    mail: 'ada@port.test',
  };
}

export const signature = { author: 'Ada', date: '2026-11-20T08:00:00.000Z' };
