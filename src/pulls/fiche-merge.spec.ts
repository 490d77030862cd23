import fc from 'fast-check';
import { type Json, type JsonObject, same, valueAt, withValueAt } from '../bsff/merge/canonical';
import { mergeFiche, resolveFiche } from './fiche-merge';

const HALLES = { siret: '00000065000010', name: 'HALLES', address: '5 quai du Port', contact: 'Odile', phone: '05' };
const GARAGE = { siret: '00000065000028', name: 'GARAGE', address: '1 rue du Pont', contact: 'Paul', phone: '06' };
const fiche = (): JsonObject => ({
  numero: 'FI-1',
  weight: 4.2,
  postalCode: '17000',
  detenteur: { isPrivateIndividual: false, company: HALLES },
});
const edit = (path: string, value: Json, from: JsonObject = fiche()): JsonObject => withValueAt(from, path, value);

describe('mergeFiche', () => {
  it('takes what changed on one side, and keeps what changed on the other as still to be sent', () => {
    const local = edit('weight', 5);
    const remote = edit('numero', 'FI-1 bis', edit('detenteur.company.contact', 'Léa'));
    const { input, base, conflicts } = mergeFiche({ base: fiche(), local, remote });
    expect(conflicts).toEqual([]);
    expect(input).toEqual(edit('weight', 5, remote));
    expect(base).toEqual(remote);
  });

  it('keeps both values of what each side changed its own way', () => {
    const merged = mergeFiche({ base: fiche(), local: edit('weight', 5), remote: edit('weight', 6) });
    expect(merged.conflicts).toEqual([{ path: 'weight', local: 5, remote: 6 }]);
    expect(valueAt(merged.input, 'weight')).toBe(5);
    expect(valueAt(merged.base, 'weight')).toBe(4.2);
  });

  it('takes another holder whole, and shows one conflict when each side named another', () => {
    const theirs = edit('detenteur.company', GARAGE);
    const contact = edit('detenteur.company.contact', 'Léa');
    const taken = mergeFiche({ base: fiche(), local: fiche(), remote: theirs });
    expect(valueAt(taken.input, 'detenteur.company')).toEqual(GARAGE);
    const kept = mergeFiche({ base: fiche(), local: theirs, remote: contact });
    expect(kept.conflicts).toEqual([]);
    expect(valueAt(kept.input, 'detenteur.company')).toEqual(GARAGE);
    const someone = { isPrivateIndividual: true, company: { name: 'Mme Roche', address: '2 rue des Lilas' } };
    const both = mergeFiche({ base: fiche(), local: theirs, remote: edit('detenteur', someone) });
    expect(both.conflicts.map(({ path }) => path)).toEqual(['detenteur']);
    expect(valueAt(both.input, 'detenteur.company')).toEqual(GARAGE);
  });

  it('agrees on the same change of both sides, of a holder too', () => {
    const changed = edit('numero', 'FI-2', edit('detenteur.company', GARAGE));
    const { input, base, conflicts } = mergeFiche({ base: fiche(), local: changed, remote: changed });
    expect(conflicts).toEqual([]);
    expect(same(base, input)).toBe(true);
  });

  const PATHS = ['numero', 'weight', 'postalCode', 'detenteur.company.contact', 'detenteur.company.siret'];
  const edits = fc.array(fc.tuple(fc.constantFrom(...PATHS), fc.constantFrom('x', 'y')), { maxLength: 5 });
  const edited = (changes: [string, string][]): JsonObject =>
    changes.reduce((side, [path, value]) => edit(path, value, side), fiche());

  it('loses nothing, changes nothing when repeated, and ends with all conflicts resolved, whatever each side did', () => {
    fc.assert(
      fc.property(edits, edits, fc.constantFrom('LOCAL' as const, 'REMOTE' as const), (here, there, kept) => {
        const remote = edited(there);
        const merged = mergeFiche({ base: fiche(), local: edited(here), remote });
        expect(mergeFiche({ base: merged.base, local: merged.input, remote })).toEqual(merged);
        let left = merged;
        for (let tries = 0; left.conflicts[0]; tries++) {
          if (tries > PATHS.length) throw new Error('a conflict does not end');
          left = resolveFiche({ base: left.base, local: left.input, remote }, left.conflicts[0].path, kept);
        }
        if (here.length === 0) expect(same(left.input, remote)).toBe(true);
        if (there.length === 0) expect(same(left.input, edited(here))).toBe(true);
        // What is not to be sent is what is there.
        if (same(left.input, left.base)) expect(same(left.base, remote)).toBe(true);
      }),
    );
  });
});
