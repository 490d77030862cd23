import { type DataSource } from 'typeorm';

const BATCH = 5_000;

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
}

interface Link {
  seq: string;
  event_id: string;
  hash: string;
  in_order: boolean;
  intact: boolean;
}

/** Computes every hash of the audit's chain again, oldest first, up to the first broken row. */
export async function checkChain(dataSource: DataSource, knownHead: ChainHead | null = null): Promise<ChainReport> {
  let head: ChainHead = { seq: '0', hash: '00' };
  let checked = 0;
  let metKnownHead = knownHead === null;
  for (;;) {
    const links = await nextLinks(dataSource, head);
    for (const link of links) {
      const broken = faultOf(link);
      if (broken) return { checked, broken, head: headOrNull(head) };
      head = { seq: link.seq, hash: link.hash };
      metKnownHead ||= head.seq === knownHead?.seq && head.hash === knownHead.hash;
      checked++;
    }
    if (links.length < BATCH) break;
  }
  const broken = metKnownHead ? await firstUnlinked(dataSource) : missingAfter(head);
  return { checked, broken, head: headOrNull(head) };
}

function headOrNull(head: ChainHead): ChainHead | null {
  return head.seq === '0' ? null : head;
}

function missingAfter(head: ChainHead): BrokenRow {
  return { seq: String(BigInt(head.seq) + 1n), eventId: null, reason: 'MISSING' };
}

function faultOf({ seq, event_id: eventId, in_order, intact }: Link): BrokenRow | null {
  if (!in_order) return { seq, eventId, reason: 'MISSING' };
  return intact ? null : { seq, eventId, reason: 'ALTERED' };
}

/** The rows after `head`, each compared with the one before and with the event it vouches for. */
async function nextLinks(dataSource: DataSource, head: ChainHead): Promise<Link[]> {
  return dataSource.query<Link[]>(
    `SELECT c.seq, c.event_id, encode(c.hash, 'hex') AS hash,
            c.seq = lag(c.seq, 1, $1::bigint) OVER w + 1
              AND c.previous_hash = lag(c.hash, 1, decode($2, 'hex')) OVER w AS in_order,
            e.id IS NOT NULL AND c.hash = audit_hash(c.previous_hash, e) AS intact
     FROM audit_chain c LEFT JOIN audit_events e ON e.id = c.event_id
     WHERE c.seq > $1 WINDOW w AS (ORDER BY c.seq) ORDER BY c.seq LIMIT $3`,
    [head.seq, head.hash, BATCH],
  );
}

/** An event that got past the chain's trigger. */
async function firstUnlinked(dataSource: DataSource): Promise<BrokenRow | null> {
  const [event] = await dataSource.query<{ id: string }[]>(
    `SELECT e.id FROM audit_events e WHERE NOT EXISTS (SELECT FROM audit_chain c WHERE c.event_id = e.id) ORDER BY e.at LIMIT 1`,
  );
  return event ? { seq: null, eventId: event.id, reason: 'UNLINKED' } : null;
}
