import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BsffExchange } from '../bsff/bsff-exchange';
import { transaction } from '../database/transaction';
import { FicheExchange, type FicheToSend } from '../interventions/fiche-exchange';
import { type Call, type Outcome } from '../trackdechets/call';
import { type TrackdechetsError } from '../trackdechets/errors';
import { BATCH_LIMIT, TrackdechetsClient } from '../trackdechets/trackdechets.client';
import { TrackdechetsFiches } from '../trackdechets/trackdechets.fiches';
import { ExportLedger } from './export-ledger';
import { type ExportLoad, type LoadEnd } from './export-load';
import { type ClaimedExport } from './export-queue';
import { stepAfter } from './outcome';
import { Reach } from './reach';

interface Sent {
  fiche: FicheToSend;
  outcome: Outcome<string>;
}

/** Brings the fiches d'intervention to Trackdéchets before the documents that name them. */
@Injectable()
export class FicheSender {
  constructor(
    private readonly dataSource: DataSource,
    private readonly fiches: FicheExchange,
    private readonly bsffs: BsffExchange,
    private readonly client: TrackdechetsClient,
    private readonly ledger: ExportLedger,
    private readonly reach: Reach,
  ) {}

  /**
   * Sends the fiches that Trackdéchets lacks or has in an older version, and records each id in the transaction that follows.
   * Answers the exports that may go on; the others were moved to where their fiche's failure puts them. A fiche whose answer
   * was lost is simply sent again next time: one that no document names is harmless.
   */
  async bring(load: ExportLoad): Promise<{ goingOn: ClaimedExport[]; end: LoadEnd }> {
    const { named, pending } = await this.pending(load);
    if (pending.length === 0) return { goingOn: load.items, end: 'DONE' };
    const failed = new Map<string, TrackdechetsError>();
    for (let start = 0; start < pending.length; start += BATCH_LIMIT) {
      const sent = await this.send(pending.slice(start, start + BATCH_LIMIT), load);
      this.reach.note(sent.map(({ outcome }) => outcome));
      await this.record(sent);
      for (const { fiche, outcome } of sent) if (!outcome.ok) failed.set(fiche.id, outcome.error);
    }
    const goingOn = await this.withoutFailed(load, named, failed);
    const refused = [...failed.values()].some(({ kind }) => kind === 'CREDENTIALS');
    return { goingOn, end: refused ? 'TOKEN_REFUSED' : 'DONE' };
  }

  private async pending({
    items,
    contact,
  }: ExportLoad): Promise<{ named: Map<string, string[]>; pending: FicheToSend[] }> {
    const ids = items.map(({ bsffId }) => bsffId);
    const named = await this.bsffs.ficheIdsOf(this.dataSource.manager, ids);
    const wanted = [...named.values()].flat();
    if (wanted.length === 0) return { named, pending: [] };
    const pending = await transaction(this.dataSource, (em) => this.fiches.toSend(em, wanted, contact));
    return { named, pending };
  }

  private async send(fiches: FicheToSend[], { token, priority }: ExportLoad): Promise<Sent[]> {
    const calls = fiches.map(({ id: ficheId, trackdechetsId, input }): Call<Record<string, { id: string }>> => ({
      ...(trackdechetsId === null
        ? TrackdechetsFiches.creation(input)
        : TrackdechetsFiches.edition(trackdechetsId, input)),
      about: { ficheId },
    }));
    const outcomes = await this.client.executeBatch(calls, { token, priority });
    return fiches.map((fiche, index) => {
      const outcome = outcomes[index] as Outcome<Record<string, { id: string }>>;
      if (!outcome.ok) return { fiche, outcome };
      return { fiche, outcome: { ok: true, data: Object.values(outcome.data)[0]?.id ?? '' } };
    });
  }

  private async record(sent: Sent[]): Promise<void> {
    await transaction(this.dataSource, async (em) => {
      for (const { fiche, outcome } of sent) {
        if (!outcome.ok) continue;
        if (fiche.trackdechetsId === null) {
          await this.fiches.recordTrackdechetsId(em, fiche.id, outcome.data, fiche.version);
        } else await this.fiches.markSynced(em, fiche.id, fiche.version);
      }
    });
  }

  private async withoutFailed(
    { items, owner }: ExportLoad,
    named: Map<string, string[]>,
    failed: Map<string, TrackdechetsError>,
  ): Promise<ClaimedExport[]> {
    const goingOn: ClaimedExport[] = [];
    await transaction(this.dataSource, async (em) => {
      goingOn.length = 0;
      for (const item of items) {
        const ficheIds = named.get(item.bsffId) ?? [];
        const index = ficheIds.findIndex((id) => failed.has(id));
        const error = failed.get(ficheIds[index] ?? '');
        if (!error) {
          goingOn.push(item);
          continue;
        }
        const step = stepAfter(error, { kind: item.kind, attempts: item.attempts, sent: false });
        const errors = step.errors?.map((found) => ({
          ...found,
          path: [`ficheInterventionIds.${index}`, found.path].filter(Boolean).join('.'),
        }));
        await this.ledger.move(em, item, owner, { ...step, errors });
      }
    });
    return goingOn;
  }
}
