import fc from 'fast-check';
import { nextCheckIn, stateAfter, type StoredState, TOKEN_TRANSITIONS, type TokenHappening } from './token-states';

const STATES = Object.keys(TOKEN_TRANSITIONS) as StoredState[];
const HAPPENINGS = Object.keys(TOKEN_TRANSITIONS.VALID) as TokenHappening[];

describe('the states of a token', () => {
  it('is in the state its last answer gave, whatever happened before', () => {
    const ends = { FOUND_GOOD: 'VALID', FOUND_BAD: 'REJECTED', FOUND_ANOTHERS: 'EMAIL_MISMATCH' } as const;
    fc.assert(
      fc.property(
        fc.constantFrom(...STATES),
        fc.array(fc.constantFrom(...HAPPENINGS)),
        fc.constantFrom(...(Object.keys(ends) as (keyof typeof ends)[])),
        (first, before, last) => expect(stateAfter(before.reduce(stateAfter, first), last)).toBe(ends[last]),
      ),
    );
  });

  it('changes nothing when Trackdéchets does not answer, however often', () => {
    fc.assert(
      fc.property(fc.constantFrom(...STATES), fc.nat({ max: 20 }), (state, times) =>
        expect(Array<TokenHappening>(times).fill('NOT_ANSWERED').reduce(stateAfter, state)).toBe(state),
      ),
    );
  });

  it('becomes valid by an answer of Trackdéchets alone', () => {
    for (const state of STATES) {
      for (const happening of HAPPENINGS) {
        if (happening === 'FOUND_GOOD' || state === 'VALID') continue;
        expect(stateAfter(state, happening)).not.toBe('VALID');
      }
    }
  });
});

describe('the next check', () => {
  const minutes = (state: StoredState, unanswered: number, random = 0.5): number =>
    nextCheckIn(state, unanswered, random) / 60_000;

  it('comes within seconds, then minutes, for a token that somebody waits for', () => {
    expect(minutes('UNVERIFIED', 1)).toBeCloseTo(5 / 60);
    expect(minutes('UNVERIFIED', 3)).toBeCloseTo(20 / 60);
    expect(minutes('UNVERIFIED', 500)).toBe(5);
  });

  it('spreads the others over the day', () => {
    expect(minutes('VALID', 0, 0)).toBe(18 * 60);
    expect(minutes('VALID', 0, 1)).toBe(30 * 60);
    expect(minutes('VALID', 2)).toBe(10);
  });
});
