import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Audit } from '../audit/audit';
import { transaction } from '../database/transaction';
import { Events } from '../events/events';
import { pullView } from './dto/pull.view';
import { type Pull, type ReaderNote } from './pull';
import { type PullResult } from './pull-run';
import { PullSchedule } from './pull-schedule';
import { PullStore } from './pull-store';

/** Documents that could not be written, as many as the audit names. */
const TOLD = 50;

/** Ends pulls: their state, the audit that says whose tokens served, and the event, together. */
@Injectable()
export class PullOutcomes {
  constructor(
    private readonly dataSource: DataSource,
    private readonly schedule: PullSchedule,
    private readonly store: PullStore,
    private readonly audit: Audit,
    private readonly events: Events,
  ) {}

  async started(pull: Pull): Promise<void> {
    await transaction(this.dataSource, (em) => this.tell(em, pull));
  }

  /** With something unread or unwritten, the pull says so; with nothing read at all, or a document left behind, it failed. */
  async ended(id: string, owner: string, { readers, unread, refused }: PullResult): Promise<void> {
    const sirets = unread.map(({ siret }) => siret);
    const nobody = sirets.length > 0 && readers.length === 0;
    const state = nobody || refused.length > 0 ? 'FAILED' : 'SUCCEEDED';
    const unreadError = sirets.length === 0 ? null : nobody ? 'NO_VALID_TOKEN' : 'ESTABLISHMENTS_UNREAD';
    const error = refused.length > 0 ? 'DOCUMENTS_REFUSED' : unreadError;
    await this.end(id, owner, { state, error, readers }, { unread: sirets, refused: refused.slice(0, TOLD) });
  }

  async failed(id: string, owner: string, error: string): Promise<void> {
    await this.end(id, owner, { state: 'FAILED', error, readers: [] }, {});
  }

  private async end(
    id: string,
    owner: string,
    end: { state: 'SUCCEEDED' | 'FAILED'; error: string | null; readers: ReaderNote[] },
    more: Record<string, unknown>,
  ): Promise<void> {
    await transaction(this.dataSource, async (em) => {
      const pull = await this.store.finish(em, id, owner, end);
      const { seen, created, updated, removed, conflicts, error } = pull;
      await this.audit.record(em, null, {
        action: pull.state === 'SUCCEEDED' ? 'pull.succeeded' : 'pull.failed',
        subjectType: 'pull',
        subjectId: id,
        after: { readers: end.readers, seen, created, updated, removed, conflicts, error, ...more },
      });
      await this.tell(em, pull);
      if (pull.state === 'FAILED') await this.schedule.hasten(em);
    });
  }

  private async tell(em: EntityManager, pull: Pull): Promise<void> {
    await this.events.publish(em, { type: 'pull', subjectId: pull.id, data: { ...pullView(pull) } });
  }
}
