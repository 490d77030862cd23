import { type BsffDocument, emptyBsff } from './document';
import { exampleBsff, signature } from '../../../test/support/example-bsff';
import { type BsffStep } from './fields';
import { missingFields } from './required';

const paths = (bsff: BsffDocument, step: BsffStep): string[] =>
  missingFields(bsff, step).map(({ path }) => path.join('.'));

describe('required fields', () => {
  it('lists all that a publication asks for, in Trackdéchets’ order', () => {
    expect(paths({ ...emptyBsff(), type: 'TRACER_FLUIDE' }, 'EMISSION')).toEqual([
      'emitter.company.name',
      'emitter.company.siret',
      'emitter.company.address',
      'emitter.company.contact',
      'emitter.company.phone',
      'emitter.company.mail',
      'waste.code',
      'waste.description',
      'weight.value',
      'destination.company.name',
      'destination.company.siret',
      'destination.company.address',
      'destination.company.contact',
      'destination.company.phone',
      'destination.plannedOperationCode',
      'destination.company.mail',
      'packagings',
    ]);
  });

  it('asks for no transporter before TRANSPORT', () => {
    const without = exampleBsff((bsff) => (bsff.transporters = []));
    expect(paths(without, 'EMISSION')).toEqual([]);
    without.emitter.emission.signature = signature;
    expect(paths(without, 'TRANSPORT')).toEqual(['transporters']);
  });

  it('asks the transporter for SIRET and VAT number together when it has neither', () => {
    const found = exampleBsff((bsff) => {
      bsff.emitter.emission.signature = signature;
      bsff.transporters[0]!.company.siret = null;
      bsff.transporters[0]!.transport.plates = [];
    });
    expect(paths(found, 'TRANSPORT')).toEqual([
      'transporters.1.company.siret',
      'transporters.1.company.vatNumber',
      'transporters.1.transport.plates',
    ]);
  });

  it.each([
    ['exempted', (bsff: BsffDocument) => (bsff.transporters[0]!.recepisse.isExempted = true)],
    ['by rail', (bsff: BsffDocument) => (bsff.transporters[0]!.transport.mode = 'RAIL')],
    ['foreign', (bsff: BsffDocument) => (bsff.transporters[0]!.company.vatNumber = 'BE0541696005')],
  ])('spares the receipt of a transporter %s', (_, change) => {
    const without = (bsff: BsffDocument): void => {
      bsff.emitter.emission.signature = signature;
      Object.assign(bsff.transporters[0]!.recepisse, { number: null, department: null, validityLimit: null });
    };
    expect(missingFields(exampleBsff(without), 'TRANSPORT').map(({ rule }) => rule)).toEqual(
      Array(3).fill('RECEIPT_MISSING'),
    );
    expect(
      paths(
        exampleBsff((bsff) => (without(bsff), change(bsff))),
        'TRANSPORT',
      ),
    ).toEqual([]);
  });

  it('overlooks what the second transporter lacks', () => {
    const two = exampleBsff((bsff) => {
      bsff.emitter.emission.signature = signature;
      bsff.transporters.push({ ...structuredClone(bsff.transporters[0]!), customInfo: null });
      bsff.transporters[1]!.company.phone = null;
    });
    expect(paths(two, 'TRANSPORT')).toEqual([]);
  });

  it('names the signatures that come too early', () => {
    expect(paths(exampleBsff(), 'RECEPTION')).toEqual([
      'emitterEmissionSignatureAuthor',
      'emitterEmissionSignatureDate',
      'transporter.transport',
      'destination.reception.date',
    ]);
  });

  it('asks for the list of the three types that continue a chain, and only RECONDITIONNEMENT for packagings', () => {
    const of = (type: BsffDocument['type']) =>
      paths(
        exampleBsff((bsff) => Object.assign(bsff, { type, packagings: [] })),
        'EMISSION',
      );
    expect(of('GROUPEMENT')).toEqual(['grouping']);
    expect(of('REEXPEDITION')).toEqual(['forwarding']);
    expect(of('RECONDITIONNEMENT')).toEqual(['packagings', 'repackaging']);
  });
});
