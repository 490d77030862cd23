import { Module } from '@nestjs/common';
import { BsffModule } from '../bsff/bsff.module';
import { EstablishmentsModule } from '../establishments/establishments.module';
import { InterventionsModule } from '../interventions/interventions.module';
import { TrackdechetsModule } from '../trackdechets/trackdechets.module';
import { Conflicts } from './conflicts';
import { ContainerChains } from './container-chains';
import { DocumentIntake } from './document-intake';
import { DocumentPulls } from './document-pulls';
import { DocumentPullsController } from './document-pulls.controller';
import { DocumentReading } from './document-reading';
import { FicheConflicts } from './fiche-conflicts';
import { FicheConflictsController } from './fiche-conflicts.controller';
import { FicheIntake } from './fiche-intake';
import { FullReading } from './full-reading';
import { HintStore } from './hint-store';
import { History } from './history';
import { Intake } from './intake';
import { Listing } from './listing';
import { Newcomers } from './newcomers';
import { PersonalCalls } from './personal-calls';
import { PullMetrics } from './pull-metrics';
import { PullOutcomes } from './pull-outcomes';
import { PullRun } from './pull-run';
import { PullSchedule } from './pull-schedule';
import { PullStore } from './pull-store';
import { PullWorker } from './pull-worker';
import { PullsController } from './pulls.controller';
import { Pulls } from './pulls.service';
import { ReaderPasses } from './reader-passes';
import { ReaderRoles } from './reader-roles';
import { Readings } from './readings';

/** Brings back what happened on Trackdéchets. */
@Module({
  imports: [BsffModule, EstablishmentsModule, InterventionsModule, TrackdechetsModule],
  controllers: [PullsController, DocumentPullsController, FicheConflictsController],
  providers: [
    Conflicts,
    ContainerChains,
    DocumentIntake,
    DocumentPulls,
    DocumentReading,
    FicheConflicts,
    FicheIntake,
    FullReading,
    HintStore,
    History,
    Intake,
    Listing,
    Newcomers,
    PersonalCalls,
    PullMetrics,
    PullOutcomes,
    PullRun,
    PullSchedule,
    PullStore,
    PullWorker,
    Pulls,
    ReaderPasses,
    ReaderRoles,
    Readings,
  ],
  exports: [DocumentIntake, DocumentReading, HintStore, PersonalCalls, PullStore],
})
export class PullsModule {}
