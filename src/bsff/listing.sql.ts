import { type EntityManager } from 'typeorm';
import { gathering } from '../database/gathering';
import { read, type Reading, reading, together } from '../database/reading';
import { type Bsff } from './bsff.entity';
import { documents } from './documents.sql';
import { type BsffQuery } from './dto/bsff.query';
import { searchQuery } from './search';

/** How many of the newest documents tell how frequent the words are. */
const SAMPLE = 250;
/** How many of the newest documents are looked through for frequent words before their index is asked. */
const NEWEST = 2_000;

/** A page: what is wanted, and the key of the last document of the page before. */
export interface PageAsked {
  query: BsffQuery;
  after: string[] | null;
}

/** The documents that a query filters, but for its words. */
interface Filter {
  conditions: string;
  parameters: unknown[];
}

/** Where a page's words are looked for first: one statement for all the pages that look at the same moment. */
type Look = (at: Reading<string[]>) => Promise<string[]>;

/** One document more than the page, newest first, after the key of the page before; one connection serves for all of them. */
export async function listBsffs(em: EntityManager, asked: readonly PageAsked[]): Promise<Bsff[][]> {
  const look: Look = gathering((looks: readonly Reading<string[]>[]) => readAll(em, looks));
  const pages = await Promise.all(asked.map((one) => pageOfBsffs(em, look, one)));
  return readAll(em, pages);
}

function readAll<T>(em: EntityManager, readings: readonly Reading<T>[]): Promise<T[]> {
  return read(em, together<T[]>(...readings), { plannedEachTime: true });
}

async function pageOfBsffs(em: EntityManager, look: Look, { query, after }: PageAsked): Promise<Reading<Bsff[]>> {
  const wanted = query.limit + 1;
  const filter = filterOf(query, after);
  const { conditions, parameters } = filter;
  if (!query.query?.trim()) return documents(em, `WHERE ${conditions} ${NEWEST_FIRST} LIMIT ${wanted}`, parameters);
  const words = searchQuery(query.query);
  if (words === null) return documents(em, 'WHERE false', []);
  const withWords = { conditions, parameters: [...parameters, words] };
  const sample = await look(amongNewest(withWords, wanted, SAMPLE));
  if (sample.length === wanted) return documents(em, WITH_IDS, [sample]);
  // As many among two thousand would fill the page: where words are frequent, their index gathers a good part of the table.
  if (sample.length * (NEWEST / SAMPLE) >= wanted) {
    const ids = await look(amongNewest(withWords, wanted, NEWEST));
    if (ids.length === wanted) return documents(em, WITH_IDS, [ids]);
  }
  return byWords(em, withWords, wanted);
}

const NEWEST_FIRST = 'ORDER BY b.created_at DESC, b.id DESC';
const WITH_IDS = `WHERE b.id = ANY($1) ${NEWEST_FIRST}`;

function filterOf({ exportState, status, establishmentId, updatedSince }: BsffQuery, after: string[] | null): Filter {
  const parameters: unknown[] = [];
  const conditions = ['b.deleted_at IS NULL'];
  const add = (condition: string, ...values: unknown[]): void => {
    conditions.push(condition.replace(/\?/g, () => `$${parameters.push(values.shift())}`));
  };
  if (after) add('(b.created_at, b.id) < (?::timestamptz, ?::uuid)', after[0], after[1]);
  if (exportState) add('b.export_state = ?', exportState);
  if (status) add('b.status = ?', status);
  if (establishmentId) add('b.establishment_id = ?', establishmentId);
  if (updatedSince) add('b.updated_at >= ?', updatedSince);
  return { conditions: conditions.join(' AND '), parameters };
}

/** Ids of those of the newest documents that hold the words (the last parameter), as many as wanted. */
function amongNewest(filter: Filter, wanted: number, newest: number): Reading<string[]> {
  return reading(
    `SELECT n.id FROM (
       SELECT b.id, b.search, b.created_at FROM bsffs b WHERE ${filter.conditions} ${NEWEST_FIRST} LIMIT ${newest}) n
     WHERE n.search @@ $${filter.parameters.length}::tsquery ORDER BY n.created_at DESC, n.id DESC LIMIT ${wanted}`,
    filter.parameters,
    (rows: { id: string }[]) => rows.map(({ id }) => id),
  );
}

/**
 * Rare words through their index. The planner cannot know how rare the beginning of a word is and would walk the whole table in
 * the order asked for: an order that no index has keeps it from that.
 */
function byWords(em: EntityManager, filter: Filter, wanted: number): Reading<Bsff[]> {
  return documents(
    em,
    `JOIN (
       SELECT b.id FROM bsffs b WHERE ${filter.conditions} AND b.search @@ $${filter.parameters.length}::tsquery
       ORDER BY b.created_at + interval '0' DESC, b.id DESC LIMIT ${wanted}) found ON found.id = b.id ${NEWEST_FIRST}`,
    filter.parameters,
  );
}
