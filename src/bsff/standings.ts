import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { type Caller } from '../auth/access/caller';
import { allows } from '../auth/access/rights';
import { meaning, read, type Reading, together } from '../database/reading';
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
    return read(em, this.reading(caller));
  }

  /** The same, to be read with something else. */
  reading(caller: Caller): Reading<Standing> {
    return meaning(together(this.tokens.of([caller.userId]), this.contact.now), ([tokens, contact]) => {
      const token = tokens.get(caller.userId);
      const valid = token?.status === 'VALID';
      return {
        mayExport: allows(caller.rights, 'EXPORT_BSFF'),
        hasValidToken: valid,
        hasContact: contact !== null,
        permissions: new Map(valid ? token.companies.map(({ orgId, permissions }) => [orgId, permissions]) : []),
      };
    });
  }
}
