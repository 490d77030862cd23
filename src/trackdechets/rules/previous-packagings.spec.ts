import { type BsffType } from './codes';
import { exampleBsff } from '../../../test/support/example-bsff';
import { type PreviousPackaging, previousPackagingIssues } from './previous-packagings';

const TRANSIT = '00000043000017';

function previous(id: string, over: Partial<PreviousPackaging> = {}): PreviousPackaging {
  const operation = { code: 'D13', signed: true };
  return {
    id,
    bsffId: 'FF-1',
    numero: id,
    destinationSiret: TRANSIT,
    wasteCode: '14 06 01*',
    operation,
    nextBsffId: null,
    ...over,
  };
}

function told(
  type: BsffType,
  lists: { grouping?: string[]; forwarding?: string[]; repackaging?: string[] },
  known: PreviousPackaging[] = [],
  emitter: string | null = TRANSIT,
): string[] {
  const bsff = exampleBsff((one) => Object.assign(one, { type, ...lists }));
  bsff.emitter.company.siret = emitter;
  const find = (id: string): PreviousPackaging | undefined => known.find((one) => one.id === id);
  return previousPackagingIssues(bsff, 'FF-9', find).map(({ path, rule }) => `${path.join('.')} ${rule}`);
}

describe('previous packagings', () => {
  it('are none for the types that start a chain', () => {
    expect(told('TRACER_FLUIDE', {})).toEqual([]);
    expect(told('COLLECTE_PETITES_QUANTITES', { grouping: ['a'] })).toEqual(['type PREVIOUS_PACKAGINGS_OTHER_TYPE']);
  });

  it('are missing when there is no list at all; another list is one too many', () => {
    expect(told('GROUPEMENT', {})).toEqual(['grouping PREVIOUS_PACKAGINGS_REQUIRED']);
    expect(told('GROUPEMENT', { forwarding: ['a'] })).toEqual(['type PREVIOUS_PACKAGINGS_OTHER_TYPE']);
    expect(told('GROUPEMENT', { grouping: ['a'], forwarding: ['a'] })).toEqual(['type PREVIOUS_PACKAGINGS_OTHER_TYPE']);
  });

  it('need an emitter', () => {
    expect(told('GROUPEMENT', { grouping: ['a'] }, [previous('a')], null)).toEqual(['emitter.company.siret REQUIRED']);
  });

  it('are unknown when listed twice', () => {
    expect(told('GROUPEMENT', { grouping: ['a', 'a'] }, [previous('a')])).toEqual([
      'grouping PREVIOUS_PACKAGINGS_UNKNOWN',
    ]);
  });

  it.each<[string, Partial<PreviousPackaging>, string[]]>([
    ['received elsewhere', { destinationSiret: 'x' }, ['grouping PREVIOUS_PACKAGING_NOT_YOURS']],
    ['not treated', { operation: { code: 'D13', signed: false } }, ['grouping PREVIOUS_PACKAGING_NOT_TREATED']],
    ['with a final code', { operation: { code: 'R2', signed: true } }, ['grouping PREVIOUS_PACKAGING_CODE']],
    ['taken by another', { nextBsffId: 'FF-8' }, ['grouping PREVIOUS_PACKAGING_TAKEN']],
    ['taken by this very one', { nextBsffId: 'FF-9' }, []],
  ])('%s', (_, over, issues) => {
    expect(told('GROUPEMENT', { grouping: ['a'] }, [previous('a', over)])).toEqual(issues);
  });

  it('of several slips or several codes are refused where the type wants one', () => {
    const forwardable = { operation: { code: 'R13', signed: true } };
    const slips = [previous('a', forwardable), previous('b', { ...forwardable, bsffId: 'FF-2' })];
    expect(told('REEXPEDITION', { forwarding: ['a', 'b'] }, slips)).toEqual([
      'forwarding PREVIOUS_PACKAGINGS_SEVERAL_BSFFS',
    ]);
    const codes = [previous('a'), previous('b', { wasteCode: '14 06 02*' })];
    expect(told('GROUPEMENT', { grouping: ['a', 'b'] }, codes)).toEqual([
      'waste.code PREVIOUS_PACKAGINGS_SEVERAL_CODES',
    ]);
    const uncoded = [previous('a'), previous('b', { wasteCode: null })];
    expect(told('GROUPEMENT', { grouping: ['a', 'b'] }, uncoded)).toEqual([]);
    const poured = codes.map((one) => ({ ...one, operation: { code: 'R12', signed: true } }));
    expect(told('RECONDITIONNEMENT', { repackaging: ['a', 'b'] }, poured)).toEqual([]);
  });
});
