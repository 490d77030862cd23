import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { allows, type Right } from '../auth/access/rights';
import { TRACKDECHETS } from './platform-verifier';
import { SecretCipher } from './secret-cipher';
import { type StoredState } from './token-states';

/** Why nobody's token can read an establishment: what is nearest to working again comes first. */
export const ACCESS_FAULTS = ['TOKEN_REFUSED', 'KEY_LOST', 'TOKEN_UNVERIFIED', 'NO_EXPORT_RIGHT', 'NO_TOKEN'] as const;
export type AccessFault = (typeof ACCESS_FAULTS)[number];

/** Who can read an establishment on Trackdéchets for the instance. */
export interface Access {
  usableTokens: number;
  /** Null as long as there is a usable token. */
  reason: AccessFault | null;
}

interface Row {
  orgId: string;
  status: StoredState;
  active: boolean;
  rights: Right[];
  secret: Buffer;
}

/** Whether somebody's token can still read an establishment for the instance's pulls. */
@Injectable()
export class TokenAccess {
  constructor(private readonly cipher: SecretCipher) {}

  /** For each of these SIRETs: tokens that may list its documents, as Trackdéchets said when they were last verified. */
  async of(em: EntityManager, orgIds: readonly string[]): Promise<Map<string, Access>> {
    const rows = await em.query<Row[]>(
      `SELECT company->>'orgId' AS "orgId", c.status, u.active, u.rights, c.secret
       FROM credentials c JOIN users u ON u.id = c.user_id, jsonb_array_elements(c.companies) AS company
       WHERE c.platform = $1 AND company->>'orgId' = ANY($2) AND company->'permissions' ? 'BSD_CAN_LIST'`,
      [TRACKDECHETS, orgIds],
    );
    return new Map(
      orgIds.map((orgId) => {
        const faults = rows.filter((row) => row.orgId === orgId).map((row) => this.faultOf(row));
        const usableTokens = faults.filter((fault) => fault === null).length;
        const reason = usableTokens > 0 ? null : (ACCESS_FAULTS.find((fault) => faults.includes(fault)) ?? 'NO_TOKEN');
        return [orgId, { usableTokens, reason }];
      }),
    );
  }

  private faultOf({ status, active, rights, secret }: Row): AccessFault | null {
    // First: whoever has left can do nothing about the rest.
    if (!active) return 'NO_EXPORT_RIGHT';
    if (status === 'REJECTED' || status === 'EMAIL_MISMATCH') return 'TOKEN_REFUSED';
    if (!this.cipher.hasKeyOf(secret)) return 'KEY_LOST';
    if (status === 'UNVERIFIED') return 'TOKEN_UNVERIFIED';
    return allows(rights, 'EXPORT_BSFF') ? null : 'NO_EXPORT_RIGHT';
  }
}
