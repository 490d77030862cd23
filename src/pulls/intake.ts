import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { type EntityManager } from 'typeorm';
import { type Bsff, type Removal } from '../bsff/bsff.entity';
import { type BsffBody } from '../bsff/bsff-body';
import { BsffExchange } from '../bsff/bsff-exchange';
import { recordChanges } from '../bsff/changes';
import { type JsonObject } from '../bsff/merge/canonical';
import { partiesOf, remoteChanges, settled } from '../bsff/merge/remote-document';
import { mergeThreeWays } from '../bsff/merge/three-way';
import { type Establishment } from '../establishments/establishment.entity';
import { markOf } from '../trackdechets/mark';
import { type TrackdechetsBsff } from '../trackdechets/trackdechets.bsffs';
import { type Counts, NOTHING } from './pull';
import { Readings } from './readings';

type Fate = 'created' | 'updated' | 'unchanged';

/** Takes documents as they were just read on Trackdéchets into the local ones, and makes those that were born there. */
@Injectable()
export class Intake {
  constructor(
    private readonly exchange: BsffExchange,
    private readonly readings: Readings,
  ) {}

  /** Applies whole documents in one transaction; `establishments` are the instance's own. Applying again changes nothing. */
  async apply(
    em: EntityManager,
    remotes: readonly TrackdechetsBsff[],
    establishments: readonly Establishment[],
  ): Promise<Counts> {
    const counts = { ...NOTHING, seen: remotes.length };
    const known = await this.exchange.findByTrackdechetsIds(
      em,
      remotes.map(({ id }) => id),
    );
    const underWay = await marksUnderWay(
      em,
      remotes.filter(({ id }) => !known.has(id)),
    );
    const confirmed: string[] = [];
    const born: { remote: TrackdechetsBsff; establishmentId: string }[] = [];
    for (const remote of inLockOrder(remotes, known)) {
      const local = known.get(remote.id);
      if (!local) {
        // One of ours, sent a moment ago: its export adopts it.
        if (underWay.has(markOf(remote.emitter?.customInfo) ?? '')) continue;
        // Born there: it comes in only with one of the instance's establishments on it.
        const [ours] = ownOn(remote, establishments);
        if (ours) born.push({ remote: settled(remote), establishmentId: ours.id });
        continue;
      }
      const { fate, conflict } = await this.update(em, local.id, remote, establishments);
      counts[fate]++;
      if (conflict) counts.conflicts++;
      if (fate === 'unchanged') confirmed.push(local.id);
    }
    await this.exchange.createFromRemote(em, born);
    counts.created = born.length;
    await this.readings.markRead(em, confirmed);
    if (confirmed.length > 0) await this.exchange.touchPulled(em, confirmed);
    return counts;
  }

  /** Records that a document no longer shows there; what was known of it stays. */
  async remove(em: EntityManager, bsffId: string, reason: Removal): Promise<Counts> {
    const bsff = await this.exchange.lock(em, bsffId);
    if (!bsff || bsff.removed === reason) return NOTHING;
    await this.exchange.markRemoved(em, bsffId, reason);
    const change = { path: 'trackdechets.removed', before: bsff.removed, after: reason };
    await recordChanges(em, bsffId, { origin: 'TRACKDECHETS', actorId: null }, [change]);
    return { ...NOTHING, seen: 1, removed: 1 };
  }

  private async update(
    em: EntityManager,
    id: string,
    read: TrackdechetsBsff,
    establishments: readonly Establishment[],
  ): Promise<{ fate: Exclude<Fate, 'created'>; conflict: boolean }> {
    const bsff = await this.exchange.lock(em, id);
    // Deleted by a person here, or read by somebody else after this reading began.
    if (!bsff || isOlder(read, bsff)) return { fate: 'unchanged', conflict: false };
    const remote = settled(read);
    const changes = bsff.remote ? remoteChanges(bsff.remote, remote) : [];
    const moved = bsff.remote?.updatedAt !== remote.updatedAt || bsff.removed !== null;
    if (bsff.remote && changes.length === 0 && !moved && !bsff.conflict) return { fate: 'unchanged', conflict: false };
    const body = await this.exchange.bodyOf(em, remote, bsff);
    const merged = mergeThreeWays({
      base: asJson(bsff.base ?? body),
      local: asJson(bsff.input),
      remote: asJson(body),
    });
    const conflict = merged.conflicts.length > 0 ? { fields: merged.conflicts } : null;
    if (!moved && changes.length === 0 && isDeepStrictEqual(conflict, bsff.conflict)) {
      return { fate: 'unchanged', conflict: conflict !== null };
    }
    const input: BsffBody = { ...merged.input, establishmentId: holderOf(bsff, remote, establishments) };
    await this.exchange.saveRemote(em, id, { remote, input, base: merged.base, conflict, changes });
    return { fate: changes.length > 0 || bsff.removed ? 'updated' : 'unchanged', conflict: conflict !== null };
  }
}

/** The instance's establishments on the document, the emitter's first. */
function ownOn(remote: TrackdechetsBsff, establishments: readonly Establishment[]): Establishment[] {
  return [...partiesOf(remote)].flatMap((number) => establishments.filter(({ siret }) => siret === number));
}

/** The document goes on under another of our establishments when its own was taken off it. */
function holderOf(bsff: Bsff, remote: TrackdechetsBsff, establishments: readonly Establishment[]): string | null {
  const ours = ownOn(remote, establishments).map(({ id }) => id);
  const held = bsff.establishmentId;
  return held && ours.includes(held) ? held : (ours[0] ?? held);
}

function isOlder(read: TrackdechetsBsff, bsff: Bsff): boolean {
  return bsff.remote !== null && read.updatedAt < bsff.remote.updatedAt;
}

function asJson(body: BsffBody): JsonObject {
  return body as unknown as JsonObject;
}

/** By local id, as every other batch locks them. */
function inLockOrder(remotes: readonly TrackdechetsBsff[], known: ReadonlyMap<string, Bsff>): TrackdechetsBsff[] {
  const keyOf = ({ id }: TrackdechetsBsff) => known.get(id)?.id ?? '';
  return [...remotes].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b))));
}

/** Those marks on the documents whose export has not recorded its Trackdéchets id yet. */
async function marksUnderWay(em: EntityManager, remotes: readonly TrackdechetsBsff[]): Promise<Set<string>> {
  const marks = remotes.map(({ emitter }) => markOf(emitter?.customInfo)).filter((mark) => mark !== null);
  if (marks.length === 0) return new Set();
  const rows = await em.query<{ mark: string }[]>(
    'SELECT mark FROM exports WHERE mark = ANY($1) AND finished_at IS NULL',
    [marks],
  );
  return new Set(rows.map(({ mark }) => mark));
}
