import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Credentials } from '../credentials/credentials';
import { Establishments } from '../establishments/establishments.service';
import { Metrics, type Sample } from '../metrics/metrics';
import { mayList } from '../trackdechets/rules/permissions';

const EVERY_SECONDS = 5;
/** Counting documents takes longer than looking a date up. */
const COUNTED_EVERY_SECONDS = 30;

/** How late what is shown here may be, and who can read it. */
@Injectable()
export class PullMetrics {
  private readonly takenOver;

  constructor(
    private readonly metrics: Metrics,
    private readonly establishments: Establishments,
    private readonly credentials: Credentials,
  ) {
    this.takenOver = metrics.counter(
      'connector_pulls_taken_over_total',
      'Pulls that this replica went on with after another had stopped or fallen silent',
    );
    this.measureLag();
    this.measureLast();
    this.measureReaders();
    this.measureDocuments();
  }

  resumed(): void {
    this.takenOver.inc();
  }

  private measureLag(): void {
    const lag = this.metrics.gauge(
      'connector_pull_lag_seconds',
      'Since the beginning of the last pull that read the establishment to its end; 7 days at most, its own age when never read',
      ['siret'],
    );
    this.metrics.sample({
      gauges: [lag],
      everySeconds: EVERY_SECONDS,
      read: async (em) =>
        (await lags(em)).map(({ siret, seconds }) => ({ gauge: lag, labels: { siret }, value: seconds })),
    });
  }

  private measureLast(): void {
    const last = this.metrics.gauge('connector_pull_last_result', 'Always 1; its labels say how the last pull ended', [
      'state',
      'error',
    ]);
    const running = this.metrics.gauge(
      'connector_pull_running_seconds',
      'Since the pull under way began; 0 when none is',
    );
    this.metrics.sample({
      gauges: [last, running],
      everySeconds: EVERY_SECONDS,
      read: async (em): Promise<Sample[]> => {
        const [row] = await em.query<{ seconds: number | null }[]>(
          `SELECT extract(epoch FROM now() - started_at)::float8 AS seconds FROM pulls WHERE state = 'RUNNING'`,
        );
        const ended = await em.query<{ state: string; error: string }[]>(
          `SELECT state, coalesce(error, '') AS error FROM pulls WHERE finished_at IS NOT NULL ORDER BY requested_at DESC LIMIT 1`,
        );
        return [
          { gauge: running, value: row?.seconds ?? 0 },
          ...ended.map((labels) => ({ gauge: last, labels: { ...labels }, value: 1 })),
        ];
      },
    });
  }

  private measureReaders(): void {
    const readers = this.metrics.gauge(
      'connector_establishment_readers',
      'People whose token can list the establishment’s documents: with 0, nothing of it comes back',
      ['siret'],
    );
    this.metrics.sample({
      gauges: [readers],
      everySeconds: EVERY_SECONDS,
      read: async (em) => {
        const owners = await this.credentials.usableOwners(em);
        const lists = (siret: string): number => owners.filter(({ companies }) => mayList(companies, siret)).length;
        const own = await this.establishments.all(em);
        return own.map(({ siret }) => ({ gauge: readers, labels: { siret }, value: lists(siret) }));
      },
    });
  }

  private measureDocuments(): void {
    const open = this.metrics.gauge(
      'connector_documents_open',
      'Documents on Trackdéchets that still await a signature',
    );
    const unseen = this.metrics.gauge(
      'connector_documents_unconfirmed_age_seconds',
      'Since the open document seen longest ago was seen on Trackdéchets: how late a deletion can be known; 0 when there is none',
    );
    const conflicts = this.metrics.gauge('connector_conflicts_open', 'Documents with fields changed on both sides');
    this.metrics.sample({
      gauges: [open, unseen, conflicts],
      everySeconds: COUNTED_EVERY_SECONDS,
      read: async (em) => {
        const counted = await documents(em);
        return [
          { gauge: open, value: counted.open },
          { gauge: unseen, value: counted.unseenSeconds },
          { gauge: conflicts, value: counted.conflicts },
        ];
      },
    });
  }
}

/** The newest pull that read it, among those of a week: one that nobody reads costs a thousand short rows. */
function lags(em: EntityManager): Promise<{ siret: string; seconds: number }[]> {
  return em.query(
    `SELECT siret, extract(epoch FROM now() - coalesce(last.started_at, greatest(created_at, now() - interval '7 days')))::float8 AS seconds
     FROM establishments LEFT JOIN LATERAL (
       SELECT started_at FROM pulls
       WHERE state = 'SUCCEEDED' AND requested_at > now() - interval '7 days'
         AND readers @> jsonb_build_array(jsonb_build_object('orgIds', jsonb_build_array(siret)))
       ORDER BY requested_at DESC LIMIT 1
     ) last ON true`,
  );
}

async function documents(em: EntityManager): Promise<{ open: number; unseenSeconds: number; conflicts: number }> {
  const [row] = await em.query<{ open: number; unseenSeconds: number; conflicts: number }[]>(
    `SELECT (SELECT count(*)::int FROM bsff_readings WHERE state = 'OPEN') AS open,
       coalesce(extract(epoch FROM now() - (SELECT min(listed_at) FROM bsff_readings WHERE state = 'OPEN'))::float8, 0) AS "unseenSeconds",
       (SELECT count(*)::int FROM bsffs WHERE conflict IS NOT NULL AND deleted_at IS NULL) AS conflicts`,
  );
  return row ?? { open: 0, unseenSeconds: 0, conflicts: 0 };
}
