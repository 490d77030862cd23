import { type DataSource } from 'typeorm';

const BATCH = 5_000;

/** Runs SQL: a data source, or one connection of it. */
export type Sql = Pick<DataSource, 'query'>;

/** The first row at which the audit is not what was written. */
export interface BrokenRow {
  /** Rank in the chain; null for an event that the chain does not know. */
  seq: string | null;
  eventId: string | null;
  reason: 'MISSING' | 'ALTERED' | 'UNLINKED';
}

/** The end of the chain: kept elsewhere and given to a later check, it also shows rows cut off the end. */
export interface ChainHead {
  seq: string;
  /** Hexadecimal. */
  hash: string;
}

export interface ChainReport {
  checked: number;
  broken: BrokenRow | null;
  head: ChainHead | null;
  /** The last row that retention removed: nothing can be said of what came before it. */
  removed: ChainHead | null;
}

interface Link {
  seq: string;
  event_id: string;
  hash: string;
  in_order: boolean;
  /** Null for a row that says what was written. */
  altered: string | null;
}

const BEGINNING: ChainHead = { seq: '0', hash: '00' };

export interface ChainCheck {
  /** The end of the chain at an earlier check. */
  knownHead?: ChainHead | null;
  /** Only that many rows, the last ones; all of them when left out. */
  last?: number;
}

/**
 * Computes every hash of the audit's chain again, oldest first, up to the first broken row. All of it is read as of one moment: what
 * retention removes and privacy redacts meanwhile is no breach.
 */
export async function checkChain(dataSource: DataSource, check: ChainCheck = {}): Promise<ChainReport> {
  return dataSource.transaction('REPEATABLE READ', async (em) => {
    await em.query('SET TRANSACTION READ ONLY');
    return readChain(em, check);
  });
}

async function readChain(sql: Sql, { knownHead = null, last }: ChainCheck): Promise<ChainReport> {
  const removed = await anchorOf(sql);
  if (removed && !(await isTold(sql, removed))) {
    return { checked: 0, broken: missingAfter(removed), head: null, removed };
  }
  const redacted = await redactedRows(sql);
  let head = (last && (await linkBefore(sql, last))) || removed || BEGINNING;
  let checked = 0;
  let metKnownHead = knownHead === null || isKnown(removed, knownHead);
  for (;;) {
    const links = await nextLinks(sql, head);
    for (const link of links) {
      const broken = faultOf(link, redacted);
      if (broken) return { checked, broken, head: headOrNull(head), removed };
      head = { seq: link.seq, hash: link.hash };
      metKnownHead ||= head.seq === knownHead?.seq && head.hash === knownHead.hash;
      checked++;
    }
    if (links.length < BATCH) break;
  }
  const unlinked = last ? null : await firstUnlinked(sql);
  const broken = metKnownHead ? unlinked : missingAfter(head);
  return { checked, broken, head: headOrNull(head), removed };
}

function headOrNull(head: ChainHead): ChainHead | null {
  return head.seq === '0' ? null : head;
}

function missingAfter(head: ChainHead): BrokenRow {
  return { seq: String(BigInt(head.seq) + 1n), eventId: null, reason: 'MISSING' };
}

/** A head that retention has removed since can be compared no more, unless it is the very last one removed. */
function isKnown(removed: ChainHead | null, known: ChainHead): boolean {
  if (!removed) return false;
  return removed.seq === known.seq ? removed.hash === known.hash : BigInt(known.seq) < BigInt(removed.seq);
}

/** A row whose content changed is as it should be when a later row of the chain tells of its redaction, and to what. */
function faultOf({ seq, event_id: eventId, in_order, altered }: Link, redacted: Map<string, string>): BrokenRow | null {
  if (!in_order) return { seq, eventId, reason: 'MISSING' };
  return altered === null || redacted.get(seq) === altered ? null : { seq, eventId, reason: 'ALTERED' };
}

/** The rows after `head`, each compared with the one before and with the event it vouches for. */
async function nextLinks(sql: Sql, head: ChainHead): Promise<Link[]> {
  return sql.query<Link[]>(
    `SELECT c.seq, c.event_id, encode(c.hash, 'hex') AS hash,
            c.seq = lag(c.seq, 1, $1::bigint) OVER w + 1
              AND c.previous_hash = lag(c.hash, 1, decode($2, 'hex')) OVER w AS in_order,
            CASE WHEN e.id IS NULL THEN 'absent' WHEN c.hash <> audit_hash(c.previous_hash, e)
              THEN encode(audit_hash('', e), 'hex') END AS altered
     FROM audit_chain c LEFT JOIN audit_events e ON e.id = c.event_id
     WHERE c.seq > $1 WINDOW w AS (ORDER BY c.seq) ORDER BY c.seq LIMIT $3`,
    [head.seq, head.hash, BATCH],
  );
}

/** An event that got past the chain's trigger. */
async function firstUnlinked(sql: Sql): Promise<BrokenRow | null> {
  const [event] = await sql.query<{ id: string }[]>(
    `SELECT e.id FROM audit_events e WHERE NOT EXISTS (SELECT FROM audit_chain c WHERE c.event_id = e.id) ORDER BY e.at LIMIT 1`,
  );
  return event ? { seq: null, eventId: event.id, reason: 'UNLINKED' } : null;
}

/** The link before the last `count` ones; null when there are not that many. */
async function linkBefore(sql: Sql, count: number): Promise<ChainHead | null> {
  const [link] = await sql.query<ChainHead[]>(
    `SELECT seq, encode(hash, 'hex') AS hash FROM audit_chain ORDER BY seq DESC OFFSET $1 LIMIT 1`,
    [count],
  );
  return link ?? null;
}

async function anchorOf(sql: Sql): Promise<ChainHead | null> {
  const [anchor] = await sql.query<ChainHead[]>(`SELECT seq, encode(hash, 'hex') AS hash FROM audit_anchor`);
  return anchor ?? null;
}

/** Where the chain begins is believed when the chain itself says so: each removal is a row of it. */
async function isTold(sql: Sql, { seq, hash }: ChainHead): Promise<boolean> {
  const [told] = await sql.query<{ after: Record<string, unknown> | null }[]>(
    `SELECT e.after FROM audit_events e JOIN audit_chain c ON c.event_id = e.id
     WHERE e.action = 'audit.pruned' ORDER BY c.seq DESC LIMIT 1`,
  );
  return told?.after?.['upTo'] === `${seq}:${hash}`;
}

/** Rank and new content (hexadecimal hash) of each redacted row, as the chain last told. */
async function redactedRows(sql: Sql): Promise<Map<string, string>> {
  const told = await sql.query<{ after: { rows?: Record<string, string> } | null }[]>(
    `SELECT e.after FROM audit_events e JOIN audit_chain c ON c.event_id = e.id
     WHERE e.action = 'audit.redacted' ORDER BY c.seq`,
  );
  return new Map(told.flatMap(({ after }) => Object.entries(after?.rows ?? {})));
}
