import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BsffExchange } from '../bsff/bsff-exchange';
import { lockDocument } from '../bsff/document-locks';
import { transaction } from '../database/transaction';
import { type BsffInput } from '../trackdechets/generated';
import { Contact } from '../users/contact';
import { frozenInput } from './doubt-resolver';
import { ExportLedger } from './export-ledger';
import { type ExportLoad } from './export-load';
import { type ClaimedExport } from './export-queue';

/** A creation that was looked for and can no longer come leaves once more: same mark, same content, whoever is the contact by now. */
@Injectable()
export class SecondSending {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bsffs: BsffExchange,
    private readonly ledger: ExportLedger,
    private readonly contact: Contact,
  ) {}

  /**
   * Commits the intent and gives what leaves; null when it does not, because it was found meanwhile or somebody else holds it.
   * Without a contact nothing is committed: the export stays in doubt.
   */
  async commit(load: ExportLoad, item: ClaimedExport): Promise<BsffInput | 'NO_CONTACT' | null> {
    return transaction(this.dataSource, async (em) => {
      const bsff = await lockDocument(em, item.bsffId);
      if (bsff?.trackdechetsId) {
        // A pull recognised it there, under another of its marks.
        const step = { to: 'SUCCEEDED', cause: 'FOUND', trackdechetsId: bsff.trackdechetsId } as const;
        await this.ledger.move(em, item, load.owner, step);
        await this.bsffs.setExportStates(em, [{ id: bsff.id, state: 'EXPORTED' }]);
        return null;
      }
      const contact = await this.contact.current(em);
      if (!contact) return 'NO_CONTACT';
      const now = bsff ? (await this.bsffs.compose(em, bsff.id, { contact })).input : {};
      const input = withEmitterOf(frozenInput(item), now);
      const intent = { mark: item.mark, payload: { input } };
      const step = { to: 'SENDING', cause: 'NOT_FOUND_ONCE_SETTLED', intent } as const;
      return (await this.ledger.move(em, item, load.owner, step)) ? input : null;
    });
  }
}

/** Who stopped being the contact may not be named any more; the rest stays what is looked for. */
function withEmitterOf(frozen: BsffInput, now: BsffInput): BsffInput {
  const company = now.emitter?.company;
  if (!company || company.siret !== frozen.emitter?.company?.siret) return frozen;
  return { ...frozen, emitter: { ...frozen.emitter, company } };
}
