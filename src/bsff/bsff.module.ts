import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EstablishmentsModule } from '../establishments/establishments.module';
import { PartnersModule } from '../partners/partners.module';
import { BsffExchange } from './bsff-exchange';
import { Bsff, BsffChange, BsffPackaging } from './bsff.entity';
import { BsffReferences } from './references';

@Module({
  imports: [TypeOrmModule.forFeature([Bsff, BsffPackaging, BsffChange]), EstablishmentsModule, PartnersModule],
  providers: [BsffReferences, BsffExchange],
  exports: [BsffExchange],
})
export class BsffModule {}
