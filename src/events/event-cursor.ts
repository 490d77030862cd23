/** A place in the order of events: the writing transaction, then the row. */
export interface EventCursor {
  tx: bigint;
  id: bigint;
}

const WRITTEN = /^(\d{1,19})-(\d{1,18})$/;

/** The cursor in a `Last-Event-ID`, or null when it is not one of ours. */
export function readCursor(text: string | undefined): EventCursor | null {
  const [, tx, id] = WRITTEN.exec(text ?? '') ?? [];
  return tx === undefined || id === undefined ? null : { tx: BigInt(tx), id: BigInt(id) };
}

/** The `id:` of an event in the stream. */
export function writeCursor({ tx, id }: EventCursor): string {
  return `${tx}-${id}`;
}

/** True when `a` comes before `b`. */
export function isBefore(a: EventCursor, b: EventCursor): boolean {
  return a.tx === b.tx ? a.id < b.id : a.tx < b.tx;
}

/**
 * Where a stream begins: at its last event, or now. One that is still to come was written by the database before it was restored
 * from a backup.
 */
export function beginningOf(lastEventId: string | undefined, now: EventCursor): EventCursor {
  const last = readCursor(lastEventId);
  return last && isBefore(last, now) ? last : now;
}
