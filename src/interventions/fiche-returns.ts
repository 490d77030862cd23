import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { type EntityManager, In, IsNull } from 'typeorm';
import { type Actor, Audit } from '../audit/audit';
import { notify } from '../database/notifications';
import { Events } from '../events/events';
import { type FicheConflict, type FicheContent, contentOf, putContent } from './fiche-content';
import { Fiche } from './fiche.entity';

/** What a reading of Trackdéchets, or somebody's choice between both sides, makes of a fiche. */
export interface FicheReturn {
  input: FicheContent;
  base: FicheContent;
  remote: FicheContent;
  conflict: FicheConflict | null;
  /** Something here is still to be sent there. */
  unsent: boolean;
}

/** Fiches that come back from Trackdéchets; each call belongs to the caller's transaction. */
@Injectable()
export class FicheReturns {
  constructor(
    private readonly audit: Audit,
    private readonly events: Events,
  ) {}

  /** Those that this instance holds. */
  async held(em: EntityManager, trackdechetsIds: readonly string[]): Promise<Fiche[]> {
    return trackdechetsIds.length === 0 ? [] : em.findBy(Fiche, { trackdechetsId: In([...trackdechetsIds]) });
  }

  /** The same, locked until the transaction ends. */
  async lock(em: EntityManager, ids: readonly string[]): Promise<Fiche[]> {
    if (ids.length === 0) return [];
    return em.find(Fiche, {
      where: { id: In([...ids]), deletedAt: IsNull() },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Writes it, with the audit and the event when a person sees a difference; `actor` null: it was read there. */
  async take(em: EntityManager, actor: Actor | null, fiche: Fiche, taken: FicheReturn): Promise<void> {
    const before = contentOf(fiche);
    const wasInConflict = fiche.conflict !== null;
    putContent(fiche, taken.input);
    const after = contentOf(fiche);
    const shown = !isDeepStrictEqual(before, after) || !isDeepStrictEqual(fiche.conflict, taken.conflict);
    const version = shown ? fiche.version + 1 : fiche.version;
    const syncedVersion = taken.unsent ? Math.min(fiche.syncedVersion ?? 0, version - 1) : version;
    const { base, remote, conflict } = taken;
    Object.assign(fiche, { version, syncedVersion, base, remote, conflict });
    if (actor && taken.unsent) fiche.editedBy = actor.userId;
    await em.save(fiche);
    if (wasInConflict && !conflict && taken.unsent) await this.wakeSync(em, fiche.id);
    if (!shown) return;
    const action = actor ? 'fiche.conflict_resolved' : 'fiche.changed_there';
    await this.audit.record(em, actor, {
      action,
      subjectType: 'fiche',
      subjectId: fiche.id,
      before: { ...before },
      after: { ...after, conflict: conflict?.fields.map(({ path }) => path) ?? null },
    });
    const data = { id: fiche.id, changed: !isDeepStrictEqual(before, after), conflict: conflict !== null };
    await this.events.publish(em, { type: 'fiche', subjectId: fiche.id, data });
  }

  private async wakeSync(em: EntityManager, id: string): Promise<void> {
    await em.update(Fiche, { id }, { syncAfter: () => 'now()', syncFailures: 0, syncError: null });
    await notify(em, 'exports');
  }
}
