import { emptyBsff, emptyTransporter } from '../../trackdechets/rules/document';
import { exampleBsff } from '../../../test/support/example-bsff';
import { mergeScalars, mergeTransporter } from './merge';

describe('merging an input', () => {
  const stored = exampleBsff();

  it('keeps what is absent, clears null and the empty text', () => {
    const { emitter } = mergeScalars(
      stored,
      { emitter: { company: { phone: '01', contact: null, mail: '' } } },
      stored.type,
    );
    expect(emitter.company).toEqual({ ...stored.emitter.company, phone: '01', contact: null, mail: null });
  });

  it('clears every leaf of a null object, except signatures', () => {
    const { destination, weight, waste } = mergeScalars(
      stored,
      { destination: null, weight: null, waste: null },
      stored.type,
    );
    expect(destination).toEqual({ ...emptyBsff().destination });
    expect(weight).toEqual({ value: null, isEstimate: false });
    expect(waste).toEqual({ code: null, description: null, adr: null });
  });

  it('keeps spaces, which Trackdéchets does not trim', () => {
    expect(mergeScalars(stored, { emitter: { customInfo: '  ' } }, stored.type).emitter.customInfo).toBe('  ');
  });

  it('makes TRACER_FLUIDE forget the contact of an emitter sent without it', () => {
    const input = { emitter: { company: { phone: '01' } } };
    expect(mergeScalars(stored, input, 'TRACER_FLUIDE').emitter.company).toMatchObject({
      phone: '01',
      contact: null,
      mail: null,
    });
    expect(mergeScalars(stored, input, stored.type).emitter.company).toMatchObject({ phone: '01', contact: 'Ada' });
  });

  it('never takes an emitter’s VAT number', () => {
    const input = { emitter: { company: { vatNumber: 'BE0541696005' } } };
    expect(mergeScalars(stored, input, stored.type).emitter.company.vatNumber).toBeNull();
  });

  it('merges a transporter leaf by leaf', () => {
    const before = emptyTransporter();
    const after = mergeTransporter(before, {
      transport: { plates: ['AB-123-CD'] },
      company: { vatNumber: 'BE0541696005' },
    });
    expect(after.transport).toEqual({ ...before.transport, plates: ['AB-123-CD'] });
    expect(after.company.vatNumber).toBe('BE0541696005');
    expect(mergeTransporter(after, { transport: null }).transport).toMatchObject({
      mode: null,
      plates: [],
      takenOverAt: null,
    });
  });
});
