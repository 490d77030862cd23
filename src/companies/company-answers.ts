import { randomUUID } from 'node:crypto';
import { type EntityManager } from 'typeorm';
import { TrackdechetsError } from '../trackdechets/errors';
import { type TrackdechetsCompany } from '../trackdechets/trackdechets.companies';

/** This process among the replicas. */
const OWNER = randomUUID();
const BATCH = 5;
const LEASE = '2 minutes';

/** Numbers whose turn has come, leased to this replica: those never looked up first, then the oldest. */
export async function claimDue(em: EntityManager): Promise<string[]> {
  const [rows] = await em.query<[{ org_id: string }[], number]>(
    `UPDATE companies SET lease_owner = $1, lease_until = now() + $2::interval
     WHERE org_id IN (
       SELECT org_id FROM companies
       WHERE next_check_at <= now() AND (lease_until IS NULL OR lease_until <= now())
       ORDER BY found IS NOT NULL, next_check_at LIMIT $3 FOR UPDATE SKIP LOCKED)
     RETURNING org_id`,
    [OWNER, LEASE, BATCH],
  );
  return rows.map(({ org_id }) => org_id);
}

/** True when Trackdéchets refuses the number: it is unknown, or that of a closed establishment. */
export function isRefused(answer: TrackdechetsCompany | TrackdechetsError | undefined): boolean {
  return answer instanceof TrackdechetsError && answer.kind === 'NOT_FOUND';
}

/**
 * What a look-up says of the number itself, or null when it says nothing: Trackdéchets was out of reach. `closed` tells why a
 * number is refused (see Closures).
 */
export function companyFacts(answer: TrackdechetsCompany | TrackdechetsError, closed: boolean): CompanyFacts | null {
  if (!(answer instanceof TrackdechetsError)) {
    const { name, address, contact, phone, mail, registered, companyTypes, dormant, receipt } = answer;
    const details = { name, address, contact, phone, mail };
    return { found: true, details, registered, companyTypes, closed: answer.closed, dormant, receipt };
  }
  if (!isRefused(answer)) return null;
  return { found: closed, registered: false, companyTypes: [], closed, dormant: false, receipt: null };
}

export interface CompanyFacts {
  found: boolean;
  registered: boolean;
  companyTypes: string[];
  closed: boolean;
  dormant: boolean;
  receipt: TrackdechetsCompany['receipt'];
  /** Left as they were when the answer does not tell. */
  details?: Pick<TrackdechetsCompany, 'name' | 'address' | 'contact' | 'phone' | 'mail'>;
}

/** Writes what Trackdéchets said; the next check is a day later, give or take an hour so that they spread. */
export async function recordAnswer(em: EntityManager, orgId: string, facts: CompanyFacts): Promise<void> {
  const { found, registered, companyTypes, closed, dormant, receipt, details } = facts;
  await em.query(
    `INSERT INTO companies AS c (org_id, found, registered, company_types, closed, dormant, receipt, name, address, contact, phone, mail, checked_at, next_check_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $9, $10, $11, $12, $13, now(), now() + interval '23 hours' + random() * interval '1 hour')
     ON CONFLICT (org_id) DO UPDATE SET
       found = excluded.found, registered = excluded.registered, company_types = excluded.company_types,
       closed = excluded.closed, dormant = excluded.dormant, receipt = excluded.receipt,
       name = CASE WHEN $8 THEN excluded.name ELSE c.name END,
       address = CASE WHEN $8 THEN excluded.address ELSE c.address END,
       contact = CASE WHEN $8 THEN excluded.contact ELSE c.contact END,
       phone = CASE WHEN $8 THEN excluded.phone ELSE c.phone END,
       mail = CASE WHEN $8 THEN excluded.mail ELSE c.mail END,
       checked_at = excluded.checked_at, next_check_at = excluded.next_check_at,
       failures = 0, lease_owner = NULL, lease_until = NULL`,
    [
      ...[orgId, found, registered, companyTypes, closed, dormant, receipt && JSON.stringify(receipt)],
      details !== undefined,
      ...[details?.name ?? null, details?.address ?? null, details?.contact ?? null],
      ...[details?.phone ?? null, details?.mail ?? null],
    ],
  );
}

/** Gives a number back after a failure: again in 30 s, then twice as late each time, up to an hour. */
export async function postpone(em: EntityManager, orgId: string): Promise<void> {
  await em.query(
    `UPDATE companies SET failures = failures + 1, lease_owner = NULL, lease_until = NULL,
       next_check_at = now() + least(interval '30 seconds' * 2 ^ least(failures, 10), interval '1 hour')
     WHERE org_id = $1 AND lease_owner = $2`,
    [orgId, OWNER],
  );
}
