import { type References } from '../compose';
import { establishmentsOf } from './company-questions';

const partner = (siret: string) => ({ siret, vatNumber: null });
const references = {
  establishment: { siret: '00000021000014' },
  partners: new Map([
    ['one', partner('00000043000017')],
    ['other', partner('00000065000010')],
  ]),
} as unknown as References;

describe('the establishments of a document', () => {
  it('are its own, whatever was read together with it', () => {
    const input = { transporters: [{ partnerId: 'one' }] };
    expect(establishmentsOf({ input }, references)).toEqual(['00000021000014', '00000043000017']);
    expect(establishmentsOf({ input: {} }, references)).toEqual(['00000021000014']);
  });
});
