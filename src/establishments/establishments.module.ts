import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CompaniesModule } from '../companies/companies.module';
import { AccessWatch } from './access-watch';
import { Establishment } from './establishment.entity';
import { EstablishmentsController } from './establishments.controller';
import { Establishments } from './establishments.service';
import { TrackdechetsAccess } from './trackdechets-access';

@Module({
  imports: [TypeOrmModule.forFeature([Establishment]), CompaniesModule],
  controllers: [EstablishmentsController],
  providers: [AccessWatch, Establishments, TrackdechetsAccess],
  exports: [Establishments],
})
export class EstablishmentsModule {}
