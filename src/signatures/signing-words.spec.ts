import { Problem } from '../http/problem';
import { type SignatureInput } from './dto/signature.input';
import { ofSigning } from './signing-words';

const refusal = (path: string): Problem =>
  new Problem('TRACKDECHETS_REFUSED', {
    faults: [{ path, code: 'TRACKDECHETS_REFUSED', sentence: 'TRACKDECHETS_REFUSED', trackdechetsMessage: 'Non.' }],
  });
const pathOf = (path: string, input: object): string | undefined =>
  ofSigning(refusal(path), input as SignatureInput).options.faults?.[0]?.path;

describe('ofSigning', () => {
  it.each([
    ['transporter.transport.plates', { transport: { plates: ['A'] } }, 'transport.plates'],
    ['transporters.1.transport.plates.0', { transport: { plates: ['A'] } }, 'transport.plates.0'],
    ['destination.reception.date', { reception: { date: '2026-11-20' } }, 'reception.date'],
    ['packagings.0.acceptation.weight', { acceptation: { weight: 0 } }, 'acceptation.weight'],
    [
      'operation.nextDestination.company.siret',
      { operation: { nextDestination: { company: { siret: '1' } } } },
      'operation.nextDestination.company.siret',
    ],
    ['transporter.transport.plates', { transport: { mode: 'ROAD' } }, 'transporter.transport.plates'],
    ['transporter.transport.plates', {}, 'transporter.transport.plates'],
    ['waste.code', { transport: { plates: ['A'] } }, 'waste.code'],
    ['', { transport: { plates: ['A'] } }, ''],
  ])('names %s, sent with %j, %s', (path, input, expected) => {
    expect(pathOf(path, input)).toBe(expected);
  });

  it('keeps the code and what Trackdéchets said, and speaks of signing', () => {
    const { code, options } = ofSigning(refusal('waste.code'), {} as SignatureInput);
    expect(code).toBe('TRACKDECHETS_REFUSED');
    expect(options).toMatchObject({
      sentence: 'SIGNATURE_REFUSED',
      faults: [{ code: 'TRACKDECHETS_REFUSED', sentence: 'SIGNATURE_DATA_REFUSED', trackdechetsMessage: 'Non.' }],
    });
  });
});
