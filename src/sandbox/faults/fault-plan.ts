import { seededRandom } from '../seeded';
import { type Fault, type FaultKind, type FaultOrder } from './fault';

interface Standing {
  id: number;
  order: FaultOrder;
  concerned: number;
  struck: number;
}

/** The faults ordered so far. One seed, one order of requests: one run, the same each time. */
export class FaultPlan {
  private standing: Standing[] = [];
  private lastId = 0;
  private random: () => number;
  /** How many times each kind struck. */
  fired: Partial<Record<FaultKind, number>> = {};

  constructor(readonly seed: number) {
    this.random = seededRandom(seed);
  }

  add(order: FaultOrder): number {
    this.standing.push({ id: ++this.lastId, order, concerned: 0, struck: 0 });
    return this.lastId;
  }

  list(): (FaultOrder & { id: number; struck: number })[] {
    return this.standing.map(({ id, order, struck }) => ({ id, ...order, struck }));
  }

  remove(id: number): boolean {
    const before = this.standing.length;
    this.standing = this.standing.filter((entry) => entry.id !== id);
    return this.standing.length < before;
  }

  /** Forgets orders and counts, and starts the seed's sequence again. */
  clear(): void {
    this.standing = [];
    this.fired = {};
    this.random = seededRandom(this.seed);
  }

  /** The faults that strike a request with these operations: its own (by header), then the ordered ones. */
  draw(names: readonly string[], own: readonly Fault[] = []): Fault[] {
    const struck = own.filter((fault) => concerns(fault, names));
    for (const entry of this.standing) {
      if (concerns(entry.order, names) && this.strikes(entry)) struck.push(entry.order);
    }
    this.standing = this.standing.filter(({ order, struck: times }) => times < (order.count ?? Infinity));
    for (const { kind } of struck) this.fired[kind] = (this.fired[kind] ?? 0) + 1;
    return struck;
  }

  private strikes(entry: Standing): boolean {
    const { skip = 0, probability = 1 } = entry.order;
    if (++entry.concerned <= skip) return false;
    if (probability < 1 && this.random() >= probability) return false;
    entry.struck++;
    return true;
  }
}

function concerns({ operation }: Fault, names: readonly string[]): boolean {
  return operation === undefined || names.includes(operation);
}
