import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Caller } from '../auth/access/caller';
import { type ConflictField, type Merged } from '../bsff/merge/three-way';
import { transaction } from '../database/transaction';
import { requireMatch } from '../http/etag';
import { Problem } from '../http/problem';
import { contentOf, type FicheContent } from '../interventions/fiche-content';
import { FicheReturns } from '../interventions/fiche-returns';
import { type FicheView } from '../interventions/fiche.view';
import { Fiches } from '../interventions/fiches.service';
import { type ConflictResolutionInput } from './dto/conflict-resolution.input';
import { asJson, ficheReturn } from './fiche-intake';
import { resolveFiche } from './fiche-merge';

/** Fields of a fiche that both sides changed: somebody chooses, and the fiche may be sent again. */
@Injectable()
export class FicheConflicts {
  constructor(
    private readonly dataSource: DataSource,
    private readonly returns: FicheReturns,
    private readonly fiches: Fiches,
  ) {}

  /** @throws Problem NOT_FOUND, PRECONDITION_FAILED, NO_CONFLICT for a path that is in none */
  async resolve(caller: Caller, id: string, input: ConflictResolutionInput, ifMatch?: string): Promise<FicheView> {
    await transaction(this.dataSource, async (em) => {
      const [fiche] = await this.returns.lock(em, [id]);
      if (!fiche) throw new Problem('NOT_FOUND');
      requireMatch(ifMatch, fiche.version);
      const { conflict, remote } = fiche;
      if (!conflict || !remote) throw new Problem('NO_CONFLICT');
      const start = { input: contentOf(fiche), base: fiche.base ?? remote, fields: conflict.fields };
      await this.returns.take(em, caller, fiche, ficheReturn(resolved(start, remote, input), remote));
    });
    return this.fiches.get(id);
  }
}

function resolved(
  start: { input: FicheContent; base: FicheContent; fields: ConflictField[] },
  remote: FicheContent,
  { fields }: ConflictResolutionInput,
): Merged {
  let merged: Merged = { input: asJson(start.input), base: asJson(start.base), conflicts: start.fields };
  for (const { path, keep } of fields) {
    if (!merged.conflicts.some((field) => field.path === path)) throw new Problem('NO_CONFLICT', { members: { path } });
    merged = resolveFiche({ base: merged.base, local: merged.input, remote: asJson(remote) }, path, keep);
  }
  return merged;
}
