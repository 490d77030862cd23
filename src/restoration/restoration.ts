import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Audit } from '../audit/audit';
import { AppConfig } from '../config/app.config';
import { notify } from '../database/notifications';
import { transaction } from '../database/transaction';
import { PullStore } from '../pulls/pull-store';

/** A pull that could not read everything is made again after this long. Seconds. */
const AGAIN_AFTER = 15;

interface Standing {
  known: string | null;
  /** The database as it was found, when it is not the known one. */
  noticed: string | null;
  present: string;
}

/** What a pull has shown since everything that was on its way to Trackdéchets can have arrived there. */
type Reading = 'TOO_EARLY' | 'TO_ASK' | 'UNDER_WAY' | 'DONE';

/**
 * Keeps a restored database from sending twice what left after its backup (invariant 1): it is recognised as another one, its
 * creations stay in the queue (`may_create_documents`), and a pull first takes in what Trackdéchets holds already.
 */
@Injectable()
export class Restoration {
  private readonly logger = new Logger(Restoration.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly config: AppConfig,
    private readonly pulls: PullStore,
    private readonly audit: Audit,
  ) {}

  /** Looks whether the database is the one it was, and goes on with what a restoration asks for. */
  async look(): Promise<void> {
    const { known, present, noticed } = await standingOf(this.dataSource.manager);
    if (known === present && noticed === null) return;
    await transaction(this.dataSource, async (em) => {
      const standing = await standingOf(em, 'FOR UPDATE');
      if (standing.known === null) await recordKnown(em, standing.present);
      else if (standing.known === standing.present) await recordKnown(em, standing.present);
      else if (standing.noticed !== standing.present) await this.notice(em, standing);
      else await this.proceed(em, standing);
    });
  }

  private async notice(em: EntityManager, { known, present }: Standing): Promise<void> {
    await em.query('UPDATE database_restoration SET noticed = $1, noticed_at = now()', [present]);
    // Events are ordered by transactions of the database they were written in: those of another one would never show, or late.
    await em.query('DELETE FROM events WHERE tx > pg_current_xact_id()');
    await this.tell(em, 'database.restored', { database: known }, { database: present });
    this.logger.warn(
      'This database is not the one it was (restored, copied or failed over): no document is created on Trackdéchets before a pull has shown what is there already',
    );
  }

  private async proceed(em: EntityManager, { known, present }: Standing): Promise<void> {
    const reading = await this.reading(em);
    if (reading === 'TO_ASK') await this.pulls.request(em, { cause: 'SCHEDULED' });
    if (reading !== 'DONE') return;
    await recordKnown(em, present);
    await this.tell(em, 'database.recovered', { database: known }, { database: present });
    await notify(em, 'exports');
    this.logger.log('Everything that Trackdéchets holds is known here: documents are created there again');
  }

  private async reading(em: EntityManager): Promise<Reading> {
    const [row] = await em.query<[{ reading: Reading }]>(
      `WITH bounds AS (SELECT noticed_at + make_interval(secs => $1) AS start FROM database_restoration),
         since AS (SELECT p.* FROM pulls p, bounds WHERE p.started_at >= bounds.start OR p.state = 'QUEUED')
       SELECT CASE
         WHEN (SELECT start FROM bounds) > now() THEN 'TOO_EARLY'
         WHEN EXISTS (SELECT FROM since WHERE state = 'SUCCEEDED' AND error IS NULL) THEN 'DONE'
         WHEN EXISTS (SELECT FROM since WHERE state IN ('QUEUED', 'RUNNING')
                        OR finished_at > now() - make_interval(secs => $2)) THEN 'UNDER_WAY'
         ELSE 'TO_ASK' END AS reading`,
      [this.config.exportSettleMs / 1_000, AGAIN_AFTER],
    );
    return row.reading;
  }

  private async tell(em: EntityManager, action: string, before: object, after: object): Promise<void> {
    const entry = { action, subjectType: 'database' as const, subjectId: '' };
    await this.audit.record(em, null, { ...entry, before: { ...before }, after: { ...after } });
  }
}

async function standingOf(em: EntityManager, lock = ''): Promise<Standing> {
  const [row] = await em.query<[Standing]>(
    `SELECT known, noticed, database_identity() AS present FROM database_restoration ${lock}`,
  );
  return row;
}

async function recordKnown(em: EntityManager, present: string): Promise<void> {
  await em.query('UPDATE database_restoration SET known = $1, noticed = NULL, noticed_at = NULL', [present]);
}
