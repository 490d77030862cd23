import { inspect } from 'node:util';

const MASK = '[token]';

/**
 * A user's Trackdéchets token, in a wrapper that no log, error or answer can open by accident:
 * whatever prints, serialises or inspects it finds "[token]".
 */
export class TrackdechetsToken {
  readonly #clear: string;

  /** `userId`: whose it is, for the logs. */
  constructor(
    clear: string,
    readonly userId: string | null = null,
  ) {
    this.#clear = clear;
  }

  /** The header's value, for the transport alone. A line break or another control character cannot travel in it. */
  authorization(): string {
    return `Bearer ${this.#clear.replace(/[^\x21-\x7e]/g, '')}`;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [inspect.custom](): string {
    return MASK;
  }
}
