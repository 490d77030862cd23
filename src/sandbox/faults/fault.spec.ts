import { BadFault, readFaultHeader, readFaultOrder } from './fault';
import { FaultPlan } from './fault-plan';

describe('readFaultHeader', () => {
  it('reads several faults with their settings', () => {
    expect(readFaultHeader('latency; ms=250, done-reset;operation=createBsff; executed=2')).toEqual([
      { kind: 'latency', ms: 250 },
      { kind: 'done-reset', operation: 'createBsff', executed: 2 },
    ]);
  });

  it.each(['', 'explode', 'latency; ms=soon', 'latency; ms=-1', 'latency; colour=red'])('refuses « %s »', (header) => {
    expect(() => readFaultHeader(header)).toThrow(BadFault);
  });
});

describe('FaultPlan', () => {
  it('lets the first ones through, then strikes as often as ordered', () => {
    const plan = new FaultPlan(1);
    plan.add(readFaultOrder({ kind: 'reset', operation: 'signBsff', skip: 2, count: 1 }));
    const struck = Array.from({ length: 5 }, () => plan.draw(['signBsff']).length);
    expect(struck).toEqual([0, 0, 1, 0, 0]);
    expect(plan.fired).toEqual({ reset: 1 });
    expect(plan.list()).toEqual([]);
  });

  it('strikes an array when one of its operations is concerned', () => {
    const plan = new FaultPlan(1);
    plan.add({ kind: 'done-502', operation: 'createBsff' });
    expect(plan.draw(['me', 'bsffs'])).toEqual([]);
    expect(plan.draw(['me', 'createBsff'])).toHaveLength(1);
  });

  it('draws the same chances under the same seed, and again once cleared', () => {
    const run = (plan: FaultPlan): number[] => {
      plan.add({ kind: 'reset', probability: 0.3 });
      return Array.from({ length: 30 }, () => plan.draw(['me']).length);
    };
    const plan = new FaultPlan(5);
    const first = run(plan);
    expect(first).toContain(0);
    expect(first).toContain(1);
    expect(run(new FaultPlan(5))).toEqual(first);
    plan.clear();
    expect(run(plan)).toEqual(first);
  });
});
