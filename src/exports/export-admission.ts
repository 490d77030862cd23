import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Caller } from '../auth/access/caller';
import { removalObjection } from '../bsff/allowed-actions';
import { type Bsff } from '../bsff/bsff.entity';
import { BsffReadiness } from '../bsff/readiness/bsff-readiness';
import { type Finding, finding } from '../bsff/readiness/finding';
import { Contact } from '../users/contact';
import { UserTokens } from '../users/user-tokens';
import { type ExportKind, type ExportMode } from './export.entity';

/** Why a document may not be exported now. */
export interface Inadmissible {
  code:
    | 'NOT_FOUND'
    | 'EXPORT_UNDER_WAY'
    | 'REMOVED_ON_TRACKDECHETS'
    | 'ACCESS_LOST'
    | 'CHANGED_ON_BOTH_SIDES'
    | 'NO_VALID_TOKEN'
    | 'NO_TRACKDECHETS_CONTACT'
    | 'TRACKDECHETS_ROLE_MISSING'
    | 'NOT_READY';
  errors?: Finding[];
}

/** A document that somebody asks to export, and what that would be; it must be locked, so that nothing changes before the export is there. */
export interface Candidate {
  bsffId: string;
  bsff: Bsff | undefined;
  kind: ExportKind;
}

/** What is the same for every document that one person asks for at once. */
interface Circumstances {
  hasToken: boolean;
  hasContact: boolean;
  /** Documents with an export under way. */
  underWay: ReadonlySet<string>;
}

/** Says at once, before anything is queued, what an export would wait for or be refused for. */
@Injectable()
export class ExportAdmission {
  constructor(
    private readonly tokens: UserTokens,
    private readonly contact: Contact,
    private readonly readiness: BsffReadiness,
  ) {}

  /** What stands against the export of each, by the document's id; nothing against those that are absent. */
  async objections(
    em: EntityManager,
    caller: Caller,
    candidates: readonly Candidate[],
    mode: ExportMode | null,
  ): Promise<Map<string, Inadmissible>> {
    const circumstances = await this.circumstances(em, caller, candidates);
    const objections = new Map<string, Inadmissible>();
    const documents: Bsff[] = [];
    for (const candidate of candidates) {
      const objection = plainObjection(candidate, circumstances);
      if (objection) objections.set(candidate.bsffId, objection);
      else if (candidate.bsff && candidate.kind !== 'DELETE') documents.push(candidate.bsff);
    }
    const step = mode === 'DRAFT' ? 'DRAFT' : 'PUBLICATION';
    const read = await this.readiness.readAll(em, documents, step, caller.userId);
    for (const [index, { errors }] of read.entries()) {
      if (errors.length === 0) continue;
      const roleOnly = errors.every(({ code }) => code === 'ESTABLISHMENT_NOT_YOURS');
      objections.set(documents[index]?.id ?? '', {
        code: roleOnly ? 'TRACKDECHETS_ROLE_MISSING' : 'NOT_READY',
        errors,
      });
    }
    return objections;
  }

  private async circumstances(
    em: EntityManager,
    caller: Caller,
    candidates: readonly Candidate[],
  ): Promise<Circumstances> {
    const statuses = await this.tokens.statuses(em, [caller.userId]);
    const rows = await em.query<{ bsffId: string }[]>(
      'SELECT bsff_id AS "bsffId" FROM exports WHERE bsff_id = ANY($1::uuid[]) AND finished_at IS NULL',
      [candidates.map(({ bsffId }) => bsffId)],
    );
    return {
      hasToken: statuses.get(caller.userId)?.status === 'VALID',
      hasContact: (await this.contact.current(em)) !== null,
      underWay: new Set(rows.map(({ bsffId }) => bsffId)),
    };
  }
}

/** What can be said without looking into the document. */
function plainObjection(
  { bsff, kind }: Candidate,
  { hasToken, hasContact, underWay }: Circumstances,
): Inadmissible | null {
  if (!bsff) return { code: 'NOT_FOUND' };
  if (underWay.has(bsff.id)) return { code: 'EXPORT_UNDER_WAY' };
  const removal = kind === 'DELETE' ? null : removalObjection(bsff);
  if (removal) return { code: removal };
  if (!hasToken) return { code: 'NO_VALID_TOKEN' };
  if (kind === 'DELETE') return null;
  if (!hasContact) return { code: 'NO_TRACKDECHETS_CONTACT' };
  return bsff.conflict && { code: 'CHANGED_ON_BOTH_SIDES', errors: bsff.conflict.fields.map(inConflict) };
}

const inConflict = ({ path }: { path: string }): Finding => finding(path, 'CHANGED_ON_BOTH_SIDES');
