import * as fc from 'fast-check';
import { fieldOfIssue, flatName, pathOfVariableFault } from './issue-paths';

/** Nested paths of a document outside its lists, as its input types have them. */
const FIELDS = [
  'emitter.company.phone',
  'emitter.customInfo',
  'waste.code',
  'weight.value',
  'destination.company.siret',
  'destination.plannedOperationCode',
  'destination.reception.date',
  'acceptation.refusalReason',
  'operation.nextDestination.company.vatNumber',
];
const OF_TRANSPORTER = ['company.siret', 'recepisse.validityLimit', 'transport.plates', 'customInfo'];
const OF_PACKAGING = ['numero', 'volume', 'weight', 'other', 'type'];
const index = fc.nat({ max: 300 });

describe('the field an issue points at', () => {
  // Every form that the real back end was seen to answer.
  it.each([
    [['emitter', 'company', 'phone'], 'emitter.company.phone'],
    [['emitterCompanyMail'], 'emitter.company.mail'],
    [['emitterEmissionSignatureAuthor'], 'emitter.emission.signature.author'],
    [['destinationCompanyMail'], 'destination.company.mail'],
    [['wasteAdr'], 'waste.adr'],
    [['weightValue'], 'weight.value'],
    [['transporter', 'company', 'siret'], 'transporter.company.siret'],
    [['transporterCompanySiret', 'transporter', 'company', 'siret'], 'transporter.company.siret'],
    [['transporters', '1', 'recepisse', 'number'], 'transporter.recepisse.number'],
    [['transporters', '2', 'transport', 'plates'], 'transporters.1.transport.plates'],
    [['transporters', 0, 'transporter', 'transport', 'plates'], 'transporter.transport.plates'],
    [['transporters', 0, 'transporterTransportPlates'], 'transporter.transport.plates'],
    [['transporters', 1, 'transporterTransportPlates'], 'transporters.1.transport.plates'],
    [['packagings', '1', 'numero'], 'packagings.0.numero'],
    [['packagings', 1, 'weight'], 'packagings.1.weight'],
    [['packagings', 2], 'packagings.2'],
    [['acceptationDate'], 'acceptation.date'],
    [['acceptationSignatureAuthor'], 'acceptation.signature.author'],
    [['operationCode'], 'operation.code'],
    [
      ['operationNextDestinationCompanySiret', 'nextDestination', 'company', 'siret'],
      'operation.nextDestination.company.siret',
    ],
    [['operationNextDestinationPlannedOperationCode'], 'operation.nextDestination.plannedOperationCode'],
    [['grouping'], 'grouping'],
    [['type'], 'type'],
    [[], ''],
  ])('%j is %s', (path, field) => {
    expect(fieldOfIssue(path)).toBe(field);
  });

  it('is the same whether the path is nested or a column name', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FIELDS), (field) => {
        expect(fieldOfIssue(field.split('.'))).toBe(field);
        expect(fieldOfIssue([flatName(field)])).toBe(field);
        expect(fieldOfIssue([flatName(field), ...field.split('.')])).toBe(field);
      }),
    );
  });

  it('counts containers from 0, whether Trackdéchets counted from 0 or from 1', () => {
    fc.assert(
      fc.property(index, fc.constantFrom(...OF_PACKAGING), (n, field) => {
        expect(fieldOfIssue(['packagings', n, field])).toBe(`packagings.${n}.${field}`);
        expect(fieldOfIssue(['packagings', String(n + 1), field])).toBe(`packagings.${n}.${field}`);
      }),
    );
  });

  it('names the first transporter as our document does, the next ones by their place', () => {
    fc.assert(
      fc.property(index, fc.constantFrom(...OF_TRANSPORTER), (n, field) => {
        const expected = n === 0 ? `transporter.${field}` : `transporters.${n}.${field}`;
        const nested = field.split('.');
        expect(fieldOfIssue(['transporters', String(n + 1), ...nested])).toBe(expected);
        expect(fieldOfIssue(['transporters', n, 'transporter', ...nested])).toBe(expected);
        expect(fieldOfIssue(['transporters', n, flatName(`transporter.${field}`)])).toBe(expected);
      }),
    );
  });

  it('never fails, whatever the path', () => {
    const anyPath = fc.array(fc.oneof(fc.string(), fc.integer(), fc.constantFrom('packagings', 'transporters', '1')));
    fc.assert(fc.property(anyPath, (path) => typeof fieldOfIssue(path) === 'string'));
  });
});

describe('the path in a refused variable', () => {
  it('is read from the sentence', () => {
    expect(pathOfVariableFault('Variable "$input" got invalid value 1 at "input.packagings[12].numero"; no')).toEqual([
      'packagings',
      12,
      'numero',
    ]);
    expect(pathOfVariableFault('Variable "$id" of required type "ID!" was not provided.')).toBeNull();
  });
});
