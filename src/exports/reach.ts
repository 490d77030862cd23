import { Injectable } from '@nestjs/common';
import { type Outcome } from '../trackdechets/call';
import { TrackdechetsError } from '../trackdechets/errors';
import { TrackdechetsBsffLists } from '../trackdechets/trackdechets.bsff-lists';
import { type ExportLoad } from './export-load';
import { pauseAfter } from './outcome';

/** A platform that is away, and how long to leave it alone. */
export interface Absence {
  error: TrackdechetsError;
  pauseMs: number;
}

const AWAY = ['UNAVAILABLE', 'UNKNOWN_OUTCOME'];

/**
 * Whether Trackdéchets answers, as this replica last saw it. During an outage a creation would end in doubt and have to be looked
 * up: after a failure, something harmless is therefore asked first. Only a hint: nothing is right or wrong because of it.
 */
@Injectable()
export class Reach {
  private failures = 0;
  private probing: Promise<Absence | null> | null = null;
  private absence: (Absence & { until: number }) | null = null;

  constructor(private readonly lists: TrackdechetsBsffLists) {}

  /** Takes note of how a request went. */
  note(outcomes: readonly Outcome<unknown>[]): void {
    const away = outcomes.every((outcome) => !outcome.ok && AWAY.includes(outcome.error.kind));
    if (!away) this.failures = 0;
    else if (this.failures === 0) this.failures = 1;
  }

  /** Null when there is no reason to think that Trackdéchets is away; one replica asks once for all its exports. */
  async check(load: ExportLoad): Promise<Absence | null> {
    if (this.failures === 0) return null;
    if (this.absence && performance.now() < this.absence.until) return this.absence;
    return (this.probing ??= this.probe(load).finally(() => (this.probing = null)));
  }

  private async probe({ token, priority }: ExportLoad): Promise<Absence | null> {
    this.absence = null;
    try {
      await this.lists.ping({ token, priority });
    } catch (error) {
      if (!(error instanceof TrackdechetsError)) throw error;
      // Any other refusal is an answer, and belongs to whoever asks for something.
      if (AWAY.includes(error.kind)) return this.away(error);
    }
    this.failures = 0;
    return null;
  }

  private away(error: TrackdechetsError): Absence {
    const pauseMs = (error.retryAfter ?? 0) * 1_000 || pauseAfter(this.failures++);
    this.absence = { error, pauseMs, until: performance.now() + pauseMs / 2 };
    return this.absence;
  }
}
