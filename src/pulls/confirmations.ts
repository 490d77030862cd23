import { type ChangedBsff } from '../trackdechets/trackdechets.bsff-lists';
import { chunks } from './chunks';
import { type Alongside } from './listing';
import { type Reading } from './readings';

const LIST_LENGTH = 500;

/** Open documents whose existence is confirmed in the requests that list changes: what does not answer is gone, or out of reach. */
export class Confirmations implements Alongside {
  private readonly asked = new Map<string, Reading>();
  private readonly answered = new Map<string, string>();
  private waiting: Reading[];

  /** `all`: none is left for another time; `takeTheRest` gives those that no listing had room for. */
  constructor(
    readings: readonly Reading[],
    private readonly all = false,
  ) {
    this.waiting = [...readings];
  }

  /** Has these asked for before all others, and asked for again if they were already. */
  askFirst(readings: readonly Reading[]): void {
    const first = new Set(readings.map(({ bsffId }) => bsffId));
    this.waiting = [...readings, ...this.waiting.filter(({ bsffId }) => !first.has(bsffId))];
  }

  take(lists: number): string[][] {
    const next = this.waiting.splice(0, lists * LIST_LENGTH);
    for (const reading of next) this.asked.set(reading.trackdechetsId, reading);
    return chunks(next, LIST_LENGTH).map((list) => list.map(({ trackdechetsId }) => trackdechetsId));
  }

  confirm(rows: readonly ChangedBsff[]): void {
    for (const { id, updatedAt } of rows) this.answered.set(id, updatedAt);
  }

  /** Those that no listing had room for, to be asked apart; they count as asked. */
  takeTheRest(): Reading[] {
    const rest = this.all ? this.waiting : [];
    this.waiting = [];
    for (const reading of rest) this.asked.set(reading.trackdechetsId, reading);
    return rest;
  }

  wasAsked({ trackdechetsId }: Reading): boolean {
    return this.asked.has(trackdechetsId);
  }

  /** Asked, and no list shows them. */
  get missing(): Reading[] {
    return [...this.asked.values()].filter(({ trackdechetsId }) => !this.answered.has(trackdechetsId));
  }

  /** Asked, and changed since they were read. */
  get stale(): ChangedBsff[] {
    return [...this.asked.values()].flatMap(({ trackdechetsId: id, updatedAt: here }) => {
      const there = this.answered.get(id);
      const same = there === undefined || (here !== null && Date.parse(there) === Date.parse(here));
      return same ? [] : [{ id, updatedAt: there }];
    });
  }

  /** Those of `readings` that a list showed, with what it says of them. */
  answersFor(readings: readonly Reading[]): ChangedBsff[] {
    return readings.flatMap(({ trackdechetsId: id }) => {
      const updatedAt = this.answered.get(id);
      return updatedAt === undefined ? [] : [{ id, updatedAt }];
    });
  }

  /** Local ids of those that a list showed. */
  get present(): string[] {
    const asked = [...this.asked.values()];
    return asked.filter(({ trackdechetsId }) => this.answered.has(trackdechetsId)).map(({ bsffId }) => bsffId);
  }
}
