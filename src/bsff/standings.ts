import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Caller } from '../auth/access/caller';
import { allows } from '../auth/access/rights';
import { Contact } from '../users/contact';
import { UserTokens } from '../users/user-tokens';
import { type Standing } from './allowed-actions';

/** Reads where a person stands: rights here, token, and permissions on Trackdéchets as its last verification mirrored them. */
@Injectable()
export class Standings {
  constructor(
    private readonly tokens: UserTokens,
    private readonly contact: Contact,
  ) {}

  async of(em: EntityManager, caller: Caller): Promise<Standing> {
    const token = (await this.tokens.statuses(em, [caller.userId])).get(caller.userId);
    const valid = token?.status === 'VALID';
    return {
      mayExport: allows(caller.rights, 'EXPORT_BSFF'),
      hasValidToken: valid,
      hasContact: (await this.contact.current(em)) !== null,
      permissions: new Map(valid ? token.companies.map(({ orgId, permissions }) => [orgId, permissions]) : []),
    };
  }
}
