import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { type Caller } from '../auth/access/caller';
import { type BsffView } from '../bsff/bsff.view';
import { Bsffs } from '../bsff/bsffs.service';
import { lockDocument } from '../bsff/document-locks';
import { transaction } from '../database/transaction';
import { requireMatch } from '../http/etag';
import { Problem } from '../http/problem';
import { type SentenceKey, sentences } from '../http/sentences';
import { ExportRequests } from './export-requests';
import { Export } from './export.entity';
import { errorsView } from './export.view';

/** How long a person is kept waiting; the publication goes on without them. Milliseconds. */
const PATIENCE_MS = 20_000;
const LOOK_MS = 50;

/** Publishes a draft while its owner waits: an export like the others, whose end is the answer. */
@Injectable()
export class Publication {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bsffs: Bsffs,
    private readonly requests: ExportRequests,
  ) {}

  /** Throws Problem: NOT_EXPORTED, what an export throws, what Trackdéchets refuses, TRACKDECHETS_UNAVAILABLE when it takes too long. */
  async publish(caller: Caller, bsffId: string, ifMatch?: string): Promise<BsffView> {
    const { id } = await transaction(this.dataSource, async (em) => {
      const bsff = await lockDocument(em, bsffId);
      if (bsff) requireMatch(ifMatch, bsff.version);
      if (bsff && !bsff.trackdechetsId) throw new Problem('NOT_EXPORTED');
      return this.requests.admit(em, caller, bsff, { kind: 'UPDATE', mode: 'PUBLISHED', batchId: null });
    });
    const ended = await this.end(id);
    if (ended.state !== 'SUCCEEDED') throw problemOf(ended, caller);
    return this.bsffs.get(caller, bsffId);
  }

  private async end(id: string): Promise<Export> {
    for (const deadline = performance.now() + PATIENCE_MS; ; await sleep(LOOK_MS)) {
      const row = await this.dataSource.manager.findOneByOrFail(Export, { id });
      if (row.finishedAt || row.state === 'WAITING' || performance.now() > deadline) return row;
    }
  }
}

function problemOf({ id, state, reason, errors }: Export, caller: Caller): Problem {
  const members = { exportId: id, exportState: state };
  if (reason === 'NO_EXPORT_RIGHT') return new Problem('FORBIDDEN', { members });
  if (state === 'REFUSED' || (state === 'WAITING' && reason !== 'TRACKDECHETS_UNAVAILABLE')) {
    const code = reason && reason in sentences ? (reason as SentenceKey) : 'TRACKDECHETS_REFUSED';
    return new Problem(code, { members: { ...members, errors: errorsView(errors, caller.language) } });
  }
  return new Problem('TRACKDECHETS_UNAVAILABLE', { members, retryAfter: 10 });
}
