import { type BsffDocument } from './document';
import { exampleBsff, signature } from '../../../test/support/example-bsff';
import { firstTransporterIsSealed, lastSignature, sealedPaths } from './sealed';

const emitted = (bsff: BsffDocument): void => void (bsff.emitter.emission.signature = signature);
const sent = (bsff: BsffDocument): void => (
  emitted(bsff),
  void (bsff.transporters[0]!.transport.signature = signature)
);
const received = (bsff: BsffDocument): void => (
  sent(bsff),
  void (bsff.destination.reception = { date: signature.date, signature })
);
const sealed = (change: (bsff: BsffDocument) => void, ofEmitter: boolean): string[] =>
  sealedPaths(exampleBsff(change), ofEmitter).map((path) => path.join('.'));

describe('sealed fields', () => {
  it('seals nothing before a signature', () => {
    expect(lastSignature(exampleBsff())).toBeNull();
    expect(sealed(() => undefined, false)).toEqual([]);
  });

  it('leaves the emitter its rights until the first transporter signs', () => {
    expect(sealed(emitted, true)).toEqual([]);
    expect(sealed(emitted, false)).toContain('packagings');
    expect(sealed(sent, true)).toContain('packagings');
  });

  it('never seals the contact data of the destination', () => {
    for (const path of ['contact', 'phone', 'mail'])
      expect(sealed(received, false)).not.toContain(`destination.company.${path}`);
    expect(sealed(received, false)).not.toContain('destination.customInfo');
  });

  it('seals the first transporter under both its names once it has signed', () => {
    expect(firstTransporterIsSealed(exampleBsff(emitted))).toBe(false);
    expect(sealed(sent, false)).toEqual(
      expect.arrayContaining(['transporter.transport.plates', 'transporters.1.transport.plates']),
    );
  });

  it('seals the list of transporters and the reception, twice, once received', () => {
    expect(sealed(sent, false)).not.toContain('transporters');
    expect(
      sealed(received, false).filter((path) => path.startsWith('destination.reception') || path === 'transporters'),
    ).toEqual(['destination.reception.date', 'destination.reception', 'destination.reception', 'transporters']);
  });
});
