import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Audit } from '../audit/audit';
import { type Caller } from '../auth/access/caller';
import { transaction } from '../database/transaction';
import { rememberAnswer } from '../http/idempotency';
import { Problem } from '../http/problem';
import { note } from '../trail/trail';
import { type PullInput } from './dto/pull.input';
import { pullView, type PullView } from './dto/pull.view';
import { PullStore } from './pull-store';

/** Pulls as people ask for them. */
@Injectable()
export class Pulls {
  constructor(
    private readonly dataSource: DataSource,
    private readonly store: PullStore,
    private readonly audit: Audit,
  ) {}

  /** Asks for a pull: a new one, or the one that waits already and will do the same. */
  async request(caller: Caller, { complete }: PullInput): Promise<PullView> {
    return transaction(this.dataSource, async (em) => {
      const pull = await this.store.request(em, { cause: 'REQUESTED', complete, requestedBy: caller.userId });
      await this.audit.record(em, caller, { action: 'pull.requested', subjectType: 'pull', subjectId: pull.id });
      note({ pullId: pull.id });
      const view = pullView(pull);
      await rememberAnswer(em, { status: 202, body: view });
      return view;
    });
  }

  /** @throws Problem NOT_FOUND */
  async get(id: string): Promise<PullView> {
    const pull = await this.store.find(id);
    if (!pull) throw new Problem('NOT_FOUND');
    return pullView(pull);
  }
}
