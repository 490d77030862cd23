import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CompaniesModule } from '../companies/companies.module';
import { EstablishmentsModule } from '../establishments/establishments.module';
import { PartnersModule } from '../partners/partners.module';
import { FicheEdition } from './fiche-edition';
import { FicheExchange } from './fiche-exchange';
import { FicheReturns } from './fiche-returns';
import { Fiche } from './fiche.entity';
import { FichesController } from './fiches.controller';
import { Fiches } from './fiches.service';

@Module({
  imports: [TypeOrmModule.forFeature([Fiche]), CompaniesModule, EstablishmentsModule, PartnersModule],
  controllers: [FichesController],
  providers: [Fiches, FicheEdition, FicheExchange, FicheReturns],
  exports: [Fiches, FicheExchange, FicheReturns],
})
export class InterventionsModule {}
