import 'reflect-metadata';
import { BsffExchange } from '../../src/bsff/bsff-exchange';
import { readEnvironment } from '../../src/config/environment';
import { ExportLedger } from '../../src/exports/export-ledger';
import { ExportQueue } from '../../src/exports/export-queue';
import { FicheExchange } from '../../src/interventions/fiche-exchange';
import { start } from '../../src/startup/startup';
import { TrackdechetsClient } from '../../src/trackdechets/trackdechets.client';

/**
 * A replica that ends itself with SIGKILL at the Nth boundary of an export: before and after each claim, each write inside a
 * transaction, each call to Trackdéchets. What lies between the end of a transaction and the next call is a boundary too: it is
 * the moment before that call. With fewer boundaries than DIE_AT it lives on.
 */
const dieAt = Number(process.env.DIE_AT);
let reached = 0;

function boundary(name: string): void {
  if (++reached !== dieAt) return;
  process.stderr.write(`died at boundary ${dieAt}: ${name}\n`);
  process.kill(process.pid, 'SIGKILL');
}

type Method = (...args: unknown[]) => Promise<unknown>;

/** Makes both ends of a method boundaries, for the calls that `concerns` picks. */
function watch(target: object, method: string, concerns: (args: unknown[], result?: unknown) => boolean): void {
  const original = (Reflect.get(target, method) as Method).bind(target);
  Reflect.set(target, method, async (...args: unknown[]): Promise<unknown> => {
    if (concerns(args)) boundary(`before ${method}`);
    const result = await original(...args);
    if (concerns(args, result)) boundary(`after ${method}`);
    return result;
  });
}

const always = (): boolean => true;
/** A claim that finds nothing is no act. */
const found = (_: unknown[], result?: unknown): boolean => Array.isArray(result) && result.length > 0;
/** The worker looks for waits that end even when there is none. */
const ofSome = ([, moves]: unknown[]): boolean => (moves as unknown[]).length > 0;
const ofDocuments = ([calls]: unknown[]): boolean =>
  (calls as { operation: { name: string } }[]).some(({ operation }) => /Bsff/.test(operation.name));

async function main(): Promise<void> {
  const { app, url } = await start(readEnvironment(process.env));
  watch(app.get(ExportQueue), 'claimQueued', found);
  watch(app.get(FicheExchange), 'recordTrackdechetsId', always);
  watch(app.get(TrackdechetsClient), 'executeBatch', ofDocuments);
  watch(app.get(ExportLedger), 'moveAll', ofSome);
  watch(app.get(BsffExchange), 'recordAllExported', always);
  process.stdout.write(`API ${url}/api/v1\nDocumentation\n`);
}

void main();
