import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CURSOR_TIMESTAMP, CURSOR_UUID, decodeCursor, type PageQuery, pageOf } from '../http/pagination';
import { type CandidatePageDto } from './dto/contact.dto';
import { toContactDto } from './dto/contact.dto';
import { reasonsAgainst } from './eligibility';
import { User } from './user.entity';

/** Who could become the contact, and why the others could not. */
@Injectable()
export class ContactCandidates {
  constructor(private readonly dataSource: DataSource) {}

  /** Everybody of the instance, oldest first, with every reason against each. */
  async list(query: PageQuery): Promise<CandidatePageDto> {
    const select = this.dataSource.manager
      .createQueryBuilder(User, 'u')
      .orderBy('u.createdAt')
      .addOrderBy('u.id')
      .take(query.limit + 1);
    const after = decodeCursor(query.cursor, [CURSOR_TIMESTAMP, CURSOR_UUID]);
    if (after) select.where('(u.created_at, u.id) > (:at, :id)', { at: after[0], id: after[1] });
    const page = pageOf(await select.getMany(), query.limit, (last) => [last.createdAt.toISOString(), last.id]);
    return {
      ...page,
      items: page.items.map((user) => {
        const reasons = reasonsAgainst(user);
        return { user: toContactDto({ ...user, userId: user.id }), eligible: reasons.length === 0, reasons };
      }),
    };
  }
}
