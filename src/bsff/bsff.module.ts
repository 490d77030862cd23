import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CompaniesModule } from '../companies/companies.module';
import { EstablishmentsModule } from '../establishments/establishments.module';
import { InterventionsModule } from '../interventions/interventions.module';
import { PartnersModule } from '../partners/partners.module';
import { UsersModule } from '../users/users.module';
import { BsffAdoption } from './bsff-adoption';
import { BsffExchange } from './bsff-exchange';
import { Bsff, BsffChange, BsffPackaging } from './bsff.entity';
import { BsffsController } from './bsffs.controller';
import { Bsffs } from './bsffs.service';
import { DocumentEdition } from './document-edition';
import { EditChecks } from './edit-checks';
import { BsffReadiness } from './readiness/bsff-readiness';
import { CompanyQuestions } from './readiness/company-questions';
import { ReadinessNow } from './readiness/readiness-now';
import { BsffReferences } from './references';
import { Standings } from './standings';

@Module({
  imports: [
    TypeOrmModule.forFeature([Bsff, BsffPackaging, BsffChange]),
    CompaniesModule,
    EstablishmentsModule,
    InterventionsModule,
    PartnersModule,
    UsersModule,
  ],
  controllers: [BsffsController],
  providers: [
    BsffReferences,
    BsffAdoption,
    BsffExchange,
    BsffReadiness,
    CompanyQuestions,
    ReadinessNow,
    Standings,
    EditChecks,
    DocumentEdition,
    Bsffs,
  ],
  exports: [BsffAdoption, BsffExchange, BsffReadiness, Bsffs, Standings],
})
export class BsffModule {}
