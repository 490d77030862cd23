import { type JsonObject, valueAt } from './canonical';
import { resolve, settledByEdit } from './resolution';
import { mergeThreeWays } from './three-way';

const body = (cap: string, siret: string, weight: number): JsonObject => ({
  destination: { cap, company: { siret, name: `Usine ${siret}` }, partnerId: siret === '2' ? 'p2' : undefined },
  packagings: [
    { numero: 'B1', weight: 1 },
    { numero: 'B2', weight },
  ],
});
const sides = { base: body('base', '1', 5), local: body('ici', '2', 6), remote: body('là', '3', 7) };

describe('resolve', () => {
  const paths = ['destination.company.siret', 'destination.cap', 'packagings.1.weight'];

  it('starts from one conflict for each field', () => {
    expect(mergeThreeWays(sides).conflicts.map(({ path }) => path)).toEqual(paths);
  });

  it.each(paths)('ends the conflict of %s alone, whichever value is kept', (path) => {
    for (const kept of ['LOCAL', 'REMOTE'] as const) {
      const left = resolve(sides, path, kept).conflicts.map((conflict) => conflict.path);
      expect(left).toEqual(paths.filter((other) => other !== path));
    }
  });

  it('takes the other company whole, without the partner that was named here', () => {
    const { input } = resolve(sides, 'destination.company.siret', 'REMOTE');
    expect(valueAt(input, 'destination.company')).toEqual({ siret: '3', name: 'Usine 3' });
    expect(valueAt(input, 'destination.partnerId')).toBeUndefined();
  });

  it('keeps a local value as a change still to be sent', () => {
    const { input, base } = resolve(sides, 'packagings.1.weight', 'LOCAL');
    expect(valueAt(input, 'packagings.1.weight')).toBe(6);
    expect(valueAt(base, 'packagings.1.weight')).toBe(7);
  });
});

describe('settledByEdit', () => {
  const { conflicts } = mergeThreeWays(sides);

  it('ends the conflict of a field that was given the value of Trackdéchets, and no other', () => {
    const { base, conflict } = settledByEdit({ ...sides, local: body('là', '2', 7) }, conflicts);
    expect(conflict?.fields.map(({ path }) => path)).toEqual(['destination.company.siret']);
    expect(base).toEqual(body('là', '1', 7));
    expect(settledByEdit({ ...sides, local: sides.remote }, conflicts).conflict).toBeNull();
  });
});
