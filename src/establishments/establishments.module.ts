import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CompaniesModule } from '../companies/companies.module';
import { Establishment } from './establishment.entity';
import { EstablishmentsController } from './establishments.controller';
import { Establishments } from './establishments.service';

@Module({
  imports: [TypeOrmModule.forFeature([Establishment]), CompaniesModule],
  controllers: [EstablishmentsController],
  providers: [Establishments],
  exports: [Establishments],
})
export class EstablishmentsModule {}
