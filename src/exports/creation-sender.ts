import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { DataSource, type EntityManager } from 'typeorm';
import { BsffExchange } from '../bsff/bsff-exchange';
import { type Composition, journeyOf } from '../bsff/compose';
import { lockDocuments } from '../bsff/document-locks';
import { transaction } from '../database/transaction';
import { type Call, type Outcome } from '../trackdechets/call';
import { type BsffInput } from '../trackdechets/generated';
import { marksOf, newMark, withMark } from '../trackdechets/mark';
import { TrackdechetsBsffs, type TrackdechetsBsff } from '../trackdechets/trackdechets.bsffs';
import { TrackdechetsClient } from '../trackdechets/trackdechets.client';
import { Contact } from '../users/contact';
import { Exporters } from '../users/exporters';
import { UserTokens } from '../users/user-tokens';
import { ExportLedger, type Move, type Step } from './export-ledger';
import { type ExportLoad } from './export-load';
import { type ClaimedExport, ExportQueue } from './export-queue';
import { type WaitReason } from './export-states';
import { trailOf } from './export-trail';
import { stepAfter } from './outcome';
import { placed } from './refusals';
import { type Journey } from './transporter-sender';
import { seenFrom } from './witnesses';

/** The intent is committed, then the request leaves: a replica that was frozen in between for longer must not send. Milliseconds. */
export const SEND_WITHIN_MS = 5_000;

/** What was changed while it was prepared is prepared again after this long. Milliseconds. */
export const PREPARE_AGAIN_MS = 500;

/** An export whose intent is committed, with what is to be sent. */
export interface Intent {
  item: ClaimedExport;
  input: BsffInput;
}

type Creation = Call<Record<string, TrackdechetsBsff>>;

/** Creates documents on Trackdéchets: the intent is committed first, the result recorded after, by the holder of the lease alone. */
@Injectable()
export class CreationSender {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bsffs: BsffExchange,
    private readonly client: TrackdechetsClient,
    private readonly ledger: ExportLedger,
    private readonly contact: Contact,
    private readonly exporters: Exporters,
    private readonly queue: ExportQueue,
    private readonly tokens: UserTokens,
  ) {}

  /**
   * Freezes what is sent under its mark and commits that it is about to leave; what cannot leave is moved to its end. What was
   * changed since its fiches and transporters were made goes back, to be prepared again.
   */
  async commitIntents(
    load: ExportLoad,
    items: ClaimedExport[],
    journeys: ReadonlyMap<string, Journey>,
  ): Promise<Intent[]> {
    const outdated: string[] = [];
    const committed = await transaction(this.dataSource, async (em) => {
      // As of now: who lost the right, or stopped being the contact, while the request waited for its turn.
      const mayExport = await this.exporters.includes(em, load.userId);
      const contact = await this.contact.current(em);
      const bsffs = await lockDocuments(em, idsOf(items));
      const present = new Map(bsffs.map((bsff) => [bsff.id, bsff.trackdechetsId]));
      await this.endThoseThere(em, load, items, present);
      const leaving = items.filter(({ bsffId }) => present.get(bsffId) === null);
      if (!mayExport) return this.withhold(em, leaving, load, 'NO_EXPORT_RIGHT');
      if (!contact) return this.withhold(em, leaving, load, 'NO_TRACKDECHETS_CONTACT');
      const composed = await this.bsffs.composeAll(em, bsffs, { contact });
      const author = (await this.tokens.statuses(em, [load.userId])).get(load.userId)?.companies ?? [];
      const marks = await marksFor(em, leaving);
      outdated.length = 0;
      const intents = leaving.flatMap((item) => {
        const journey = journeys.get(item.bsffId);
        const composition = composed.get(item.bsffId);
        if (composition && isPrepared(composition, journey)) {
          const intent = intentOf(item, marks.get(item.id) ?? newMark(), composition, journey);
          return { ...intent, seenFrom: seenFrom(composition, item.mode, author) };
        }
        outdated.push(item.id);
        return [];
      });
      const moves = intents.map(({ before, mark, input, seenFrom }): Move => {
        const intent = { mark, payload: { input, seenFrom } };
        return { item: before, step: { to: 'SENDING', cause: 'INTENT_COMMITTED', intent } };
      });
      const moved = await this.ledger.moveAll(em, moves, load.owner);
      return intents.filter(({ item }) => moved.has(item.id));
    });
    if (outdated.length > 0) await this.queue.release(load.owner, outdated, PREPARE_AGAIN_MS);
    return committed;
  }

  /** Found there since it was asked for (a pull recognised it by its mark): it must not be made a second time. */
  private async endThoseThere(
    em: EntityManager,
    { owner }: ExportLoad,
    items: readonly ClaimedExport[],
    present: ReadonlyMap<string, string | null>,
  ): Promise<void> {
    const moves = items.flatMap((item): Move[] => {
      const trackdechetsId = present.get(item.bsffId);
      return trackdechetsId ? [{ item, step: { to: 'SUCCEEDED', cause: 'NOTHING_TO_SEND', trackdechetsId } }] : [];
    });
    const moved = await this.ledger.moveAll(em, moves, owner);
    const there = moves.filter(({ item }) => moved.has(item.id));
    await this.bsffs.setExportStates(
      em,
      there.map(({ item }) => ({ id: item.bsffId, state: 'EXPORTED' })),
    );
  }

  private async withhold(
    em: EntityManager,
    items: ClaimedExport[],
    { owner }: ExportLoad,
    reason: WaitReason,
  ): Promise<[]> {
    const step: Step = { to: 'WAITING', cause: reason, reason };
    const moves = items.map((item) => ({ item, step }));
    await this.ledger.moveAll(em, moves, owner);
    return [];
  }

  /** One HTTP request for all of them; the permit must have been taken. */
  async call(load: ExportLoad, intents: Intent[]): Promise<Outcome<TrackdechetsBsff>[]> {
    const calls = intents.map(({ item, input }): Creation => ({
      ...(item.mode === 'DRAFT' ? TrackdechetsBsffs.draftCreation(input) : TrackdechetsBsffs.creation(input)),
      about: trailOf(item),
    }));
    const outcomes = await this.client.executeBatch(calls, {
      token: load.token,
      priority: load.priority,
      permitted: true,
    });
    return outcomes.map((outcome) => {
      if (!outcome.ok) return outcome;
      const created = Object.values(outcome.data)[0];
      return { ok: true, data: created as TrackdechetsBsff };
    });
  }

  /** Records what became of each. */
  async record(load: ExportLoad, intents: Intent[], outcomes: Outcome<TrackdechetsBsff>[]): Promise<void> {
    const ended = intents.flatMap(({ item, input }, index) => {
      const outcome = outcomes[index];
      return outcome ? { item, step: stepOf(item, input, outcome), outcome } : [];
    });
    await transaction(this.dataSource, async (em) => {
      const bsffs = await lockDocuments(em, idsOf(ended.map(({ item }) => item)));
      const moved = await this.ledger.moveAll(em, ended, load.owner);
      const byId = new Map(bsffs.map((bsff) => [bsff.id, bsff]));
      const exported = ended.flatMap(({ item, outcome }) => {
        const bsff = byId.get(item.bsffId);
        if (!bsff || !outcome.ok || !moved.has(item.id)) return [];
        return { bsff, remote: outcome.data, userId: item.requestedBy };
      });
      await this.bsffs.recordAllExported(em, exported);
    });
  }

  /** Nothing left after all: the claims go back to the queue. */
  async handBack(load: ExportLoad, intents: Intent[]): Promise<void> {
    const step: Step = { to: 'QUEUED', cause: 'HANDED_BACK' };
    const moves = intents.map(({ item }) => ({ item, step }));
    await transaction(this.dataSource, (em) => this.ledger.moveAll(em, moves, load.owner));
  }
}

const idsOf = (items: readonly ClaimedExport[]): string[] => items.map(({ bsffId }) => bsffId);

/** The mark under which each leaves: the one it had, or the first of its document's that served no other export. */
async function marksFor(em: EntityManager, items: readonly ClaimedExport[]): Promise<Map<string, string>> {
  const choices = new Map(items.map(({ id, bsffId, mark }) => [id, mark ? [mark] : marksOf(bsffId)]));
  const ids = items.map(({ id }) => id);
  const rows = await em.query<{ mark: string }[]>(
    'SELECT mark FROM exports WHERE mark = ANY($1) AND id <> ALL($2::uuid[])',
    [[...choices.values()].flat(), ids],
  );
  const taken = new Set(rows.map(({ mark }) => mark));
  const chosen = new Map<string, string>();
  for (const [id, marks] of choices) chosen.set(id, marks.find((mark) => !taken.has(mark)) ?? newMark());
  return chosen;
}

/** Whether the fiches and the transporters that it names are there as they are now. */
function isPrepared(composition: Composition, journey?: Journey): boolean {
  if (!composition.fichesThere) return false;
  return composition.moreTransporters.length === 0 || isDeepStrictEqual(journey?.made, journeyOf(composition));
}

/** The document under its mark, as its sending will freeze it. */
function intentOf(
  before: ClaimedExport,
  mark: string,
  { input: composed, moreTransporters }: Composition,
  journey?: Journey,
): Intent & { before: ClaimedExport; mark: string } {
  const input: BsffInput = {
    ...composed,
    ...(moreTransporters.length > 0 ? { transporter: undefined, transporters: journey?.ids } : {}),
    emitter: { ...composed.emitter, customInfo: withMark(composed.emitter?.customInfo, mark) },
  };
  return { before, mark, input, item: { ...before, state: 'SENDING', mark, attempts: before.attempts + 1 } };
}

function stepOf(item: ClaimedExport, input: BsffInput, outcome: Outcome<TrackdechetsBsff>): Step {
  if (outcome.ok) return { to: 'SUCCEEDED', cause: 'ANSWERED', trackdechetsId: outcome.data.id };
  const step = stepAfter(outcome.error, { kind: 'CREATE', attempts: item.attempts, sent: true });
  return { ...step, errors: placed(step.errors ?? [], input) };
}
