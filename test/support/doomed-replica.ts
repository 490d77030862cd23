import 'reflect-metadata';
import { BsffExchange } from '../../src/bsff/bsff-exchange';
import { readEnvironment } from '../../src/config/environment';
import { ExportLedger } from '../../src/exports/export-ledger';
import { ExportQueue } from '../../src/exports/export-queue';
import { FicheExchange } from '../../src/interventions/fiche-exchange';
import { DocumentIntake } from '../../src/pulls/document-intake';
import { start } from '../../src/startup/startup';
import { TrackdechetsClient } from '../../src/trackdechets/trackdechets.client';
import { always, operationsOf, watch } from './boundaries';

/**
 * A replica that ends itself with SIGKILL at a boundary of an act: before and after each claim, each write inside a
 * transaction, each call to Trackdéchets.
 */
async function main(): Promise<void> {
  const { app, url } = await start(readEnvironment(process.env));
  watch(app.get(ExportQueue), 'claimQueued', found);
  watch(app.get(FicheExchange), 'recordTrackdechetsId', always);
  watch(app.get(FicheExchange), 'markSynced', always);
  watch(app.get(TrackdechetsClient), 'executeBatch', ofDocuments, operationsOf);
  watch(app.get(ExportLedger), 'moveAll', ofSome);
  watch(app.get(BsffExchange), 'recordAllExported', always);
  watch(app.get(BsffExchange), 'saveRemote', always);
  watch(app.get(BsffExchange), 'markDeleted', always);
  watch(app.get(DocumentIntake), 'apply', always);
  process.stdout.write(`API ${url}/api/v1\nDocumentation\n`);
}

/** A claim that finds nothing is no act. */
const found = (_: unknown[], result?: unknown): boolean => Array.isArray(result) && result.length > 0;
/** The worker looks for waits that end even when there is none. */
const ofSome = ([, moves]: unknown[]): boolean => (moves as unknown[]).length > 0;
const ofDocuments = (args: unknown[]): boolean => /Bsff/.test(operationsOf(args));

void main();
