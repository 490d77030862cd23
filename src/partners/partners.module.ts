import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CompaniesModule } from '../companies/companies.module';
import { Partner } from './partner.entity';
import { PartnersController } from './partners.controller';
import { Partners } from './partners.service';

@Module({
  imports: [TypeOrmModule.forFeature([Partner]), CompaniesModule],
  controllers: [PartnersController],
  providers: [Partners],
  exports: [Partners],
})
export class PartnersModule {}
