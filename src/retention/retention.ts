import { type DataSource } from 'typeorm';
import { type Sql } from '../audit/audit-chain';
import { countPrunable, pruneAudit } from '../audit/audit-pruning';
import { type RetentionPeriods } from '../config/retention-periods';
import { transaction } from '../database/transaction';
import { type Rule, rulesOf } from './rules';

/** Rows of one transaction: short enough that nobody waits for it. */
const BATCH = 1_000;
/** One batch at a time over all replicas and commands. */
const RETENTION_LOCK = 7_253_004;

/** What of a table has had its time, or is gone by now. */
export interface Due {
  table: string;
  rows: number;
  fr: string;
  en: string;
}

const describedAudit = (days: number): Omit<Due, 'rows'> => ({
  table: 'audit_events',
  fr: `lignes d’audit de plus de ${days} jours`,
  en: `audit rows older than ${days} days`,
});

/** How many rows of each table have had their time; changes nothing. */
export async function countDue(sql: Sql, periods: RetentionPeriods): Promise<Due[]> {
  const due: Due[] = [];
  for (const { table, condition, parameter, fr, en } of rulesOf(periods)) {
    const [row] = await sql.query<[{ rows: number }]>(`SELECT count(*)::int AS rows FROM ${table} WHERE ${condition}`, [
      parameter,
    ]);
    due.push({ table, rows: row.rows, fr, en });
  }
  const { auditDays } = periods;
  if (auditDays !== null) due.push({ ...describedAudit(auditDays), rows: await countPrunable(sql, auditDays) });
  return due;
}

/**
 * Removes what has had its time, in small transactions, until nothing is left or `stopping` says so. A replica that finds
 * another at it leaves that batch to it.
 */
export async function removeDue(
  dataSource: DataSource,
  periods: RetentionPeriods,
  stopping: () => boolean = () => false,
): Promise<Due[]> {
  const removed: Due[] = [];
  for (const rule of rulesOf(periods)) {
    const { table, fr, en } = rule;
    const rows = await inBatches(stopping, () => removeBatch(dataSource, rule));
    removed.push({ table, rows, fr, en });
  }
  const { auditDays } = periods;
  if (auditDays === null) return removed;
  const rows = await inBatches(stopping, () =>
    transaction(dataSource, async (em) => ((await isOurTurn(em)) ? pruneAudit(em, auditDays, BATCH) : 0)),
  );
  return [...removed, { ...describedAudit(auditDays), rows }];
}

async function removeBatch(dataSource: DataSource, { table, condition, parameter }: Rule): Promise<number> {
  return transaction(dataSource, async (em) => {
    if (!(await isOurTurn(em))) return 0;
    const [, rows] = await em.query<[unknown, number]>(
      `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${table} WHERE ${condition} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))`,
      [parameter],
    );
    return rows;
  });
}

async function isOurTurn(em: Sql): Promise<boolean> {
  const [row] = await em.query<[{ ours: boolean }]>('SELECT pg_try_advisory_xact_lock($1) AS ours', [RETENTION_LOCK]);
  return row.ours;
}

async function inBatches(stopping: () => boolean, batch: () => Promise<number>): Promise<number> {
  let total = 0;
  for (let rows = BATCH; rows === BATCH && !stopping(); total += rows) rows = await batch();
  return total;
}
