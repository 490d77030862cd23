import { Injectable } from '@nestjs/common';
import { type Readable } from 'node:stream';
import { call, type Call } from './call';
import { TrackdechetsError } from './errors';
import {
  BsffDocument,
  type BsffInput,
  BsffPdfDocument,
  type BsffSignatureInput,
  type BsffTransporterInput,
  BsffWithMetadataDocument,
  type BsffWithMetadataQuery,
  CreateBsffDocument,
  type CreateBsffMutation,
  CreateBsffTransporterDocument,
  CreateDraftBsffDocument,
  type CreateDraftBsffMutation,
  DeleteBsffDocument,
  type FullBsffFragment,
  PublishBsffDocument,
  SignBsffDocument,
  UpdateBsffDocument,
  UpdateBsffPackagingDocument,
  UpdateBsffTransporterDocument,
  type UpdateBsffPackagingInput,
  type WrittenBsffFragment,
} from './generated';
import { type CallOptions, TrackdechetsClient, type TrackdechetsFile } from './trackdechets.client';

const PDF = '%PDF-';
/** What a download answers to an unknown or expired link (facts: bsff-api 4.7). */
const LINK_EXPIRED = 'HTTP_403';

export type TrackdechetsBsff = FullBsffFragment;
export type TrackdechetsBsffWithMetadata = BsffWithMetadataQuery['bsff'];
export type WrittenBsff = WrittenBsffFragment;

/** One document's life on Trackdéchets. Weights in kg, volumes in litres. Every method throws TrackdechetsError. */
@Injectable()
export class TrackdechetsBsffs {
  constructor(private readonly client: TrackdechetsClient) {}

  /** For an array of operations. */
  static creation(input: BsffInput): Call<CreateBsffMutation> {
    return call(CreateBsffDocument, { input });
  }

  /** For an array of operations. */
  static draftCreation(input: BsffInput): Call<CreateDraftBsffMutation> {
    return call(CreateDraftBsffDocument, { input });
  }

  /** Published at once. Not idempotent: the same input twice makes two documents. */
  async create(input: BsffInput, options: CallOptions): Promise<TrackdechetsBsff> {
    return (await this.client.execute(CreateBsffDocument, { input }, options)).createBsff;
  }

  /** Not idempotent either. */
  async createDraft(input: BsffInput, options: CallOptions): Promise<TrackdechetsBsff> {
    return (await this.client.execute(CreateDraftBsffDocument, { input }, options)).createDraftBsff;
  }

  /**
   * A transporter after the first: its id goes into `transporters` of a creation or an update. Answers the id. Not idempotent,
   * but one that is attached to nothing shows nowhere.
   */
  async createTransporter(input: BsffTransporterInput, options: CallOptions): Promise<string> {
    const { createBsffTransporter: transporter } = await this.client.execute(
      CreateBsffTransporterDocument,
      { input },
      options,
    );
    if (transporter) return transporter.id;
    throw new TrackdechetsError('UNKNOWN_OUTCOME', 'CreateBsffTransporter', { code: 'NO_TRANSPORTER' });
  }

  /** Also of an attached one that has not signed: mode, plates, date of the pick-up. */
  async updateTransporter(id: string, input: BsffTransporterInput, options: CallOptions): Promise<void> {
    await this.client.execute(UpdateBsffTransporterDocument, { id, input }, options);
  }

  async publish(id: string, options: CallOptions): Promise<WrittenBsff> {
    return (await this.client.execute(PublishBsffDocument, { id }, options)).publishBsff;
  }

  /**
   * Only the keys that are present change; null clears one. FORBIDDEN for a sealed field too. A `packagings` list that
   * differs gives every packaging a new id, and the answer's `updatedAt` may be older than what is stored: read again.
   */
  async update(id: string, input: BsffInput, options: CallOptions): Promise<WrittenBsff> {
    return (await this.client.execute(UpdateBsffDocument, { id, input }, options)).updateBsff;
  }

  /** For the destination: acceptance and operation of one container. */
  async updatePackaging(packagingId: string, input: UpdateBsffPackagingInput, options: CallOptions): Promise<void> {
    await this.client.execute(UpdateBsffPackagingDocument, { id: packagingId, input }, options);
  }

  /** The security code, when there is one, is passed on and kept nowhere. */
  async sign(id: string, input: BsffSignatureInput, options: CallOptions): Promise<WrittenBsff> {
    return (await this.client.execute(SignBsffDocument, { id, input }, options)).signBsff;
  }

  async delete(id: string, options: CallOptions): Promise<void> {
    await this.client.execute(DeleteBsffDocument, { id }, options);
  }

  /** NOT_FOUND when unknown or deleted, FORBIDDEN when it may no longer be read. */
  async get(id: string, options: CallOptions): Promise<TrackdechetsBsff> {
    return (await byId(this.client.execute(BsffDocument, { id }, options))).bsff;
  }

  /** With what would block the next signature, and the fields this user may no longer change: slower than `get`. */
  async getWithMetadata(id: string, options: CallOptions): Promise<TrackdechetsBsffWithMetadata> {
    return (await byId(this.client.execute(BsffWithMetadataDocument, { id }, options))).bsff;
  }

  /**
   * The PDF, as it comes. Two requests of the budget, for its link and for the file; the link lives ten seconds, and waiting for
   * the second permit may take as much: a link that has expired is asked for once more. `leaving` ends the request.
   */
  async pdf(id: string, options: CallOptions, leaving?: AbortSignal): Promise<TrackdechetsFile> {
    const file = await this.pdfOnce(id, options, leaving).catch((error: unknown) => {
      if (!(error instanceof TrackdechetsError) || error.code !== LINK_EXPIRED) throw error;
      return this.pdfOnce(id, options, leaving);
    });
    if (isPdf(file.content)) return file;
    file.content.destroy();
    throw new TrackdechetsError('MALFORMED', 'BsffPdf', { code: 'NOT_A_PDF' });
  }

  private async pdfOnce(id: string, options: CallOptions, leaving?: AbortSignal): Promise<TrackdechetsFile> {
    const { downloadLink } = (await byId(this.client.execute(BsffPdfDocument, { id }, options))).bsffPdf;
    if (!downloadLink) throw new TrackdechetsError('UNAVAILABLE', 'BsffPdf', { code: 'NO_LINK' });
    return this.client.download(downloadLink, options, leaving);
  }
}

async function byId<Result>(query: Promise<Result>): Promise<Result> {
  try {
    return await query;
  } catch (error) {
    throw error instanceof TrackdechetsError ? error.whenRefusedNotFound() : error;
  }
}

/** By its first bytes, which stay to be read: a page of a router in between comes with the status of a file too. */
function isPdf(content: Readable): boolean {
  const first = content.read() as Buffer | null;
  if (!first) return false;
  content.unshift(first);
  return PDF.startsWith(first.subarray(0, PDF.length).toString('latin1'));
}
