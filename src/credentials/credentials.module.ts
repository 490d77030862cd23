import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TrackdechetsModule } from '../trackdechets/trackdechets.module';
import { UserTokens } from '../users/user-tokens';
import { Credential } from './credential.entity';
import { Credentials } from './credentials';
import { KeyCheck } from './key-check';
import { MyToken } from './my-token';
import { MyTokenController } from './my-token.controller';
import { PlatformVerifier } from './platform-verifier';
import { SecretCipher } from './secret-cipher';
import { StoredUserTokens } from './stored-user-tokens';
import { TokenAccess } from './token-access';
import { TokenKeeping } from './token-keeping';
import { TokenMetrics } from './token-metrics';
import { TokenWatch } from './token-watch';
import { TrackdechetsVerifier } from './trackdechets-verifier';
import { Verification } from './verification';

/** Users' secrets for outside platforms. Global, so that `users` may tell of tokens without importing this room. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Credential]), TrackdechetsModule],
  controllers: [MyTokenController],
  providers: [
    Credentials,
    KeyCheck,
    MyToken,
    SecretCipher,
    TokenAccess,
    TokenKeeping,
    TokenMetrics,
    TokenWatch,
    Verification,
    { provide: PlatformVerifier, useClass: TrackdechetsVerifier },
    { provide: UserTokens, useClass: StoredUserTokens },
  ],
  exports: [Credentials, MyToken, TokenAccess, UserTokens],
})
export class CredentialsModule {}
