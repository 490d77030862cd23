import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { co2EquivalentTonnes, findRefrigerant } from '../refrigerants';
import { type SummaryRow, type SummaryView } from './dto/summary.dto';

interface Row extends Omit<SummaryRow, 'fluid' | 'co2EquivalentTonnes'> {
  described: string;
}

/**
 * A container is counted once, with its accepted weight as soon as the acceptance is signed: a refused one weighs 0. What was
 * deleted is not counted.
 */
const CONTAINERS = `
  SELECT concat_ws(' ', b.input->'waste'->>'description', b.input->'waste'->>'adr') AS described,
         coalesce(b.status, 'LOCAL') AS status, b.input->'destination'->'company'->>'name' AS destination,
         CASE WHEN p->'operation'->'signature'->>'date' IS NOT NULL THEN p->'operation'->>'code' END AS operation,
         (CASE WHEN p->'acceptation'->'signature'->>'date' IS NOT NULL THEN p->'acceptation'->>'weight' ELSE p->>'weight' END)::float8 AS weight
  FROM bsffs b, jsonb_array_elements(coalesce(nullif(b.remote->'packagings', 'null'), nullif(b.input->'packagings', 'null'), '[]')) p
  WHERE b.deleted_at IS NULL AND b.removed IS DISTINCT FROM 'DELETED'
    AND b.created_at >= make_timestamptz($1, 1, 1, 0, 0, 0, 'Europe/Paris')
    AND b.created_at < make_timestamptz($1 + 1, 1, 1, 0, 0, 0, 'Europe/Paris')`;

/** Where the fluids of a year went. */
@Injectable()
export class Summaries {
  constructor(private readonly dataSource: DataSource) {}

  /** By fluid, status, destination and operation; weights in kg. */
  async of(year: number): Promise<SummaryView> {
    const rows = await this.dataSource.query<Row[]>(
      `SELECT described, status, destination, operation, count(*)::int AS containers, coalesce(sum(weight), 0) AS kilograms
       FROM (${CONTAINERS}) c GROUP BY described, status, destination, operation`,
      [year],
    );
    const items = new Map<string, SummaryRow>();
    for (const row of rows) add(items, row);
    const keys = [...items.keys()].sort();
    return { year, items: keys.map((key) => items.get(key) as SummaryRow) };
  }
}

/** Descriptions that name one fluid, each its own way, fall together. */
function add(
  items: Map<string, SummaryRow>,
  { described, status, destination, operation, containers, kilograms }: Row,
): void {
  const found = findRefrigerant(described);
  const fluid = found?.code ?? null;
  const key = JSON.stringify([fluid ?? '~', status, destination ?? '', operation ?? '']);
  const before = items.get(key);
  const total = Math.round(((before?.kilograms ?? 0) + kilograms) * 1e6) / 1e6;
  items.set(key, {
    fluid,
    status,
    destination,
    operation,
    containers: (before?.containers ?? 0) + containers,
    kilograms: total,
    co2EquivalentTonnes: found ? co2EquivalentTonnes(found, total) : null,
  });
}

const COLUMNS = [
  'fluid',
  'status',
  'destination',
  'operation',
  'containers',
  'kilograms',
  'co2EquivalentTonnes',
] as const;

/** The summary for a spreadsheet: semicolons and decimal commas, as French ones read, with a byte order mark. */
export function summaryCsv({ items }: SummaryView): string {
  const lines = items.map((item) => COLUMNS.map((column) => cell(item[column])).join(';'));
  return `\uFEFF${[COLUMNS.join(';'), ...lines].join('\r\n')}\r\n`;
}

/** A text that begins like a formula is kept from being one. */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value).replace('.', ',');
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
