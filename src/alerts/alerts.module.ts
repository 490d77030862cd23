import { Global, Module } from '@nestjs/common';
import { Alerts } from './alerts';
import { AlertsController } from './alerts.controller';

@Global()
@Module({ controllers: [AlertsController], providers: [Alerts], exports: [Alerts] })
export class AlertsModule {}
