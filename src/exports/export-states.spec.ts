import fc from 'fast-check';
import {
  CANCELLABLE_STATES,
  EXPORT_STATES,
  type ExportCause,
  type ExportState,
  isFinished,
  mayMove,
  TRANSITIONS,
} from './export-states';

interface Step {
  from: ExportState;
  to: ExportState;
  cause: ExportCause;
}

const STEPS: Step[] = EXPORT_STATES.flatMap((from) =>
  Object.entries(TRANSITIONS[from]).flatMap(([to, causes]) =>
    (causes as ExportCause[]).map((cause) => ({ from, to: to as ExportState, cause })),
  ),
);

/** A life of an export: from QUEUED, any allowed step until nothing is left or the picks run out. */
function lifeOf(picks: number[]): Step[] {
  const life: Step[] = [];
  let state: ExportState = 'QUEUED';
  for (const pick of picks) {
    const open = STEPS.filter(({ from }) => from === state);
    const step = open[pick % Math.max(open.length, 1)];
    if (!step) break;
    life.push(step);
    state = step.to;
  }
  return life;
}

describe('the life of an export', () => {
  it('allows what its table says and nothing else', () => {
    const causes = [...new Set(STEPS.map(({ cause }) => cause))];
    for (const from of EXPORT_STATES) {
      for (const to of EXPORT_STATES) {
        for (const cause of causes) {
          const written = STEPS.some((step) => step.from === from && step.to === to && step.cause === cause);
          expect(mayMove(from, to, cause)).toBe(written);
        }
      }
    }
  });

  it('never sends again after an unknown outcome without a look-up that found nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 30 }), (picks) => {
        for (const { from, to, cause } of lifeOf(picks)) {
          if (from === 'UNCERTAIN' && !isFinished(to)) expect(cause).toBe('NOT_FOUND_ONCE_SETTLED');
        }
      }),
    );
  });

  it('is never cancelled while something may be on its way', () => {
    expect(CANCELLABLE_STATES).toEqual(['QUEUED', 'WAITING']);
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 30 }), (picks) => {
        const life = lifeOf(picks);
        for (const step of life.filter(({ to }) => to === 'CANCELLED')) {
          expect(['QUEUED', 'WAITING']).toContain(step.from);
        }
      }),
    );
  });

  it('can always end, and an end is an end', () => {
    for (const state of EXPORT_STATES) {
      const reached = new Set<ExportState>([state]);
      for (let size = 0; size !== reached.size;) {
        size = reached.size;
        STEPS.filter(({ from }) => reached.has(from)).forEach(({ to }) => reached.add(to));
      }
      expect([...reached].some(isFinished)).toBe(true);
      if (isFinished(state)) expect([...reached]).toEqual([state]);
    }
  });
});
