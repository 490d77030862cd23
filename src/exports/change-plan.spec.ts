import { type BsffInput } from '../trackdechets/generated';
import { changePlan } from './change-plan';

const current = (): BsffInput => ({
  emitter: {
    company: { siret: '1', name: 'Froid', contact: 'Ada', phone: '01', mail: 'a@x.test' },
    customInfo: 'quai',
  },
  waste: { code: '14 06 01*', description: 'R410A', adr: 'UN 1078' },
  weight: { value: 12, isEstimate: true },
  packagings: [
    { type: 'BOUTEILLE', numero: 'B1', volume: 12, weight: 7 },
    { type: 'BOUTEILLE', numero: 'B2', volume: 12, weight: 5 },
  ],
  transporter: { company: { siret: '2', name: 'T' }, transport: { mode: 'ROAD', plates: ['AA-001-AA'] } },
  destination: { company: { siret: '3', name: 'U' }, plannedOperationCode: 'R2', cap: null },
  ficheInterventions: ['f1', 'f2'],
});

describe('what an update sends', () => {
  it('is nothing when nothing differs, whatever the order of lists and the form of numbers and blanks', () => {
    const desired = current();
    desired.packagings?.reverse();
    desired.ficheInterventions?.reverse();
    desired.destination = { ...desired.destination, cap: '' };
    expect(changePlan(desired, current(), [])).toEqual({ input: null, sealed: [] });
  });

  it('is the changed field alone, with what the schema wants beside it', () => {
    const desired = current();
    desired.waste = { ...desired.waste, code: '14 06 01*', adr: 'UN 3337' };
    desired.destination = { ...desired.destination, cap: 'CAP 1' };
    expect(changePlan(desired, current(), []).input).toEqual({
      waste: { code: '14 06 01*', adr: 'UN 3337' },
      destination: { cap: 'CAP 1' },
    });
  });

  it('holds the whole emitter company with any change of the emitter', () => {
    const desired = current();
    desired.emitter = { ...desired.emitter, customInfo: 'quai sud' };
    expect(changePlan(desired, current(), []).input).toEqual({
      emitter: { company: current().emitter?.company, customInfo: 'quai sud' },
    });
  });

  it('holds packagings only when one of them changed', () => {
    const desired = current();
    desired.weight = { value: 13, isEstimate: false };
    expect(changePlan(desired, current(), []).input).toEqual({ weight: { value: 13, isEstimate: false } });
    desired.packagings = [{ type: 'BOUTEILLE', numero: 'B1', volume: 13, weight: 7 }];
    expect(changePlan(desired, current(), []).input?.packagings).toEqual(desired.packagings);
  });

  it('empties the fiches when none is left', () => {
    expect(changePlan({ ...current(), ficheInterventions: undefined }, current(), []).input).toEqual({
      ficheInterventions: [],
    });
  });

  it('names the differences that a signature seals, and only those', () => {
    const desired = current();
    desired.waste = { ...desired.waste, code: '14 06 01*', description: 'R32' };
    desired.transporter = { ...desired.transporter, transport: { mode: 'ROAD', plates: ['BB-002-BB'] } };
    const sealed = [['waste', 'description'], ['packagings'], ['transporter', 'company', 'siret']];
    expect(changePlan(desired, current(), sealed).sealed).toEqual(['waste.description']);
  });
});
