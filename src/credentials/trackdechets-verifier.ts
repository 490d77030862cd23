import { Injectable, Logger } from '@nestjs/common';
import { TrackdechetsError } from '../trackdechets/errors';
import { TrackdechetsToken } from '../trackdechets/token';
import { TrackdechetsAccount } from '../trackdechets/trackdechets.account';
import { type PlatformAnswer, PlatformVerifier, TRACKDECHETS } from './platform-verifier';

/** Trackdéchets' answer to `me`: the one proof that a token is good, or that it is not. */
@Injectable()
export class TrackdechetsVerifier extends PlatformVerifier {
  override readonly platform = TRACKDECHETS;
  private readonly logger = new Logger(TrackdechetsVerifier.name);

  constructor(private readonly accounts: TrackdechetsAccount) {
    super();
  }

  override async verify(secret: string, awaited: boolean): Promise<PlatformAnswer> {
    try {
      const { email, name, companies } = await this.accounts.verifyToken(
        new TrackdechetsToken(secret),
        awaited ? 'interactive' : 'bulk',
      );
      return {
        kind: 'ACCOUNT',
        email,
        name: name ?? '',
        companies: companies.map((company) => ({
          orgId: company.orgId,
          siret: company.siret,
          vatNumber: company.vatNumber,
          name: company.name ?? '',
          role: company.role,
          permissions: company.permissions,
        })),
      };
    } catch (error) {
      if (!(error instanceof TrackdechetsError)) throw error;
      if (error.kind === 'CREDENTIALS') return { kind: 'UNKNOWN' };
      this.logger.warn(error.message);
      return { kind: 'NO_ANSWER', retryAfter: error.retryAfter };
    }
  }
}
