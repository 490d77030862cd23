import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TrackdechetsModule } from '../trackdechets/trackdechets.module';
import { Closures } from './closures';
import { CompaniesController } from './companies.controller';
import { Companies } from './companies.service';
import { CompanyLookups } from './company-lookups';
import { CompanyNumbers } from './company-numbers';
import { CompanyRefresher } from './company-refresher';
import { Company } from './company.entity';

@Module({
  imports: [TypeOrmModule.forFeature([Company]), TrackdechetsModule],
  controllers: [CompaniesController],
  providers: [Closures, CompanyNumbers, Companies, CompanyLookups, CompanyRefresher],
  exports: [CompanyNumbers, Companies, CompanyLookups],
})
export class CompaniesModule {}
