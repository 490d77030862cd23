import { Module } from '@nestjs/common';
import { RefrigerantsController } from './refrigerants.controller';
import { Refrigerants } from './refrigerants.service';

@Module({ controllers: [RefrigerantsController], providers: [Refrigerants] })
export class RefrigerantsModule {}
