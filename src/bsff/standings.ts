import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Caller } from '../auth/access/caller';
import { allows } from '../auth/access/rights';
import { gathering } from '../database/gathering';
import { read, together } from '../database/reading';
import { Contact } from '../users/contact';
import { UserTokens } from '../users/user-tokens';
import { type Standing } from './allowed-actions';

/** Reads where a person stands: rights here, token, and permissions on Trackdéchets as its last verification mirrored them. */
@Injectable()
export class Standings {
  constructor(
    private readonly dataSource: DataSource,
    private readonly tokens: UserTokens,
    private readonly contact: Contact,
  ) {}

  async of(em: EntityManager, caller: Caller): Promise<Standing> {
    const [standing] = await this.ofAll(em, [caller]);
    return standing as Standing;
  }

  /** The same, outside any transaction. */
  readonly now = gathering((callers: readonly Caller[]) => this.ofAll(this.dataSource.manager, callers));

  private async ofAll(em: EntityManager, callers: readonly Caller[]): Promise<Standing[]> {
    const userIds = [...new Set(callers.map(({ userId }) => userId))];
    const [tokens, contact] = await read(em, together(this.tokens.of(userIds), this.contact.now));
    return callers.map(({ userId, rights }) => {
      const token = tokens.get(userId);
      const valid = token?.status === 'VALID';
      return {
        mayExport: allows(rights, 'EXPORT_BSFF'),
        hasValidToken: valid,
        hasContact: contact !== null,
        permissions: new Map(valid ? token.companies.map(({ orgId, permissions }) => [orgId, permissions]) : []),
      };
    });
  }
}
