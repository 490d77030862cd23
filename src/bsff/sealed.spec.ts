import { type RemoteBsff } from './bsff-body';
import { sealedChanges, sealedFieldsOf } from './sealed';

const signature = { date: '2026-01-01T00:00:00Z', author: 'A' };
const remote = (signed: { emission?: boolean; transport?: boolean; reception?: boolean }): RemoteBsff =>
  ({
    type: 'COLLECTE_PETITES_QUANTITES',
    emitter: { emission: { signature: signed.emission ? signature : null } },
    transporters: [{ transport: { signature: signed.transport ? signature : null } }, { transport: null }],
    destination: { reception: { signature: signed.reception ? signature : null } },
  }) as unknown as RemoteBsff;

const refused = (document: RemoteBsff, ofEmitter: boolean, ...paths: string[]): string[] =>
  sealedChanges(
    paths.map((path) => ({ path, before: 1, after: 2 })),
    sealedFieldsOf(document, ofEmitter),
  );

describe('sealed fields', () => {
  it('seals nothing before the first signature', () => {
    expect(refused(remote({}), false, 'waste.code', 'packagings.0.weight', 'transporters')).toEqual([]);
  });

  it('seals the emitter’s part for others once the emitter has signed', () => {
    const signed = remote({ emission: true });
    expect(refused(signed, false, 'waste.code', 'packagings.0.weight', 'packagings', 'weight')).toEqual([
      'waste.code',
      'packagings.0.weight',
      'packagings',
      'weight',
    ]);
    expect(refused(signed, true, 'waste.code', 'packagings')).toEqual([]);
    expect(refused(signed, false, 'transporters.0.transport.plates', 'destination.company.phone', 'reference')).toEqual(
      [],
    );
  });

  it('seals the first transporter and the emitter’s part for all once on its way', () => {
    const sent = remote({ emission: true, transport: true });
    expect(refused(sent, true, 'waste.code', 'transporters.0.transport.plates', 'transporters.1.customInfo')).toEqual([
      'waste.code',
      'transporter.transport.plates',
    ]);
    expect(refused(sent, true, 'destination.reception.date')).toEqual([]);
  });

  it('seals the journey once received', () => {
    const received = remote({ emission: true, transport: true, reception: true });
    expect(refused(received, true, 'transporters.1.customInfo', 'transporters', 'destination.reception.date')).toEqual([
      'transporters.1.customInfo',
      'transporters',
      'destination.reception.date',
    ]);
  });

  it('knows fiches under our name for them', () => {
    expect(refused(remote({ emission: true }), false, 'ficheInterventionIds')).toEqual(['ficheInterventions']);
  });
});
