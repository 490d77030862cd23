import { Injectable } from '@nestjs/common';
import { Credentials } from '../credentials/credentials';
import { type Establishment } from '../establishments/establishment.entity';
import { TrackdechetsAccount } from '../trackdechets/trackdechets.account';
import { type TrackdechetsToken } from '../trackdechets/token';
import { patiently } from './patience';
import { listedBy, type Reader } from './readers';

/** Trackdéchets took away the role that a token was reading these establishments with: it must be another person's turn. */
export class RoleLost extends Error {
  override name = 'RoleLost';

  constructor(readonly establishments: readonly Establishment[]) {
    super(`No role any more in ${establishments.map(({ siret }) => siret).join(', ')}`);
  }
}

/** Roles as they are on Trackdéchets at this moment: those held here are up to thirty hours old. */
@Injectable()
export class ReaderRoles {
  constructor(
    private readonly account: TrackdechetsAccount,
    private readonly credentials: Credentials,
  ) {}

  /** Lists leave out in silence what a lost role showed: asks `me` whether silence means anything. @throws RoleLost, TrackdechetsError */
  async confirm({ userId, establishments }: Reader, token: TrackdechetsToken): Promise<void> {
    const listed = listedBy(await patiently(() => this.account.verifyToken(token, 'bulk')));
    const lost = establishments.filter(({ siret }) => !listed.has(siret));
    if (lost.length === 0) return;
    // Asks once more, and records what it finds.
    await this.credentials.reportUnauthenticated(userId);
    throw new RoleLost(lost);
  }
}
