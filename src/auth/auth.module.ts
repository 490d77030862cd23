import { Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { UsersModule } from '../users/users.module';
import { AuthGuard } from './auth.guard';
import { Routes } from './routes';
import { SessionCookie } from './session-cookie';
import { Sessions } from './sessions';
import { SessionsController } from './sessions.controller';
import { SignInAttempts } from './sign-in-attempts';

@Module({
  imports: [DiscoveryModule, UsersModule],
  controllers: [SessionsController],
  providers: [Sessions, SessionCookie, SignInAttempts, Routes, { provide: APP_GUARD, useClass: AuthGuard }],
  exports: [Sessions],
})
export class AuthModule {}
