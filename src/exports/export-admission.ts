import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Caller } from '../auth/access/caller';
import { type Bsff } from '../bsff/bsff.entity';
import { BsffReadiness } from '../bsff/readiness/bsff-readiness';
import { type Finding } from '../bsff/readiness/finding';
import { Contact } from '../users/contact';
import { UserTokens } from '../users/user-tokens';
import { type ExportKind, type ExportMode } from './export.entity';

/** Why a document may not be exported now. */
export interface Inadmissible {
  code:
    | 'NOT_FOUND'
    | 'EXPORT_UNDER_WAY'
    | 'REMOVED_ON_TRACKDECHETS'
    | 'NO_VALID_TOKEN'
    | 'NO_TRACKDECHETS_CONTACT'
    | 'TRACKDECHETS_ROLE_MISSING'
    | 'NOT_READY';
  errors?: Finding[];
}

/** What is the same for every document that one person asks for at once. */
export interface Circumstances {
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

  async circumstances(em: EntityManager, caller: Caller, bsffIds: readonly string[]): Promise<Circumstances> {
    const statuses = await this.tokens.statuses(em, [caller.userId]);
    const rows = await em.query<{ bsffId: string }[]>(
      'SELECT bsff_id AS "bsffId" FROM exports WHERE bsff_id = ANY($1::uuid[]) AND finished_at IS NULL',
      [bsffIds],
    );
    return {
      hasToken: statuses.get(caller.userId)?.status === 'VALID',
      hasContact: (await this.contact.current(em)) !== null,
      underWay: new Set(rows.map(({ bsffId }) => bsffId)),
    };
  }

  /** What stands against it, or null. The document must be locked, so that nothing changes before the export is there. */
  async objection(
    em: EntityManager,
    caller: Caller,
    bsff: Bsff | undefined,
    asked: { kind: ExportKind; mode: ExportMode | null },
    { hasToken, hasContact, underWay }: Circumstances,
  ): Promise<Inadmissible | null> {
    if (!bsff) return { code: 'NOT_FOUND' };
    if (underWay.has(bsff.id)) return { code: 'EXPORT_UNDER_WAY' };
    if (bsff.removed === 'DELETED' && asked.kind !== 'DELETE') return { code: 'REMOVED_ON_TRACKDECHETS' };
    if (!hasToken) return { code: 'NO_VALID_TOKEN' };
    if (asked.kind === 'DELETE') return null;
    if (!hasContact) return { code: 'NO_TRACKDECHETS_CONTACT' };
    const step = asked.mode === 'DRAFT' ? 'DRAFT' : 'PUBLICATION';
    const { errors } = await this.readiness.read(em, bsff, step, caller.userId);
    if (errors.length === 0) return null;
    const roleOnly = errors.every(({ code }) => code === 'ESTABLISHMENT_NOT_YOURS');
    return { code: roleOnly ? 'TRACKDECHETS_ROLE_MISSING' : 'NOT_READY', errors };
  }
}
