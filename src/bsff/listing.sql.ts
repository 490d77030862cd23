import { type EntityManager, In, type SelectQueryBuilder } from 'typeorm';
import { Bsff } from './bsff.entity';
import { type BsffQuery } from './dto/bsff.query';
import { searchQuery } from './search';

/** How many of the newest documents are looked through before the index of words is asked. */
const NEWEST = 2_000;

/** One document more than the page, newest first, after the key of the page before. */
export async function listBsffs(em: EntityManager, query: BsffQuery, after: string[] | null): Promise<Bsff[]> {
  const wanted = query.limit + 1;
  if (!query.query?.trim()) {
    return filtered(em, query, after).orderBy({ 'b.createdAt': 'DESC', 'b.id': 'DESC' }).limit(wanted).getMany();
  }
  const words = searchQuery(query.query);
  if (words === null) return [];
  const recent = await amongNewest(em, filtered(em, query, after), words, wanted);
  // A page that the newest documents fill is the page; otherwise the words are rare enough for their index.
  const ids = recent.length === wanted ? recent : await byWords(filtered(em, query, after), words, wanted);
  return inOrder(ids, await em.findBy(Bsff, { id: In(ids) }));
}

function filtered(em: EntityManager, query: BsffQuery, after: string[] | null): SelectQueryBuilder<Bsff> {
  const { exportState, status, establishmentId, updatedSince } = query;
  const select = em.createQueryBuilder(Bsff, 'b').where('b.deleted_at IS NULL');
  if (after) select.andWhere('(b.created_at, b.id) < (:at::timestamptz, :id::uuid)', { at: after[0], id: after[1] });
  if (exportState) select.andWhere('b.export_state = :exportState', { exportState });
  if (status) select.andWhere('b.status = :status', { status });
  if (establishmentId) select.andWhere('b.establishment_id = :establishmentId', { establishmentId });
  if (updatedSince) select.andWhere('b.updated_at >= :updatedSince', { updatedSince });
  return select;
}

interface Found {
  id: string;
}

/** Frequent words fill a page from the newest documents at once, where their index would gather a good part of the table. */
async function amongNewest(
  em: EntityManager,
  documents: SelectQueryBuilder<Bsff>,
  words: string,
  wanted: number,
): Promise<string[]> {
  const newest = documents
    .select(['b.id AS id', 'b.search AS search', 'b.created_at AS at'])
    .orderBy({ 'b.created_at': 'DESC', 'b.id': 'DESC' })
    .limit(NEWEST);
  const rows = await em
    .createQueryBuilder()
    .select('n.id', 'id')
    .from(`(${newest.getQuery()})`, 'n')
    .setParameters(newest.getParameters())
    .where('n.search @@ :words::tsquery', { words })
    .orderBy({ 'n.at': 'DESC', 'n.id': 'DESC' })
    .limit(wanted)
    .getRawMany<Found>();
  return rows.map(({ id }) => id);
}

/**
 * Rare words through their index. The planner cannot know how rare the beginning of a word is and would walk the whole table in
 * the order asked for: an order that no index has keeps it from that.
 */
async function byWords(documents: SelectQueryBuilder<Bsff>, words: string, wanted: number): Promise<string[]> {
  const rows = await documents
    .select('b.id', 'id')
    .andWhere('b.search @@ :words::tsquery', { words })
    .orderBy({ "b.created_at + interval '0'": 'DESC', 'b.id': 'DESC' })
    .limit(wanted)
    .getRawMany<Found>();
  return rows.map(({ id }) => id);
}

function inOrder(ids: readonly string[], rows: readonly Bsff[]): Bsff[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
