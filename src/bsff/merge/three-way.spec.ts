import fc from 'fast-check';
import { canonicalText, isObject, type Json, type JsonObject, same, valueAt, withValueAt } from './canonical';
import { mergeThreeWays } from './three-way';

const body = (): JsonObject => ({
  type: 'COLLECTE_PETITES_QUANTITES',
  establishmentId: '5d9c3c1e-3f1c-4f62-9d0e-0d3a1a1f9a01',
  emitter: {
    company: {
      siret: '00000000000101',
      name: 'Froid Services',
      address: '1 rue du Gel',
      contact: 'Ada',
      phone: '01',
      mail: 'a@x.test',
    },
    customInfo: 'quai B',
  },
  transporters: [
    {
      company: { siret: '00000000000202', name: 'Transports', contact: 'Bob' },
      transport: { mode: 'ROAD', plates: ['AA-001-AA'] },
    },
  ],
  destination: { company: { siret: '00000000000303', name: 'Usine' }, plannedOperationCode: 'R2', cap: 'CAP 1' },
  waste: { code: '14 06 01*', description: 'R410A', adr: 'UN 1078' },
  weight: { value: 12, isEstimate: true },
  packagings: [
    { numero: 'B2', type: 'BOUTEILLE', volume: 12, weight: 5 },
    { numero: 'B1', type: 'BOUTEILLE', volume: 12, weight: 7 },
  ],
});
const edit = (path: string, value: Json, document: JsonObject = body()): JsonObject =>
  withValueAt(document, path, value);

describe('mergeThreeWays', () => {
  it('takes what changed on Trackdéchets alone', () => {
    const remote = edit('transporters.0.transport.plates', ['BB-002-BB'], edit('waste.adr', 'UN 3163'));
    const { input, base, conflicts } = mergeThreeWays({ base: body(), local: body(), remote });
    expect(conflicts).toEqual([]);
    expect(valueAt(input, 'transporters.0.transport.plates')).toEqual(['BB-002-BB']);
    expect(valueAt(input, 'waste.adr')).toBe('UN 3163');
    expect(base).toEqual(input);
  });

  it('keeps what changed here alone, as a change still to be sent', () => {
    const local = edit('destination.cap', 'CAP 2');
    const { input, base, conflicts } = mergeThreeWays({ base: body(), local, remote: body() });
    expect(conflicts).toEqual([]);
    expect(valueAt(input, 'destination.cap')).toBe('CAP 2');
    expect(valueAt(base, 'destination.cap')).toBe('CAP 1');
  });

  it('keeps both values of a field that each side changed its own way, and merges the rest', () => {
    const local = edit('destination.cap', 'CAP ici');
    const remote = edit('destination.cap', 'CAP là-bas', edit('weight.value', 13));
    const { input, base, conflicts } = mergeThreeWays({ base: body(), local, remote });
    expect(conflicts).toEqual([{ path: 'destination.cap', local: 'CAP ici', remote: 'CAP là-bas' }]);
    expect(valueAt(input, 'destination.cap')).toBe('CAP ici');
    expect(valueAt(base, 'destination.cap')).toBe('CAP 1');
    expect(valueAt(input, 'weight.value')).toBe(13);
  });

  it('agrees when both sides made the same change', () => {
    const changed = edit('waste.description', 'R32');
    const { base, conflicts } = mergeThreeWays({ base: body(), local: changed, remote: changed });
    expect(conflicts).toEqual([]);
    expect(valueAt(base, 'waste.description')).toBe('R32');
  });

  it('tells a field cleared here from one that nobody touched', () => {
    const local = edit('destination.cap', null);
    const { input, conflicts } = mergeThreeWays({ base: body(), local, remote: body() });
    expect(valueAt(input, 'destination.cap')).toBeNull();
    expect(conflicts).toEqual([]);
  });

  it('takes completed names without a conflict, and a replaced company as a whole', () => {
    const local = edit('destination.company.name', 'usine (atelier 2)');
    const completed = mergeThreeWays({ base: body(), local, remote: edit('destination.company.name', 'USINE SAS') });
    expect(completed.conflicts).toEqual([]);
    expect(valueAt(completed.input, 'destination.company.name')).toBe('USINE SAS');

    const other = { siret: '00000000000404', name: 'Autre usine', contact: 'Chloé' };
    const partner = edit('destination.partnerId', 'p1');
    const replaced = mergeThreeWays({ base: partner, local: partner, remote: edit('destination.company', other) });
    expect(valueAt(replaced.input, 'destination')).toEqual({
      company: other,
      plannedOperationCode: 'R2',
      cap: 'CAP 1',
    });
  });

  it('shows one conflict when each side put another company there', () => {
    const local = edit('destination.company', { siret: '00000000000505', name: 'Ici' });
    const remote = edit('destination.company', { siret: '00000000000606', name: 'Là-bas' });
    const { input, conflicts } = mergeThreeWays({ base: body(), local, remote });
    expect(conflicts).toEqual([
      { path: 'destination.company.siret', local: '00000000000505', remote: '00000000000606' },
    ]);
    expect(valueAt(input, 'destination.company.name')).toBe('Ici');
  });

  it('matches containers by number, whatever their order', () => {
    const sorted = edit('packagings', [...(body().packagings as Json[])].reverse());
    const remote = edit('packagings.0.weight', 7.5, sorted);
    const local = edit('packagings.0.volume', 13);
    const { input, conflicts } = mergeThreeWays({ base: sorted, local, remote });
    expect(conflicts).toEqual([]);
    expect(valueAt(input, 'packagings')).toEqual([
      { numero: 'B2', type: 'BOUTEILLE', volume: 13, weight: 5 },
      { numero: 'B1', type: 'BOUTEILLE', volume: 12, weight: 7.5 },
    ]);
  });

  it('takes another list of containers, unless one was also added here', () => {
    const added: JsonObject = { numero: 'B3', type: 'BOUTEILLE', volume: 12, weight: 1 };
    const remote = edit('packagings', [...(body().packagings as Json[]), added]);
    expect(mergeThreeWays({ base: body(), local: body(), remote }).input.packagings).toEqual(remote.packagings);
    const local = edit('packagings', [...(body().packagings as Json[]), { ...added, numero: 'B4' }]);
    const both = mergeThreeWays({ base: body(), local, remote });
    expect(both.conflicts.map(({ path }) => path)).toEqual(['packagings']);
    expect(both.input.packagings).toEqual(local.packagings);
  });

  it('does not take the text filter for a change', () => {
    const base = edit('waste.description', 'R410A ');
    const local = edit('waste.description', 'R410A < 5 kg');
    const { input, conflicts } = mergeThreeWays({ base, local, remote: base });
    expect(conflicts).toEqual([]);
    expect(valueAt(input, 'waste.description')).toBe('R410A < 5 kg');
  });
});

describe('canonicalText', () => {
  it.each([
    ['R410A < 5 kg', 'R410A '],
    ['a > b', 'a &gt; b'],
    ['a < b > c', 'a  c'],
    ['<script>x', 'x'],
    ['', null],
  ])('finds in %j what its passage through the filter leaves', (typed, read) => {
    expect(canonicalText(typed)).toBe(read === null ? null : canonicalText(read));
  });
});

const PATHS = [
  'emitter.customInfo',
  'emitter.company.phone',
  'transporters.0.transport.plates',
  'transporters.0.customInfo',
  'destination.cap',
  'destination.plannedOperationCode',
  'waste.description',
  'weight.value',
  'packagings.0.weight',
  'packagings.1.volume',
];
const edits = fc.array(fc.tuple(fc.constantFrom(...PATHS), fc.constantFrom('x', 'y', 'z')), { maxLength: 6 });
const edited = (changes: [string, string][]) =>
  changes.reduce((document, [path, value]) => withValueAt(document, path, value), body());

describe('mergeThreeWays, for any edits on both sides', () => {
  it('loses nothing: each field holds a value of one of the sides, and every local one is there or in a conflict', () => {
    fc.assert(
      fc.property(edits, edits, (here, there) => {
        const [base, local, remote] = [body(), edited(here), edited(there)];
        const { input, conflicts } = mergeThreeWays({ base, local, remote });
        for (const path of PATHS) {
          const [b, l, r, m] = [base, local, remote, input].map((side) => valueAt(side, path));
          const inConflict = conflicts.some((conflict) => conflict.path === path);
          expect(inConflict).toBe(!same(l, b) && !same(r, b) && !same(l, r));
          expect(m).toEqual(same(l, b) ? r : l);
        }
      }),
    );
  });

  it('is idempotent, and symmetrical in what it calls a conflict', () => {
    fc.assert(
      fc.property(edits, edits, (here, there) => {
        const [base, local, remote] = [body(), edited(here), edited(there)];
        const once = mergeThreeWays({ base, local, remote });
        const again = mergeThreeWays({ base: once.base, local: once.input, remote });
        expect(again).toEqual(once);
        const mirrored = mergeThreeWays({ base, local: remote, remote: local });
        expect(mirrored.conflicts.map(({ path }) => path)).toEqual(once.conflicts.map(({ path }) => path));
      }),
    );
  });

  it('never changes its arguments', () => {
    fc.assert(
      fc.property(edits, edits, (here, there) => {
        const sides = { base: body(), local: edited(here), remote: edited(there) };
        const before = structuredClone(sides);
        mergeThreeWays(sides);
        expect(sides).toEqual(before);
        expect(isObject(sides.base)).toBe(true);
      }),
    );
  });
});
