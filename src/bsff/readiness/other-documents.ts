import { type EntityManager } from 'typeorm';
import { type PreviousPackaging } from '../../trackdechets/rules/previous-packagings';
import { Bsff } from '../bsff.entity';
import { type BsffBody } from '../bsff-body';
import { numeroKey, searchQuery } from '../search';
import { type Candidate } from './bsff-readiness';

const CLOSED = ['PROCESSED', 'REFUSED', 'INTERMEDIATELY_PROCESSED'];

/** Numbers of this document's containers, folded, that are on another document that is still open. */
export async function numerosElsewhere(em: EntityManager, { id, input }: Candidate): Promise<Set<string>> {
  const keys = (input.packagings ?? []).map(({ numero }) => numeroKey(numero ?? '')).filter(Boolean);
  if (keys.length === 0) return new Set();
  const rows = await em.query<{ numero_key: string }[]>(
    `SELECT DISTINCT p.numero_key FROM bsff_packagings p JOIN bsffs b ON b.id = p.bsff_id
     WHERE p.numero_key = ANY($1) AND b.id IS DISTINCT FROM $2::uuid AND b.deleted_at IS NULL AND b.removed IS NULL
       AND (b.status IS NULL OR b.status <> ALL($3))`,
    [keys, id, CLOSED],
  );
  return new Set(rows.map((row) => row.numero_key));
}

const previousIds = (body: BsffBody): string[] => [
  ...(body.forwarding ?? []),
  ...(body.grouping ?? []),
  ...(body.repackaging ?? []),
];

/** What is known of the packagings that this document takes over: those of the documents that were pulled. */
export async function previousPackagings(
  em: EntityManager,
  body: BsffBody,
): Promise<(id: string) => PreviousPackaging | undefined> {
  const ids = previousIds(body);
  const lexemes = ids.map((id) => searchQuery(id)).filter((lexeme) => lexeme !== null);
  if (lexemes.length === 0) return () => undefined;
  const documents = await em
    .createQueryBuilder(Bsff, 'b')
    .where('b.deleted_at IS NULL AND b.removed IS NULL AND b.remote IS NOT NULL')
    .andWhere('b.search @@ :lexemes::tsquery', { lexemes: lexemes.map((lexeme) => `(${lexeme})`).join(' | ') })
    .getMany();
  const next = new Map(
    documents.flatMap(({ base, trackdechetsId }) => previousIds(base ?? {}).map((id) => [id, trackdechetsId])),
  );
  const known = documents.flatMap((document) => packagingsOf(document, next));
  const byId = new Map(known.map((packaging) => [packaging.id, packaging]));
  return (id) => byId.get(id);
}

function packagingsOf({ remote }: Bsff, next: ReadonlyMap<string, string | null>): PreviousPackaging[] {
  return (remote?.packagings ?? []).map((packaging) => ({
    id: packaging.id,
    bsffId: remote?.id ?? '',
    numero: packaging.numero,
    destinationSiret: remote?.destination?.company?.siret ?? null,
    wasteCode: packaging.acceptation?.wasteCode ?? remote?.waste?.code ?? null,
    operation: { code: packaging.operation?.code ?? null, signed: !!packaging.operation?.signature },
    nextBsffId: next.get(packaging.id) ?? null,
  }));
}
