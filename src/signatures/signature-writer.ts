import { Injectable } from '@nestjs/common';
import { type SignatureType } from '../trackdechets/rules/codes';
import { TrackdechetsError } from '../trackdechets/errors';
import { type TrackdechetsBsff, TrackdechetsBsffs } from '../trackdechets/trackdechets.bsffs';
import { type CallOptions } from '../trackdechets/trackdechets.client';
import { type SignatureInput } from './dto/signature.input';
import { countSignatures, nextTransporter, packagingsToSign } from './signed';

/** A signature whose answer was lost, and which the document does not show. */
export class SignatureInDoubt extends Error {
  override name = 'SignatureInDoubt';
}

/** Somebody else's signature, or another session's, came first: here is the document as it is now. */
export class SignedMeanwhile extends Error {
  override name = 'SignedMeanwhile';

  constructor(readonly remote: TrackdechetsBsff) {
    super();
  }
}

/** The signature itself is forbidden, to this role or with this code; what came with it could be written. */
export class SignatureForbidden extends Error {
  override name = 'SignatureForbidden';

  constructor(readonly refusal: TrackdechetsError) {
    super();
  }
}

/** What is signed, by whom and when. */
export type Signing = SignatureInput & { author: string; date: string };

/** Writes a signature and its data on Trackdéchets; the security code goes no further. */
@Injectable()
export class SignatureWriter {
  constructor(private readonly trackdechets: TrackdechetsBsffs) {}

  /**
   * Writes what comes with the signature, signs, and gives the document read back.
   * @throws TrackdechetsError, SignedMeanwhile, SignatureInDoubt, SignatureForbidden
   */
  async sign(before: TrackdechetsBsff, signing: Signing, options: CallOptions): Promise<TrackdechetsBsff> {
    const { type, packagingId, author, date, securityCode } = signing;
    await this.writeData(before, signing, options);
    const input = { type, author, date, ...given({ packagingId, securityCode }) };
    try {
      await this.trackdechets.sign(before.id, input, options);
    } catch (error) {
      if (!(error instanceof TrackdechetsError)) throw error;
      return this.afterFailure(before, signing, error, options);
    }
    return this.trackdechets.get(before.id, options);
  }

  /** A lost answer, or a refusal because somebody signed first: the document itself tells. It is never signed again blindly. */
  private async afterFailure(
    before: TrackdechetsBsff,
    { type, packagingId, date }: Signing,
    error: TrackdechetsError,
    options: CallOptions,
  ): Promise<TrackdechetsBsff> {
    if (error.kind !== 'UNKNOWN_OUTCOME' && error.kind !== 'REFUSED' && error.kind !== 'FORBIDDEN') throw error;
    const now = await this.trackdechets.get(before.id, options).catch(() => null);
    const signed = now && countSignatures(now, type, packagingId) > countSignatures(before, type, packagingId);
    if (error.kind !== 'UNKNOWN_OUTCOME') {
      if (signed) throw new SignedMeanwhile(now);
      throw error.kind === 'FORBIDDEN' ? new SignatureForbidden(error) : error;
    }
    if (!signed) throw new SignatureInDoubt(error.message, { cause: error });
    if (!bears(now, date)) throw new SignedMeanwhile(now);
    return now;
  }

  private async writeData(before: TrackdechetsBsff, signing: Signing, options: CallOptions): Promise<void> {
    switch (signing.type) {
      case 'TRANSPORT':
        return this.writeTransport(before, signing, options);
      case 'RECEPTION':
        return this.writeReception(before, signing, options);
      case 'ACCEPTATION':
      case 'OPERATION':
        return this.writeTreatment(before, signing, signing.type, options);
      case 'EMISSION':
    }
  }

  private async writeTransport(before: TrackdechetsBsff, { transport }: Signing, options: CallOptions): Promise<void> {
    const transporter = nextTransporter(before);
    if (transport && transporter) await this.trackdechets.updateTransporter(transporter.id, { transport }, options);
  }

  private async writeReception(
    before: TrackdechetsBsff,
    { reception, date }: Signing,
    options: CallOptions,
  ): Promise<void> {
    const received = reception?.date ?? (before.destination?.reception?.date ? null : date);
    if (received)
      await this.trackdechets.update(before.id, { destination: { reception: { date: received } } }, options);
  }

  private async writeTreatment(
    before: TrackdechetsBsff,
    signing: Signing,
    type: Extract<SignatureType, 'ACCEPTATION' | 'OPERATION'>,
    options: CallOptions,
  ): Promise<void> {
    const { acceptation, operation, date, packagingId } = signing;
    const data =
      type === 'ACCEPTATION'
        ? acceptation && { acceptation: { ...acceptation, date: acceptation.date ?? date } }
        : operation && { operation: { ...operation, date: operation.date ?? date } };
    if (!data) return;
    for (const { id } of packagingsToSign(before, type, packagingId)) {
      await this.trackdechets.updatePackaging(id, data, options);
    }
  }
}

/** Its date, to the millisecond, tells our signature from another's: Trackdéchets' text filter may have changed the author. */
function bears(remote: TrackdechetsBsff, date: string): boolean {
  return JSON.stringify(remote).includes(JSON.stringify(date));
}

function given<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}
