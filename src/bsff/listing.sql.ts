import { type EntityManager } from 'typeorm';
import { Bsff } from './bsff.entity';
import { type BsffQuery } from './dto/bsff.query';
import { searchQuery } from './search';

/** One document more than the page, newest first, after the key of the page before. */
export async function listBsffs(em: EntityManager, query: BsffQuery, after: string[] | null): Promise<Bsff[]> {
  const { exportState, status, establishmentId, updatedSince, limit } = query;
  const select = em.createQueryBuilder(Bsff, 'b').where('b.deleted_at IS NULL');
  if (after) select.andWhere('(b.created_at, b.id) < (:at::timestamptz, :id::uuid)', { at: after[0], id: after[1] });
  if (exportState) select.andWhere('b.export_state = :exportState', { exportState });
  if (status) select.andWhere('b.status = :status', { status });
  if (establishmentId) select.andWhere('b.establishment_id = :establishmentId', { establishmentId });
  if (updatedSince) select.andWhere('b.updated_at >= :updatedSince', { updatedSince });
  if (query.query?.trim()) {
    const words = searchQuery(query.query);
    if (words === null) return [];
    select.andWhere('b.search @@ :words::tsquery', { words });
  }
  return select
    .orderBy({ 'b.createdAt': 'DESC', 'b.id': 'DESC' })
    .limit(limit + 1)
    .getMany();
}
