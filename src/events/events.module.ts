import { Global, Module } from '@nestjs/common';
import { EventFeed } from './event-feed';
import { EventLog } from './event-log';
import { EventMetrics } from './event-metrics';
import { Events } from './events';
import { EventsController } from './events.controller';

@Global()
@Module({ controllers: [EventsController], providers: [Events, EventLog, EventFeed, EventMetrics], exports: [Events] })
export class EventsModule {}
