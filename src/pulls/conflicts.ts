import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Audit } from '../audit/audit';
import { type Caller } from '../auth/access/caller';
import { type Bsff } from '../bsff/bsff.entity';
import { type BsffBody } from '../bsff/bsff-body';
import { BsffExchange } from '../bsff/bsff-exchange';
import { type BsffView } from '../bsff/bsff.view';
import { Bsffs } from '../bsff/bsffs.service';
import { changesBetween, recordChanges } from '../bsff/changes';
import { lockDocument } from '../bsff/document-locks';
import { type JsonObject } from '../bsff/merge/canonical';
import { resolve } from '../bsff/merge/resolution';
import { type ConflictField, type Merged } from '../bsff/merge/three-way';
import { transaction } from '../database/transaction';
import { requireMatch } from '../http/etag';
import { Problem } from '../http/problem';
import { type ConflictResolutionInput, type FieldChoice } from './dto/conflict-resolution.input';

/** Fields that both sides changed: somebody chooses, one field at a time or all at once. */
@Injectable()
export class Conflicts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly exchange: BsffExchange,
    private readonly bsffs: Bsffs,
    private readonly audit: Audit,
  ) {}

  /** @throws Problem NOT_FOUND, PRECONDITION_FAILED, BSFF_BEING_SENT, NO_CONFLICT for a path that is in none */
  async resolve(caller: Caller, id: string, input: ConflictResolutionInput, ifMatch?: string): Promise<BsffView> {
    await transaction(this.dataSource, async (em) => {
      const bsff = await lockDocument(em, id);
      if (!bsff) throw new Problem('NOT_FOUND');
      requireMatch(ifMatch, bsff.version);
      if (bsff.exportState === 'SENDING' || bsff.exportState === 'UNCERTAIN') throw new Problem('BSFF_BEING_SENT');
      if (!bsff.remote || !bsff.conflict) throw new Problem('NO_CONFLICT');
      const body = await this.exchange.bodyOf(em, bsff.remote, bsff);
      const { input: next, base, conflicts } = resolved(bsff, body, input.fields);
      const conflict = conflicts.length > 0 ? { fields: conflicts } : null;
      const changes = changesBetween(bsff.input, next);
      await this.exchange.saveResolution(em, bsff, { input: next, base: base, conflict });
      await recordChanges(em, id, { origin: 'LOCAL', actorId: caller.userId }, changes);
      await this.audit.record(em, caller, {
        action: 'bsff.conflict_resolved',
        subjectType: 'bsff',
        subjectId: id,
        after: { fields: input.fields.map(({ path, keep }) => ({ path, keep })) },
      });
    });
    return this.bsffs.get(caller, id);
  }
}

function resolved(bsff: Bsff, body: BsffBody, choices: readonly FieldChoice[]): Merged {
  const asJson = (document: BsffBody): JsonObject => document as JsonObject;
  let merged: Merged = {
    input: asJson(bsff.input),
    base: asJson(bsff.base ?? body),
    conflicts: bsff.conflict?.fields as ConflictField[],
  };
  for (const { path, keep } of choices) {
    if (!merged.conflicts.some((field) => field.path === path)) {
      throw new Problem('NO_CONFLICT', { members: { path } });
    }
    merged = resolve({ base: merged.base, local: merged.input, remote: asJson(body) }, path, keep);
  }
  return merged;
}
