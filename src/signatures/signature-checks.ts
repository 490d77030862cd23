import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type Caller } from '../auth/access/caller';
import { allowedActions, type Action } from '../bsff/allowed-actions';
import { type BsffBody } from '../bsff/bsff-body';
import { BsffExchange } from '../bsff/bsff-exchange';
import { BsffReadiness } from '../bsff/readiness/bsff-readiness';
import { Standings } from '../bsff/standings';
import { type InputFault, invalidInput, Problem } from '../http/problem';
import { sentence, type SentenceKey, sentences } from '../http/sentences';
import { type ExportedBsff } from '../pulls/document-intake';
import { type SignatureType } from '../trackdechets/rules/codes';
import { type TrackdechetsBsff } from '../trackdechets/trackdechets.bsffs';
import { type SignatureInput } from './dto/signature.input';
import { nextTransporter } from './signed';

const ACTIONS: Record<SignatureType, Action> = {
  EMISSION: 'signEmission',
  TRANSPORT: 'signTransport',
  RECEPTION: 'signReception',
  ACCEPTATION: 'signAcceptation',
  OPERATION: 'signOperation',
};

/** Which data goes with which signature. */
const DATA = { transport: 'TRANSPORT', reception: 'RECEPTION', acceptation: 'ACCEPTATION', operation: 'OPERATION' };

/** Clocks differ, and a day alone begins up to half a day before midnight UTC where it was typed. */
const FUTURE_MARGIN_MS = 24 * 3_600_000;

/** Everything that can be told before a signature leaves. */
@Injectable()
export class SignatureChecks {
  constructor(
    private readonly dataSource: DataSource,
    private readonly standings: Standings,
    private readonly exchange: BsffExchange,
    private readonly readiness: BsffReadiness,
  ) {}

  /** What the request alone shows to be wrong. @throws Problem VALIDATION_FAILED */
  form(input: SignatureInput, remote: TrackdechetsBsff): void {
    const faults: InputFault[] = [];
    const fault = (path: string, key: SentenceKey): number => faults.push({ path, code: key, sentence: key });
    for (const [field, type] of Object.entries(DATA)) {
      if (input[field as keyof typeof DATA] && input.type !== type) fault(field, 'SIGNATURE_DATA_UNEXPECTED');
    }
    const { packagingId, type } = input;
    if (packagingId !== undefined) {
      if (type !== 'ACCEPTATION' && type !== 'OPERATION') fault('packagingId', 'SIGNATURE_DATA_UNEXPECTED');
      else if (!remote.packagings.some(({ id }) => id === packagingId)) fault('packagingId', 'PACKAGING_UNKNOWN');
    }
    // Trackdéchets takes any date (facts: bsff-lifecycle 3.2), and a signature can never be taken back.
    const isFuture = input.date && Date.parse(input.date) > Date.now() + FUTURE_MARGIN_MS;
    if (isFuture) fault('date', 'SIGNATURE_DATE_FUTURE');
    if (faults.length > 0) throw invalidInput(faults);
  }

  /**
   * Whether it is the time and the person for this signature, on the document as Trackdéchets has it now.
   * @throws Problem SIGNATURE_NOT_EXPECTED, LOCAL_CHANGES_NOT_SENT, SECURITY_CODE_REQUIRED, NOT_READY
   */
  async turn(caller: Caller, bsff: ExportedBsff, remote: TrackdechetsBsff, input: SignatureInput): Promise<void> {
    const standing = await this.standings.of(this.dataSource.manager, caller);
    // It was just read: it is not removed, whatever an earlier reading found.
    const verdicts = allowedActions({ ...bsff, remote, removed: null }, standing);
    const verdict = verdicts.find(({ action }) => action === ACTIONS[input.type]);
    if (!verdict?.allowed) {
      const why = verdict?.sentence;
      if (why && sentences[why].status !== undefined) throw new Problem(why);
      const reason = sentence(why ?? 'ACTION_NOT_AT_THIS_STEP', caller.language);
      throw new Problem('SIGNATURE_NOT_EXPECTED', { members: { reason } });
    }
    if (verdict.sentence === 'ACTION_SECURITY_CODE_REQUIRED' && input.securityCode === undefined) {
      throw new Problem('SECURITY_CODE_REQUIRED');
    }
    if (input.type === 'EMISSION' || input.type === 'TRANSPORT') await this.ready(caller, bsff, remote, input);
  }

  private async ready(
    caller: Caller,
    bsff: ExportedBsff,
    remote: TrackdechetsBsff,
    input: SignatureInput,
  ): Promise<void> {
    const em = this.dataSource.manager;
    const step = input.type === 'EMISSION' ? 'EMISSION' : 'TRANSPORT';
    const body = withTransport(await this.exchange.bodyOf(em, remote, bsff), remote, input);
    const candidate = { id: bsff.id, input: body, trackdechetsId: remote.id, status: remote.status };
    const { errors } = await this.readiness.read(em, candidate, step, caller.userId);
    // Whose document it is was judged above, establishment by establishment.
    const against = errors.filter(({ code }) => code !== 'ESTABLISHMENT_NOT_YOURS');
    if (against.length === 0) return;
    const faults = against.map((found): InputFault => ({ ...found, sentence: 'FIELD_FORMAT' }));
    throw new Problem('NOT_READY', { faults });
  }
}

/** The document as it will be once the data of the signature is written. */
function withTransport(body: BsffBody, remote: TrackdechetsBsff, { transport }: SignatureInput): BsffBody {
  const place = remote.transporters.findIndex((transporter) => transporter === nextTransporter(remote));
  if (!transport || place < 0) return body;
  const transporters = (body.transporters ?? []).map((transporter, index) =>
    index === place ? { ...transporter, transport: { ...transporter.transport, ...transport } } : transporter,
  );
  return { ...body, transporters };
}
