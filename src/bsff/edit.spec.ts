import fc from 'fast-check';
import { edited, editFaults, withDefaults } from './edit';

describe('edited', () => {
  it('keeps what is absent, clears with null and stores the empty text', () => {
    const body = { waste: { code: '14 06 01*', description: 'R-32' }, weight: { value: 3, isEstimate: true } };
    expect(edited(body, { waste: { description: '' }, weight: { value: null } })).toEqual({
      waste: { code: '14 06 01*', description: '' },
      weight: { value: null, isEstimate: true },
    });
    expect(edited(body, { waste: null })).toEqual({ ...body, waste: null });
    expect(edited(body, { waste: undefined })).toEqual(body);
  });

  it('replaces lists', () => {
    const body = { packagings: [{ numero: 'A', weight: 1 }, { numero: 'B' }] };
    expect(edited(body, { packagings: [{ numero: 'C' }] })).toEqual({ packagings: [{ numero: 'C' }] });
    expect(edited(body, { packagings: null })).toEqual({ packagings: null });
  });

  it('edits the first transporter alone through `transporter`', () => {
    const body = { transporters: [{ customInfo: 'un', transport: { plates: ['AA'] } }, { customInfo: 'deux' }] };
    expect(edited(body, { transporter: { transport: { mode: 'AIR' } } }).transporters).toEqual([
      { customInfo: 'un', transport: { plates: ['AA'], mode: 'AIR' } },
      { customInfo: 'deux' },
    ]);
    expect(edited(body, { transporter: null }).transporters).toEqual([{ customInfo: 'deux' }]);
    expect(edited({}, { transporter: {} }).transporters).toEqual([{}]);
  });

  it('lets a partner take the place of a typed company, and the reverse', () => {
    const typed = { destination: { company: { siret: '1' }, cap: 'C' } };
    const followed = edited(typed, { destination: { partnerId: 'p' } });
    expect(followed).toEqual({ destination: { partnerId: 'p', cap: 'C' } });
    expect(edited(followed, { destination: { company: { siret: '2' } } })).toEqual({
      destination: { company: { siret: '2' }, cap: 'C' },
    });
  });

  it('is idempotent, and an empty edit changes nothing', () => {
    const leaf = fc.oneof(fc.string(), fc.constant(null), fc.double({ noNaN: true, noDefaultInfinity: true }));
    const value = fc.letrec((tie) => ({
      node: fc.oneof({ maxDepth: 3 }, leaf, fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('node')), fc.array(leaf)),
    })).node;
    const body = fc.record({ waste: value, emitter: value, weight: value }, { requiredKeys: [] });
    fc.assert(
      fc.property(body, body, (before, patch) => {
        const stored = edited({}, before as object);
        expect(edited(stored, {})).toEqual(stored);
        const once = edited(stored, patch as object);
        expect(edited(once, patch as object)).toEqual(once);
      }),
    );
  });
});

describe('editFaults', () => {
  it('refuses two sources for one thing', () => {
    const paths = (edit: object): string[] => editFaults(edit).map(({ path }) => path);
    expect(paths({ transporter: null, transporters: [] })).toEqual(['transporters']);
    expect(paths({ destination: { partnerId: 'p', company: {} } })).toEqual(['destination.partnerId']);
    expect(paths({ transporters: [{}, { partnerId: 'p', company: {} }] })).toEqual(['transporters.1.partnerId']);
    expect(paths({ destination: { partnerId: 'p', company: null }, transporter: { company: {} } })).toEqual([]);
  });
});

describe('withDefaults', () => {
  const defaults = { plates: ['AB-123-CD'], mode: 'RAIL' as const, cap: 'CAP', plannedOperationCode: 'R2' as const };

  it('fills what was not said of a party that newly follows its partner', () => {
    const body = {
      transporters: [{ partnerId: 'p', transport: { mode: null } }],
      destination: { partnerId: 'p', cap: '' },
    };
    expect(withDefaults(body, {}, () => defaults)).toEqual({
      transporters: [{ partnerId: 'p', transport: { mode: null, plates: ['AB-123-CD'] }, recepisse: {} }],
      destination: { partnerId: 'p', cap: '', plannedOperationCode: 'R2' },
    });
  });

  it('leaves alone a party that already followed it', () => {
    const body = { transporters: [{ partnerId: 'p' }], destination: { partnerId: 'p' } };
    expect(withDefaults(body, body, () => defaults)).toEqual(body);
  });
});
