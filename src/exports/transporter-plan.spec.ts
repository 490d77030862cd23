import { type BsffTransporterInput } from '../trackdechets/generated';
import { type TrackdechetsBsff } from '../trackdechets/trackdechets.bsffs';
import { transporterPlan } from './transporter-plan';

type Held = TrackdechetsBsff['transporters'][number];

const input = (siret: string, plate = 'AA-001-AA'): BsffTransporterInput => ({
  company: { siret, name: `Transports ${siret}` },
  transport: { mode: 'ROAD', plates: [plate] },
});
const held = (siret: string, signedAt: string | null = null): Held =>
  ({
    id: `id-${siret}`,
    company: { siret, vatNumber: null },
    transport: { signature: { date: signedAt, author: null } },
  }) as unknown as Held;

const [A, B, C] = ['1', '2', '3'] as const;
const now = [input(A), input(B)];
const plan = (desired: BsffTransporterInput[], there = [held(A), held(B)]) => transporterPlan(desired, now, there);

describe('what is sent of a journey', () => {
  it('is nothing when nothing differs, and for a document with one transporter', () => {
    expect(plan([input(A), input(B)])).toBeNull();
    expect(transporterPlan([input(A, 'ZZ')], [input(A)], [held(A)])).toBeNull();
    expect(transporterPlan([], now, [held(A), held(B)])).toBeNull();
  });

  it('is the transporter that changed alone, by its id', () => {
    const changed = input(B, 'BB-002-BB');
    expect(plan([input(A), changed])).toEqual({
      steps: [
        { id: 'id-1', input: null },
        { id: 'id-2', input: changed },
      ],
      relisted: false,
      sealed: [],
    });
  });

  it('is the whole list when one comes, goes or changes place', () => {
    const kept = (siret: string) => ({ id: `id-${siret}`, input: null });
    expect(plan([input(B), input(A)])).toEqual({ steps: [kept(B), kept(A)], relisted: true, sealed: [] });
    expect(plan([input(A)])).toEqual({ steps: [kept(A)], relisted: true, sealed: [] });
    const longer = plan([input(A), input(C), input(B)]);
    expect(longer).toEqual({ steps: [kept(A), { id: null, input: input(C) }, kept(B)], relisted: true, sealed: [] });
  });

  it('turns one that has not signed into another where it stands', () => {
    expect(plan([input(A), input(C)])).toMatchObject({ steps: [{}, { id: 'id-2', input: input(C) }], relisted: false });
  });

  it('names what a signature seals', () => {
    const signed = [held(A, '2026-11-22T08:00:00.000Z'), held(B)];
    expect(plan([input(A, 'ZZ-009-ZZ'), input(B)], signed)?.sealed).toEqual(['transporters.0']);
    expect(plan([input(B), input(A)], signed)?.sealed).toEqual(['transporters']);
    expect(plan([input(C), input(B)], signed)?.sealed).toEqual(['transporters']);
    expect(plan([input(A), input(C)], signed)?.sealed).toEqual([]);
  });
});
