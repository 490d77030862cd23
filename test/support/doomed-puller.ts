import 'reflect-metadata';
import { readEnvironment } from '../../src/config/environment';
import { Intake } from '../../src/pulls/intake';
import { PullStore } from '../../src/pulls/pull-store';
import { Readings } from '../../src/pulls/readings';
import { start } from '../../src/startup/startup';
import { TrackdechetsClient } from '../../src/trackdechets/trackdechets.client';
import { always, operationsOf, watch } from './boundaries';

/** A replica that ends itself with SIGKILL at a boundary of a pull: claim, each question to Trackdéchets, each write. */
const found = (_: unknown[], result?: unknown): boolean => result !== undefined && result !== null;
const ofPulls = (args: unknown[]): boolean => /^Bsff/.test(operationsOf(args));

async function main(): Promise<void> {
  watch(PullStore.prototype, 'claim', found);
  watch(TrackdechetsClient.prototype, 'executeBatch', ofPulls, operationsOf);
  watch(Intake.prototype, 'apply', always);
  watch(Intake.prototype, 'remove', always);
  watch(Readings.prototype, 'moveWatermarks', always);
  watch(Readings.prototype, 'markListed', always);
  watch(PullStore.prototype, 'finish', always);
  const { url } = await start(readEnvironment(process.env));
  process.stdout.write(`API ${url}/api/v1\nDocumentation\n`);
}

void main();
