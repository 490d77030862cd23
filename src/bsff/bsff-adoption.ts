import { Injectable } from '@nestjs/common';
import { In, IsNull, type EntityManager } from 'typeorm';
import { Audit } from '../audit/audit';
import { Events } from '../events/events';
import { idsMarked, markOf } from '../trackdechets/mark';
import { Bsff, type Conflict } from './bsff.entity';
import { type BsffBody, type RemoteBsff } from './bsff-body';
import { BsffExchange } from './bsff-exchange';
import { changesBetween, recordChangesOfAll } from './changes';
import { updateDocuments } from './documents.sql';
import { type Json, type JsonObject, valueAt, withValueAt } from './merge/canonical';
import { mergeThreeWays } from './merge/three-way';

/** Clocks differ: a document may seem to be created there this much before it was typed here. Milliseconds. */
const CLOCK_MARGIN_MS = 3_600_000;

/**
 * Recognises on Trackdéchets documents of this instance whose sending it does not remember: its database was restored from
 * before. Their marks lead back to them; nothing that was typed since is lost (invariants 1 and 11).
 */
@Injectable()
export class BsffAdoption {
  constructor(
    private readonly exchange: BsffExchange,
    private readonly audit: Audit,
    private readonly events: Events,
  ) {}

  /** Makes documents just read there those of the local documents that they were made from; the ids there of those that were. */
  async adopt(em: EntityManager, remotes: readonly RemoteBsff[]): Promise<Set<string>> {
    const found = await this.recognised(em, remotes);
    if (found.length === 0) return new Set();
    const bodyOf = await this.exchange.bodiesOf(
      em,
      found.map(({ remote }) => remote),
    );
    const adopted = found.map(({ bsff, remote }) => ({
      ...bsff,
      remote,
      ...reconciled(bsff.input, bodyOf(remote, bsff)),
      removed: null,
      pulledAt: new Date(),
      exportState: 'EXPORTED' as const,
      exportedAt: bsff.exportedAt ?? new Date(remote.createdAt),
    }));
    await updateDocuments(em, adopted);
    await this.tell(em, found, adopted);
    return new Set(found.map(({ remote }) => remote.id));
  }

  private async recognised(
    em: EntityManager,
    remotes: readonly RemoteBsff[],
  ): Promise<{ bsff: Bsff; remote: RemoteBsff }[]> {
    const ranges = remotes.flatMap((remote) => {
      const mark = markOf(remote.emitter?.customInfo);
      return mark ? idsMarked(mark).map((range) => ({ remote: remote.id, ...range })) : [];
    });
    if (ranges.length === 0) return [];
    const rows = await em.query<{ id: string; remote: string }[]>(
      `SELECT b.id, marked.remote FROM jsonb_to_recordset($1) AS marked (remote text, "from" uuid, "to" uuid)
       JOIN bsffs b ON b.id BETWEEN marked."from" AND marked."to"
       WHERE b.trackdechets_id IS NULL AND b.deleted_at IS NULL`,
      [JSON.stringify(ranges)],
    );
    if (rows.length === 0) return [];
    const locked = await em.find(Bsff, {
      where: { id: In(rows.map(({ id }) => id)), trackdechetsId: IsNull(), deletedAt: IsNull() },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    const byId = new Map(remotes.map((remote) => [remote.id, remote]));
    return locked.flatMap((bsff) => {
      const remote = byId.get(rows.find(({ id }) => id === bsff.id)?.remote ?? '');
      const possible = remote && Date.parse(remote.createdAt) > bsff.createdAt.getTime() - CLOCK_MARGIN_MS;
      return possible ? [{ bsff, remote }] : [];
    });
  }

  private async tell(
    em: EntityManager,
    found: readonly { bsff: Bsff; remote: RemoteBsff }[],
    adopted: readonly Bsff[],
  ): Promise<void> {
    await recordChangesOfAll(
      em,
      found.map(({ bsff, remote }, index) => ({
        bsffId: bsff.id,
        origin: 'TRACKDECHETS',
        actorId: null,
        changes: [
          ...changesBetween(bsff.input, adopted[index]?.input),
          { path: 'status', before: null, after: remote.status },
        ],
      })),
    );
    await this.events.publish(
      em,
      ...found.map(({ bsff, remote }) => ({
        type: 'bsff' as const,
        subjectId: bsff.id,
        data: { id: bsff.id, status: remote.status },
      })),
    );
    await this.audit.recordAll(
      em,
      found.map(({ bsff, remote }) => ({
        actor: null,
        action: 'bsff.recognised',
        subjectType: 'bsff' as const,
        subjectId: bsff.id,
        after: { trackdechetsId: remote.id, mark: markOf(remote.emitter?.customInfo) },
      })),
    );
  }
}

/** What both sides last agreed on is not known: a field that one side alone fills is taken, one that differs is a conflict. */
function reconciled(typed: BsffBody, there: BsffBody): Pick<Bsff, 'input' | 'base' | 'conflict'> {
  const [local, remote] = [typed, there].map((body) => body as unknown as JsonObject) as [JsonObject, JsonObject];
  const { input, conflicts } = mergeThreeWays({ base: partnersOf(local, remote), local, remote });
  let base = remote;
  for (const { path } of conflicts) base = withValueAt(base, path, undefined);
  const conflict: Conflict | null = conflicts.length > 0 ? { fields: conflicts } : null;
  return { input: input, base: base, conflict };
}

/** A partner named here was copied from when the document left: naming it is no difference. */
function partnersOf(local: JsonObject, remote: JsonObject): JsonObject {
  const [here, there] = [valueAt(local, 'transporters'), valueAt(remote, 'transporters')];
  const named = (party: Json): Json => (valueAt(party, 'partnerId') ? party : {});
  const base: JsonObject = { destination: named(valueAt(local, 'destination')) };
  if (Array.isArray(here) && Array.isArray(there) && here.length === there.length) base.transporters = here.map(named);
  return base;
}
