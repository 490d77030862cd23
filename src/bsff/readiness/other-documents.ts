import { type EntityManager } from 'typeorm';
import { type Reading, reading } from '../../database/reading';
import { type PreviousPackaging } from '../../trackdechets/rules/previous-packagings';
import { Bsff } from '../bsff.entity';
import { type BsffBody } from '../bsff-body';
import { numeroKey, searchQuery } from '../search';
import { type Candidate } from './bsff-readiness';

const CLOSED = ['PROCESSED', 'REFUSED', 'INTERMEDIATELY_PROCESSED'];

const keysOf = ({ input }: Candidate): string[] =>
  (input.packagings ?? []).map(({ numero }) => numeroKey(numero ?? '')).filter(Boolean);

/** For each of these documents, the numbers of its containers, folded, that are on another document that is still open. */
export function numerosElsewhere(documents: readonly Candidate[]): Reading<(document: Candidate) => Set<string>> {
  return reading(
    // Two of them are enough to know that one is another.
    `SELECT p.numero_key, (array_agg(DISTINCT b.id))[1:2] AS ids FROM bsff_packagings p JOIN bsffs b ON b.id = p.bsff_id
     WHERE p.numero_key = ANY($1) AND b.deleted_at IS NULL AND b.removed IS NULL
       AND (b.status IS NULL OR b.status <> ALL($2))
     GROUP BY p.numero_key`,
    [[...new Set(documents.flatMap(keysOf))], CLOSED],
    (rows: { numero_key: string; ids: string[] }[]) => {
      const holders = new Map(rows.map((row) => [row.numero_key, row.ids]));
      return (document) =>
        new Set(keysOf(document).filter((key) => holders.get(key)?.some((id) => id !== document.id)));
    },
  );
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
