import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../../auth/auth.module';
import { TrackdechetsModule } from '../../trackdechets/trackdechets.module';
import { Connection } from './connection.entity';
import { ConnectionController } from './connection.controller';
import { Connections } from './connections';
import { TrackdechetsConnection } from './trackdechets-connection';

/** OAuth2 towards Trackdéchets. Apart from CredentialsModule, which `auth` depends on by way of `users`. */
@Module({
  imports: [TypeOrmModule.forFeature([Connection]), AuthModule, TrackdechetsModule],
  controllers: [ConnectionController],
  providers: [Connections, TrackdechetsConnection],
})
export class ConnectionModule {}
