import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { BsffExchange } from '../bsff/bsff-exchange';
import { transaction } from '../database/transaction';
import { type Call, type Outcome } from '../trackdechets/call';
import { type BsffInput } from '../trackdechets/generated';
import { MARK_ROOM, newMark, withMark, withoutMark } from '../trackdechets/mark';
import { TrackdechetsBsffs, type TrackdechetsBsff } from '../trackdechets/trackdechets.bsffs';
import { TrackdechetsClient } from '../trackdechets/trackdechets.client';
import { Contact } from '../users/contact';
import { ExportLedger } from './export-ledger';
import { type ExportLoad } from './export-load';
import { type ClaimedExport } from './export-queue';
import { stepAfter } from './outcome';
import { placed } from './refusals';

/** The intent is committed, then the request leaves: a replica that was frozen in between for longer must not send. Milliseconds. */
export const SEND_WITHIN_MS = 5_000;

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
  ) {}

  /** Freezes what is sent under its mark and commits that it is about to leave; what cannot leave is moved to its end. */
  async commitIntents(
    load: ExportLoad,
    items: ClaimedExport[],
    transporters: ReadonlyMap<string, string[]>,
  ): Promise<Intent[]> {
    return transaction(this.dataSource, async (em) => {
      const intents: Intent[] = [];
      // As of now: who stopped being the contact while the request waited for its turn may not be named any more.
      const contact = await this.contact.current(em);
      const present = new Set(
        (
          await this.bsffs.lockAll(
            em,
            items.map(({ bsffId }) => bsffId),
          )
        ).map(({ id }) => id),
      );
      for (const item of items) {
        if (!present.has(item.bsffId)) continue;
        const intent = contact
          ? await this.intentOf(em, item, { ...load, contact }, transporters.get(item.bsffId))
          : await this.withoutContact(em, item, load);
        if (intent) intents.push(intent);
      }
      return intents;
    });
  }

  private async withoutContact(em: EntityManager, item: ClaimedExport, { owner }: ExportLoad): Promise<null> {
    const reason = 'NO_TRACKDECHETS_CONTACT';
    await this.ledger.move(em, item, owner, { to: 'WAITING', cause: reason, reason });
    return null;
  }

  private async intentOf(
    em: EntityManager,
    item: ClaimedExport,
    load: ExportLoad,
    transporters: string[] | undefined,
  ): Promise<Intent | null> {
    const { input: composed } = await this.bsffs.compose(em, item.bsffId, { contact: load.contact });
    const input = transporters ? { ...composed, transporter: undefined, transporters } : composed;
    // The little that has no room beside the mark is cut; readiness warned about it.
    const own = withoutMark(input.emitter?.customInfo)?.slice(0, MARK_ROOM);
    const mark = newMark();
    const marked: BsffInput = { ...input, emitter: { ...input.emitter, customInfo: withMark(own, mark) } };
    const intent = { mark, payload: { input: marked } };
    const moved = await this.ledger.move(em, item, load.owner, { to: 'SENDING', cause: 'INTENT_COMMITTED', intent });
    return moved ? { item: { ...item, state: 'SENDING', mark, attempts: item.attempts + 1 }, input: marked } : null;
  }

  /** One HTTP request for all of them; the permit must have been taken. */
  async call(load: ExportLoad, intents: Intent[]): Promise<Outcome<TrackdechetsBsff>[]> {
    const calls = intents.map(({ item, input }): Creation =>
      item.mode === 'DRAFT' ? TrackdechetsBsffs.draftCreation(input) : TrackdechetsBsffs.creation(input),
    );
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
    await transaction(this.dataSource, async (em) => {
      await this.bsffs.lockAll(
        em,
        intents.map(({ item }) => item.bsffId),
      );
      for (const [index, { item, input }] of intents.entries()) {
        const outcome = outcomes[index];
        if (outcome?.ok) await this.succeed(em, load, item, outcome.data);
        else if (outcome) {
          const step = stepAfter(outcome.error, { kind: 'CREATE', attempts: item.attempts, sent: true });
          await this.ledger.move(em, item, load.owner, { ...step, errors: placed(step.errors ?? [], input) });
        }
      }
    });
  }

  private async succeed(
    em: EntityManager,
    load: ExportLoad,
    item: ClaimedExport,
    remote: TrackdechetsBsff,
  ): Promise<void> {
    const step = { to: 'SUCCEEDED', cause: 'ANSWERED', trackdechetsId: remote.id } as const;
    if (!(await this.ledger.move(em, item, load.owner, step))) return;
    await this.bsffs.recordExported(em, item.bsffId, { remote, userId: item.requestedBy });
  }

  /** Nothing left after all: the claims go back to the queue. */
  async handBack(load: ExportLoad, intents: Intent[]): Promise<void> {
    await transaction(this.dataSource, async (em) => {
      for (const { item } of intents)
        await this.ledger.move(em, item, load.owner, { to: 'QUEUED', cause: 'HANDED_BACK' });
    });
  }
}
