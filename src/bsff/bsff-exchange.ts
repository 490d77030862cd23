import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Events, type NewEvent } from '../events/events';
import { Bsff, type ChangeOrigin, type Conflict, type ExportState, type Removal } from './bsff.entity';
import { bodyFromRemote, type BsffBody, type RemoteBsff } from './bsff-body';
import { asTyped, changesBetween, type FieldChange, recordChangesOfAll } from './changes';
import { composeInput, type Composition, type ContactDetails } from './compose';
import { insertDocuments, updateDocuments } from './documents.sql';
import { settled } from './merge/remote-document';
import { BsffReferences } from './references';

/** A document as it was read on Trackdéchets, merged with what was typed here. */
export interface RemoteRead {
  remote: RemoteBsff;
  input: BsffBody;
  base: BsffBody;
  conflict: Conflict | null;
  changes: readonly FieldChange[];
  origin?: ChangeOrigin;
  actorId?: string | null;
}

/** The same for a document as it was locked by this transaction. */
export interface LockedRead extends RemoteRead {
  bsff: Bsff;
}

/** What an export brought back for a document. */
export interface Exported {
  bsff: Bsff;
  remote: RemoteBsff;
  userId: string;
}

/** Of a document to which an export gives the state `new.state`. */
const STATE_SHOWN = `CASE WHEN bsffs.trackdechets_id IS NOT NULL AND new.state IN ('LOCAL', 'REFUSED') THEN 'EXPORTED' ELSE new.state END`;

/** What an export or a pull may do to a document; each call belongs to the caller's transaction, and none calls Trackdéchets. */
@Injectable()
export class BsffExchange {
  constructor(
    private readonly references: BsffReferences,
    private readonly events: Events,
  ) {}

  /** Local ids of the fiches that each of these documents names, in order. */
  async ficheIdsOf(em: EntityManager, ids: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await em.query<{ id: string; fiches: string[] | null }[]>(
      `SELECT id, input->'ficheInterventionIds' AS fiches FROM bsffs WHERE id = ANY($1)`,
      [ids],
    );
    return new Map(rows.map(({ id, fiches }) => [id, fiches ?? []]));
  }

  /** Of these documents, those with more than one transporter. */
  async withSeveralTransporters(em: EntityManager, ids: readonly string[]): Promise<string[]> {
    const rows = await em.query<{ id: string }[]>(
      `SELECT id FROM bsffs WHERE id = ANY($1) AND jsonb_path_exists(input, '$.transporters[1]')`,
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  /** The exact input for Trackdéchets, with partners copied and the contact filled in. */
  async compose(em: EntityManager, id: string, { contact }: { contact: ContactDetails | null }): Promise<Composition> {
    const bsff = await em.findOneByOrFail(Bsff, { id });
    return composeInput(bsff.input, await this.references.of(em, bsff.input, contact));
  }

  /** The same for several documents that were read already, by their ids. */
  async composeAll(
    em: EntityManager,
    bsffs: readonly Bsff[],
    { contact }: { contact: ContactDetails | null },
  ): Promise<Map<string, Composition>> {
    const bodies = bsffs.map(({ input }) => input);
    const referencesOf = await this.references.ofAll(em, bodies, contact);
    return new Map(bsffs.map(({ id, input }) => [id, composeInput(input, referencesOf(input))]));
  }

  /** Trackdéchets' document in the form of a local body, our part of it taken over from `bsff`: what merges compare. */
  async bodyOf(em: EntityManager, remote: RemoteBsff, bsff: Bsff | null): Promise<BsffBody> {
    return (await this.bodiesOf(em, [remote]))(remote, bsff);
  }

  /** The same for each of `remotes`, what they refer to being read once for all of them. */
  async bodiesOf(
    em: EntityManager,
    remotes: readonly RemoteBsff[],
  ): Promise<(remote: RemoteBsff, bsff: Bsff | null) => BsffBody> {
    const fiches = await this.references.localFiches(em, remotes);
    return (remote, bsff) => bodyFromRemote(remote, { previous: bsff?.input ?? null, fiches });
  }

  /**
   * Moves documents' export states, which are part of what their ETags stand for, and tells front ends of those that moved. One that is
   * on Trackdéchets is EXPORTED whatever became of an export that did not know it.
   */
  async setExportStates(em: EntityManager, states: readonly { id: string; state: ExportState }[]): Promise<void> {
    if (states.length === 0) return;
    const [moved] = await em.query<[{ id: string; state: ExportState }[], number]>(
      `UPDATE bsffs SET export_state = ${STATE_SHOWN}, version = version + 1, updated_at = now()
       FROM unnest($1::uuid[], $2::text[]) AS new (id, state) WHERE bsffs.id = new.id AND export_state <> ${STATE_SHOWN}
       RETURNING bsffs.id, export_state AS state`,
      [states.map(({ id }) => id), states.map(({ state }) => state)],
    );
    await this.events.publish(em, ...moved.map(({ id, state }) => documentEvent(id, { exportState: state })));
  }

  /** After a successful export: the document is what Trackdéchets now holds. */
  async recordExported(em: EntityManager, id: string, done: { remote: RemoteBsff; userId: string }): Promise<void> {
    await this.recordAllExported(em, [{ ...done, bsff: await em.findOneByOrFail(Bsff, { id }) }]);
  }

  /** The same for several documents, as they were locked by this transaction. */
  async recordAllExported(em: EntityManager, done: readonly Exported[]): Promise<void> {
    const fiches = await this.references.localFiches(
      em,
      done.map(({ remote }) => remote),
    );
    const all = done.map((exported) => ({
      ...exported,
      body: bodyFromRemote(exported.remote, { previous: exported.bsff.input, fiches }),
    }));
    // What a person typed stays as typed where Trackdéchets only writes it otherwise: it cuts texts after a `<`.
    const next = all.map(({ bsff, body, remote, userId }) => ({
      ...bsff,
      ...agreed({ remote, base: body, input: asTyped(bsff.input, body) as BsffBody, conflict: null }),
      exportState: 'EXPORTED' as const,
      exportedAt: bsff.exportedAt ?? new Date(),
      exportedBy: bsff.exportedBy ?? userId,
    }));
    await updateDocuments(em, next);
    await this.events.publish(em, ...done.map(({ bsff, remote }) => documentEvent(bsff.id, { status: remote.status })));
    await recordChangesOfAll(
      em,
      done.map(({ bsff, remote, userId }, index) => ({
        bsffId: bsff.id,
        origin: 'EXPORT',
        actorId: userId,
        changes: [
          ...changesBetween(bsff.input, next[index]?.input),
          ...changesBetween({ status: bsff.remote?.status }, { status: remote.status }),
        ],
      })),
    );
  }

  /** After a pull: what Trackdéchets holds, what both sides agree on, what the document becomes, and the conflict that is left. */
  async saveRemote(em: EntityManager, id: string, read: RemoteRead): Promise<void> {
    await this.saveAllRemote(em, [{ ...read, bsff: await em.findOneByOrFail(Bsff, { id }) }]);
  }

  /** The same for several documents, in a few statements whatever their number. */
  async saveAllRemote(em: EntityManager, reads: readonly LockedRead[]): Promise<void> {
    if (reads.length === 0) return;
    const next = reads.map(({ bsff, ...read }) => ({ ...bsff, ...agreed(read) }));
    await updateDocuments(em, next);
    await this.events.publish(em, ...next.map(({ id, remote }) => documentEvent(id, { status: remote?.status })));
    await recordChangesOfAll(
      em,
      reads.map(({ bsff, changes, origin = 'TRACKDECHETS', actorId = null }) => ({
        bsffId: bsff.id,
        origin,
        actorId,
        changes,
      })),
    );
  }

  /** After a choice between two values: only what is here moves, and what both sides are said to agree on. */
  async saveResolution(
    em: EntityManager,
    bsff: Bsff,
    next: Pick<RemoteRead, 'input' | 'base' | 'conflict'>,
  ): Promise<void> {
    await updateDocuments(em, [{ ...bsff, ...next }]);
    await this.tell(em, bsff.id, { conflict: next.conflict !== null });
  }

  /**
   * Documents that were born on Trackdéchets, in a few statements whatever their number. Throws on the unique index
   * `bsffs_trackdechets_id_key` when one is here already.
   */
  async createFromRemote(
    em: EntityManager,
    born: readonly { remote: RemoteBsff; establishmentId: string | null }[],
  ): Promise<void> {
    if (born.length === 0) return;
    const fiches = await this.references.localFiches(
      em,
      born.map(({ remote }) => remote),
    );
    const ids = await insertDocuments(
      em,
      born.map(({ remote, establishmentId }) => {
        const body = bodyFromRemote(remote, { establishmentId, fiches });
        const exportedAt = new Date(remote.createdAt);
        return { input: body, base: body, remote, exportState: 'EXPORTED', exportedAt, createdBy: null };
      }),
    );
    await this.events.publish(em, ...ids.map((id) => documentEvent(id, { created: true })));
  }

  /** The documents were read again and nothing had changed. */
  async touchPulled(em: EntityManager, ids: readonly string[]): Promise<void> {
    await em.query('UPDATE bsffs SET pulled_at = now() WHERE id = ANY($1)', [ids]);
  }

  /** Trackdéchets no longer shows the document. What was known of it stays. */
  async markRemoved(em: EntityManager, id: string, reason: Removal): Promise<void> {
    await this.markAllRemoved(em, [{ id, reason }]);
  }

  /** The same for several documents. */
  async markAllRemoved(em: EntityManager, removals: readonly { id: string; reason: Removal }[]): Promise<void> {
    await em.query(
      `UPDATE bsffs SET removed = gone.reason, version = version + 1, updated_at = now()
       FROM unnest($1::uuid[], $2::text[]) AS gone (id, reason)
       WHERE bsffs.id = gone.id AND removed IS DISTINCT FROM gone.reason`,
      [removals.map(({ id }) => id), removals.map(({ reason }) => reason)],
    );
    await this.events.publish(em, ...removals.map(({ id, reason }) => documentEvent(id, { removed: reason })));
  }

  /** A person's deletion took effect: the document leaves every list. */
  async markDeleted(em: EntityManager, id: string): Promise<void> {
    await em.query('UPDATE bsffs SET deleted_at = now(), version = version + 1, updated_at = now() WHERE id = $1', [
      id,
    ]);
    await this.tell(em, id, { deleted: true });
  }

  /** Tells front ends that the document changed. */
  async tell(em: EntityManager, id: string, data: Record<string, unknown>): Promise<void> {
    await this.events.publish(em, documentEvent(id, data));
  }
}

/** What was just read on Trackdéchets, as a document's columns. */
function agreed({
  remote,
  base,
  input,
  conflict,
}: Pick<RemoteRead, 'remote' | 'base' | 'input' | 'conflict'>): Pick<
  Bsff,
  'remote' | 'base' | 'input' | 'conflict' | 'removed' | 'pulledAt'
> {
  return { remote: settled(remote), base, input, conflict, removed: null, pulledAt: new Date() };
}

function documentEvent(id: string, data: Record<string, unknown>): NewEvent {
  return { type: 'bsff', subjectId: id, data: { id, ...data } };
}
