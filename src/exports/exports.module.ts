import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BsffModule } from '../bsff/bsff.module';
import { DocumentDeletion } from '../bsff/document-deletion';
import { InterventionsModule } from '../interventions/interventions.module';
import { TrackdechetsModule } from '../trackdechets/trackdechets.module';
import { UsersModule } from '../users/users.module';
import { ChangeRecorder } from './change-recorder';
import { ChangeRunner } from './change-runner';
import { CreationRunner } from './creation-runner';
import { CreationSender } from './creation-sender';
import { DoubtResolver } from './doubt-resolver';
import { DoubtRunner } from './doubt-runner';
import { ExportAdmission } from './export-admission';
import { ExportClock } from './export-clock';
import { ExportDispatch } from './export-dispatch';
import { ExportLedger } from './export-ledger';
import { ExportMeans } from './export-means';
import { ExportMetrics } from './export-metrics';
import { ExportQueue } from './export-queue';
import { ExportRequests } from './export-requests';
import { ExportRunners } from './export-runners';
import { ExportWaits } from './export-waits';
import { ExportWorker } from './export-worker';
import { Export, ExportTransition } from './export.entity';
import { ExportsController } from './exports.controller';
import { Exports } from './exports.service';
import { FicheEditSender } from './fiche-edit-sender';
import { FicheEdits } from './fiche-edits';
import { FicheSender } from './fiche-sender';
import { Publication } from './publication';
import { Reach } from './reach';
import { RequestedDeletion } from './requested-deletion';
import { TransporterSender } from './transporter-sender';
import { Witnesses } from './witnesses';

/** Global, so that `bsff` may have its documents deleted on Trackdéchets without importing this room. */
@Global()
@Module({
  imports: [
    TypeOrmModule.forFeature([Export, ExportTransition]),
    BsffModule,
    InterventionsModule,
    TrackdechetsModule,
    UsersModule,
  ],
  controllers: [ExportsController],
  providers: [
    ChangeRecorder,
    ChangeRunner,
    CreationRunner,
    CreationSender,
    DoubtResolver,
    DoubtRunner,
    ExportAdmission,
    ExportClock,
    ExportDispatch,
    ExportLedger,
    ExportMeans,
    ExportMetrics,
    ExportQueue,
    ExportRequests,
    ExportRunners,
    Exports,
    ExportWaits,
    ExportWorker,
    FicheEdits,
    FicheEditSender,
    FicheSender,
    Publication,
    Reach,
    TransporterSender,
    Witnesses,
    { provide: DocumentDeletion, useClass: RequestedDeletion },
  ],
  exports: [DocumentDeletion],
})
export class ExportsModule {}
