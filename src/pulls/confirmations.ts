import { type BsffWhere } from '../trackdechets/generated';
import { type ChangedBsff } from '../trackdechets/trackdechets.bsff-lists';
import { type Alongside, concerning } from './listing';
import { isNews, type Reading } from './readings';

const LIST_LENGTH = 500;

/**
 * Documents that are looked for in the requests that list changes: of the open ones, what does not show is gone or out of reach; of
 * those out of reach, what shows again has come back.
 */
export class Confirmations implements Alongside {
  private readonly asked = new Map<string, Reading>();
  private readonly answered = new Map<string, string>();
  private waiting: Reading[];
  /** How many of them were taken: of a million, none is moved for it. */
  private taken = 0;

  /**
   * In this order; `all`: none is left for another time, `takeTheRest` gives those that no listing had room for. `orgIds`: the
   * establishments that are read.
   */
  constructor(
    readings: readonly Reading[],
    private readonly scope: { all: boolean; orgIds: string[] },
  ) {
    this.waiting = [...readings];
  }

  /** Has these asked for before all others, and asked for again if they were already. */
  askFirst(readings: readonly Reading[]): void {
    const first = new Set(readings.map(({ bsffId }) => bsffId));
    const others = this.waiting.slice(this.taken).filter(({ bsffId }) => !first.has(bsffId));
    this.waiting = [...readings, ...others];
    this.taken = 0;
  }

  take(lists: number): BsffWhere[] {
    const next: BsffWhere[] = [];
    while (next.length < lists && this.taken < this.waiting.length) next.push(this.next());
    return next;
  }

  confirm(rows: readonly ChangedBsff[]): void {
    for (const { id, updatedAt } of rows) this.answered.set(id, updatedAt);
  }

  /** Those that no listing had room for, to be asked apart; they count as asked. */
  takeTheRest(): BsffWhere[] {
    const rest = this.scope.all ? this.take(Infinity) : [];
    this.waiting = [];
    this.taken = 0;
    return rest;
  }

  /** A list of the next ones, all in reach or all out of it: of the latter, those that are still ours. */
  private next(): BsffWhere {
    const most = this.waiting.slice(this.taken, this.taken + LIST_LENGTH);
    const lost = isLost(most[0]);
    const others = most.findIndex((reading) => isLost(reading) !== lost);
    const list = others < 0 ? most : most.slice(0, others);
    this.taken += list.length;
    for (const reading of list) this.asked.set(reading.trackdechetsId, reading);
    const id = { _in: list.map(({ trackdechetsId }) => trackdechetsId) };
    return lost ? { id, _or: concerning(this.scope.orgIds) } : { id };
  }

  wasAsked({ trackdechetsId }: Reading): boolean {
    return this.asked.has(trackdechetsId);
  }

  /** Asked, and no list shows them any more. */
  get missing(): Reading[] {
    return [...this.asked.values()].filter((reading) => !this.shows(reading) && !isLost(reading));
  }

  /** Asked, and not as they were read. */
  get stale(): ChangedBsff[] {
    return [...this.asked.values()].flatMap((reading) => {
      const [answer] = this.answersFor([reading]);
      return answer && isNews(reading, answer.updatedAt) ? [answer] : [];
    });
  }

  /** Those of `readings` that a list showed, with what it says of them. */
  answersFor(readings: readonly Reading[]): ChangedBsff[] {
    return readings.flatMap(({ trackdechetsId: id }) => {
      const updatedAt = this.answered.get(id);
      return updatedAt === undefined ? [] : [{ id, updatedAt }];
    });
  }

  /** Local ids of those that a list showed, and of those that stay out of reach: others come before them the next time. */
  get looked(): string[] {
    const asked = [...this.asked.values()];
    return asked.filter((reading) => this.shows(reading) || isLost(reading)).map(({ bsffId }) => bsffId);
  }

  private shows({ trackdechetsId }: Reading): boolean {
    return this.answered.has(trackdechetsId);
  }
}

const isLost = (reading: Reading | undefined): boolean => reading?.state === 'REMOVED';
