import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Companies } from './companies.service';
import { CompanyNumbers } from './company-numbers';
import { Company } from './company.entity';

@Module({
  imports: [TypeOrmModule.forFeature([Company])],
  providers: [CompanyNumbers, Companies],
  exports: [CompanyNumbers, Companies],
})
export class CompaniesModule {}
