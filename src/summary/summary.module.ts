import { Module } from '@nestjs/common';
import { SummaryController } from './summary.controller';
import { Summaries } from './summary.service';

/** What a year came to. Listed before `bsff`, whose `bsffs/:id` would take its address. */
@Module({ controllers: [SummaryController], providers: [Summaries] })
export class SummaryModule {}
