import { Injectable } from '@nestjs/common';
import { In, type EntityManager } from 'typeorm';
import { allows } from '../auth/access/rights';
import { User } from './user.entity';

/** Who may export: what was asked for while somebody held the right does not leave once it is withdrawn (invariant 3). */
@Injectable()
export class Exporters {
  /** Those of these people who are active and hold the right to export, as of the transaction of `em`. */
  async among(em: EntityManager, userIds: readonly string[]): Promise<string[]> {
    const users = await em.find(User, { select: { id: true, rights: true }, where: { id: In(userIds), active: true } });
    return users.filter(({ rights }) => allows(rights, 'EXPORT_BSFF')).map(({ id }) => id);
  }

  async includes(em: EntityManager, userId: string): Promise<boolean> {
    return (await this.among(em, [userId])).length > 0;
  }
}
