import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { type Caller } from '../auth/access/caller';
import { gathering } from '../database/gathering';
import { read } from '../database/reading';
import { transaction, violates } from '../database/transaction';
import { etagOf, requireMatch } from '../http/etag';
import { fairShare } from '../http/fair-share';
import { rememberAnswer } from '../http/idempotency';
import { CURSOR_TIMESTAMP, CURSOR_UUID, decodeCursor, pageOf } from '../http/pagination';
import { Problem } from '../http/problem';
import { note } from '../trail/trail';
import { Bsff } from './bsff.entity';
import { type BsffPage, bsffView, type BsffView } from './bsff.view';
import { duplicateOf } from './duplicate';
import { documentsOf } from './documents.sql';
import { DocumentEdition } from './document-edition';
import { type BsffInputBody } from './dto/bsff.input';
import { type BsffQuery, type ReadinessQuery } from './dto/bsff.query';
import { type ReadinessView } from './dto/readiness.view';
import { listBsffs, type PageAsked } from './listing.sql';
import { ReadinessNow } from './readiness/readiness-now';
import { Standings } from './standings';

/** Pages that a replica reads at once: statements, and pages in each. */
const PAGES = { underWay: 2, together: 8 };

/** The instance's BSFF documents, as people read, write, duplicate and delete them. */
@Injectable()
export class Bsffs {
  constructor(
    private readonly dataSource: DataSource,
    private readonly edition: DocumentEdition,
    private readonly readinesses: ReadinessNow,
    private readonly standings: Standings,
  ) {}

  async list(caller: Caller, query: BsffQuery): Promise<BsffPage> {
    const after = decodeCursor(query.cursor, [CURSOR_TIMESTAMP, CURSOR_UUID]);
    // Before the page, so that nobody holds one while waiting for something else.
    const standing = await this.standings.now(caller);
    const rows = await this.share(caller.userId, () => this.page({ query, after }));
    const { items, nextCursor } = pageOf(rows, query.limit, (last) => [last.createdAt.toISOString(), last.id]);
    return { items: items.map((bsff) => bsffView(bsff, standing, caller.language)), nextCursor };
  }

  /** @throws Problem NOT_FOUND */
  async get(caller: Caller, id: string): Promise<BsffView> {
    const [bsff, standing] = await Promise.all([this.stored(id), this.standings.now(caller)]);
    return bsffView(bsff, standing, caller.language);
  }

  /** @throws Problem VALIDATION_FAILED for what can never be valid, REFERENCE_TAKEN */
  async create(caller: Caller, input: BsffInputBody): Promise<BsffView> {
    return this.write((em) => this.created(em, caller, this.edition.create(em, caller, input)));
  }

  /**
   * A local copy without containers, fiches nor what an export wrote, as Trackdéchets duplicates.
   * @throws Problem NOT_FOUND, PRECONDITION_FAILED
   */
  async duplicate(caller: Caller, id: string, ifMatch?: string): Promise<BsffView> {
    return this.write(async (em) => {
      const source = await this.edition.existing(em, id);
      requireMatch(ifMatch, source.version);
      return this.created(em, caller, this.edition.create(em, caller, duplicateOf(source.input)));
    });
  }

  /** @throws Problem NOT_FOUND, PRECONDITION_FAILED, VALIDATION_FAILED, BSFF_BEING_SENT, BSFF_SEALED, REFERENCE_TAKEN */
  async change(caller: Caller, id: string, patch: BsffInputBody, ifMatch?: string): Promise<BsffView> {
    return this.write(async (em) => {
      const bsff = await this.edition.existing(em, id, true);
      requireMatch(ifMatch, bsff.version);
      await this.edition.change(em, caller, bsff, patch);
      return this.view(em, caller, await this.edition.existing(em, id));
    });
  }

  /**
   * Deletes a local document at once (undefined); asks Trackdéchets to delete an exported one, and gives that request.
   * @throws Problem NOT_FOUND, PRECONDITION_FAILED, FORBIDDEN, EXPORT_UNDER_WAY, ACCESS_LOST, BSFF_NOT_DELETABLE
   */
  async remove(caller: Caller, id: string, ifMatch?: string): Promise<object | undefined> {
    return transaction(this.dataSource, async (em) => {
      const bsff = await this.edition.existing(em, id, true);
      requireMatch(ifMatch, bsff.version);
      return this.edition.remove(em, caller, bsff);
    });
  }

  /** What a step would be refused for, sentences in the caller's language. @throws Problem NOT_FOUND */
  async readiness(caller: Caller, id: string, { step }: ReadinessQuery): Promise<ReadinessView> {
    const bsff = await this.stored(id);
    const { errors, warnings } = await this.readinesses.of({ bsff, userId: caller.userId }, step);
    const told = ({ path, code, message }: (typeof errors)[number]): ReadinessView['errors'][number] => ({
      path,
      code,
      message: message[caller.language],
    });
    return { step, ready: errors.length === 0, errors: errors.map(told), warnings: warnings.map(told) };
  }

  /**
   * A few at a time: a page is read faster than it is written out, and those read in advance would be held in memory and keep
   * connections from those who write.
   */
  private readonly page = gathering((asked: readonly PageAsked[]) => listBsffs(this.dataSource.manager, asked), PAGES);

  /** Whoever asks for hundreds of pages at once makes others wait for as many as are read at once. */
  private readonly share = fairShare(PAGES.underWay * PAGES.together);

  private async stored(id: string): Promise<Bsff> {
    const bsff = await this.document(id);
    if (!bsff) throw new Problem('NOT_FOUND');
    return bsff;
  }

  private readonly document = gathering((ids: readonly string[]) => {
    const em = this.dataSource.manager;
    return read(em, documentsOf(em, ids));
  });

  private async created(em: EntityManager, caller: Caller, creation: Promise<string>): Promise<BsffView> {
    const body = await this.view(em, caller, await this.edition.existing(em, await creation));
    note({ bsffId: body.id });
    await rememberAnswer(em, { status: 201, body, etag: etagOf(body.version) });
    return body;
  }

  private async view(em: EntityManager, caller: Caller, bsff: Bsff): Promise<BsffView> {
    return bsffView(bsff, await this.standings.of(em, caller), caller.language);
  }

  private async write(work: (em: EntityManager) => Promise<BsffView>): Promise<BsffView> {
    try {
      return await transaction(this.dataSource, work);
    } catch (error) {
      if (violates(error, 'bsffs_reference_key')) throw new Problem('REFERENCE_TAKEN', { cause: error });
      throw error;
    }
  }
}
