import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Contact } from './contact';
import { ContactController } from './contact.controller';
import { ContactCandidates } from './contact-candidates';
import { ContactMetrics } from './contact-metrics';
import { Exporters } from './exporters';
import { FirstAdministrator } from './first-administrator';
import { Invitation } from './invitation.entity';
import { Invitations } from './invitations';
import { InvitationsController } from './invitations.controller';
import { MeController } from './me.controller';
import { Session } from './session.entity';
import { User } from './user.entity';
import { Users } from './users';
import { UsersController } from './users.controller';

@Module({
  imports: [TypeOrmModule.forFeature([User, Session, Invitation])],
  controllers: [UsersController, MeController, InvitationsController, ContactController],
  providers: [Users, Contact, ContactCandidates, ContactMetrics, Exporters, Invitations, FirstAdministrator],
  exports: [Users, Contact, Exporters, FirstAdministrator],
})
export class UsersModule {}
