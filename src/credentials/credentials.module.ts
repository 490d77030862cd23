import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TrackdechetsModule } from '../trackdechets/trackdechets.module';
import { UserTokens } from '../users/user-tokens';
import { Credential } from './credential.entity';
import { PlatformVerifier } from './platform-verifier';
import { SecretCipher } from './secret-cipher';
import { StoredUserTokens } from './stored-user-tokens';
import { TrackdechetsVerifier } from './trackdechets-verifier';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Credential]), TrackdechetsModule],
  providers: [
    SecretCipher,
    { provide: PlatformVerifier, useClass: TrackdechetsVerifier },
    { provide: UserTokens, useClass: StoredUserTokens },
  ],
  exports: [UserTokens],
})
export class CredentialsModule {}
