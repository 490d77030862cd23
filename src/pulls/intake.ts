import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { type EntityManager } from 'typeorm';
import { type Bsff, type Removal } from '../bsff/bsff.entity';
import { type BsffBody } from '../bsff/bsff-body';
import { BsffExchange, type LockedRead } from '../bsff/bsff-exchange';
import { recordChangesOfAll } from '../bsff/changes';
import { lockByTrackdechetsIds, lockDocuments } from '../bsff/document-locks';
import { type JsonObject } from '../bsff/merge/canonical';
import { remoteChanges, settled } from '../bsff/merge/remote-document';
import { mergeThreeWays } from '../bsff/merge/three-way';
import { type Establishment } from '../establishments/establishment.entity';
import { type DownstreamFragment } from '../trackdechets/generated';
import { type TrackdechetsBsff } from '../trackdechets/trackdechets.bsffs';
import { ContainerChains } from './container-chains';
import { FicheIntake } from './fiche-intake';
import { Newcomers, ownOn } from './newcomers';
import { type Counts, NOTHING } from './pull';
import { Readings } from './readings';

/** What was read on Trackdéchets together. */
export interface PageRead {
  documents: readonly TrackdechetsBsff[];
  /** Where the containers of some of them went. */
  downstream: readonly DownstreamFragment[];
  /** By PostgreSQL's clock (`databaseTime`): what was done since may not show in it. */
  askedAt: Date;
}

/** Takes documents as they were just read on Trackdéchets into the local ones, and makes those that were born there. */
@Injectable()
export class Intake {
  constructor(
    private readonly exchange: BsffExchange,
    private readonly newcomers: Newcomers,
    private readonly readings: Readings,
    private readonly chains: ContainerChains,
    private readonly fiches: FicheIntake,
  ) {}

  /**
   * Applies whole documents in one transaction and a few statements whatever their number; `establishments` are the instance's
   * own. Applying again changes nothing.
   */
  async apply(
    em: EntityManager,
    { documents, downstream, askedAt }: PageRead,
    establishments: readonly Establishment[],
  ): Promise<Counts> {
    const held = await lockByTrackdechetsIds(
      em,
      documents.map(({ id }) => id),
    );
    const updates = await this.updates(em, documents, held, establishments);
    const created = await this.newcomers.take(
      em,
      documents.filter(({ id }) => !held.has(id)),
      establishments,
    );
    const written = updates.flatMap(({ read }) => read ?? []);
    await this.exchange.saveAllRemote(em, written);
    await this.confirm(
      em,
      updates.flatMap(({ bsff, read }) => (read ? [] : bsff.id)),
    );
    await this.chains.save(em, downstream);
    await this.fiches.apply(em, documents, askedAt);
    const updated = written.filter(({ changes }) => changes.length > 0).length;
    return {
      ...NOTHING,
      seen: documents.length,
      created,
      updated,
      unchanged: updates.length - updated,
      conflicts: updates.filter(({ bsff, read }) => (read ?? bsff).conflict !== null).length,
    };
  }

  /** Records that documents no longer show there; what was known of them stays. */
  async remove(em: EntityManager, removals: readonly { bsffId: string; reason: Removal }[]): Promise<Counts> {
    const reasons = new Map(removals.map(({ bsffId, reason }) => [bsffId, reason]));
    const locked = await lockDocuments(em, [...reasons.keys()]);
    const gone = locked.flatMap(({ id, removed }) => {
      const reason = reasons.get(id);
      return reason && reason !== removed ? [{ id, removed, reason }] : [];
    });
    if (gone.length === 0) return NOTHING;
    await this.exchange.markAllRemoved(em, gone);
    await recordChangesOfAll(
      em,
      gone.map(({ id, removed, reason }) => ({
        bsffId: id,
        origin: 'TRACKDECHETS',
        actorId: null,
        changes: [{ path: REMOVED, before: removed, after: reason }],
      })),
    );
    return { ...NOTHING, seen: gone.length, removed: gone.length };
  }

  /** The documents that are held here, each with what is to be written, null when nothing is. */
  private async updates(
    em: EntityManager,
    documents: readonly TrackdechetsBsff[],
    held: ReadonlyMap<string, Bsff | null>,
    establishments: readonly Establishment[],
  ): Promise<{ bsff: Bsff; read: LockedRead | null }[]> {
    const pairs = documents.flatMap((document) => {
      const bsff = held.get(document.id);
      return bsff ? [{ bsff, remote: settled(document) }] : [];
    });
    const bodyOf = await this.exchange.bodiesOf(
      em,
      pairs.map(({ remote }) => remote),
    );
    return pairs.map(({ bsff, remote }) => ({
      bsff,
      read: newsOf(bsff, remote, { body: () => bodyOf(remote, bsff), establishments }),
    }));
  }

  private async confirm(em: EntityManager, bsffIds: string[]): Promise<void> {
    if (bsffIds.length === 0) return;
    await this.readings.markRead(em, bsffIds);
    await this.exchange.touchPulled(em, bsffIds);
  }
}

const REMOVED = 'trackdechets.removed';

/** What a reading makes of a document, merged with what was typed here; null when it holds all of that already. */
function newsOf(
  bsff: Bsff,
  remote: TrackdechetsBsff,
  { body, establishments }: { body: () => BsffBody; establishments: readonly Establishment[] },
): LockedRead | null {
  // Read by somebody else after this reading began.
  if (bsff.remote && remote.updatedAt < bsff.remote.updatedAt) return null;
  const changes = bsff.remote ? remoteChanges(bsff.remote, remote) : [];
  if (bsff.removed) changes.push({ path: REMOVED, before: bsff.removed, after: null });
  const moved = bsff.remote?.updatedAt !== remote.updatedAt;
  if (bsff.remote && changes.length === 0 && !moved && !bsff.conflict) return null;
  const there = body();
  const merged = mergeThreeWays({
    base: asJson(bsff.base ?? there),
    local: asJson(bsff.input),
    remote: asJson(there),
  });
  const conflict = merged.conflicts.length > 0 ? { fields: merged.conflicts } : null;
  if (!moved && changes.length === 0 && isDeepStrictEqual(conflict, bsff.conflict)) return null;
  const input: BsffBody = { ...merged.input, establishmentId: holderOf(bsff, remote, establishments) };
  return { bsff, remote, input, base: merged.base, conflict, changes };
}

/** The document goes on under another of our establishments when its own was taken off it. */
function holderOf(bsff: Bsff, remote: TrackdechetsBsff, establishments: readonly Establishment[]): string | null {
  const ours = ownOn(remote, establishments).map(({ id }) => id);
  const held = bsff.establishmentId;
  return held && ours.includes(held) ? held : (ours[0] ?? held);
}

function asJson(body: BsffBody): JsonObject {
  return body as unknown as JsonObject;
}
