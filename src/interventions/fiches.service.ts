import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { DataSource, type EntityManager, In, IsNull } from 'typeorm';
import { Audit } from '../audit/audit';
import { type Caller } from '../auth/access/caller';
import { notify } from '../database/notifications';
import { transaction } from '../database/transaction';
import { etagOf, requireMatch } from '../http/etag';
import { rememberAnswer } from '../http/idempotency';
import { CURSOR_TIMESTAMP, CURSOR_UUID, decodeCursor, pageOf } from '../http/pagination';
import { Problem } from '../http/problem';
import { likeLiteral } from '../http/text';
import { type FicheChange, type FicheQuery, type NewFiche } from './dto/fiche.input';
import { FicheEdition } from './fiche-edition';
import { Fiche } from './fiche.entity';
import { type FichePage, type FicheView, ficheView } from './fiche.view';

/** Fiches d'intervention as people write them; what Trackdéchets gets of them is in FicheExchange. */
@Injectable()
export class Fiches {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: Audit,
    private readonly edition: FicheEdition,
  ) {}

  /** The fiches with these ids, deleted ones included (`deletedAt`): a document that lists one keeps it. */
  async find(em: EntityManager, ids: readonly string[]): Promise<Fiche[]> {
    return ids.length === 0 ? [] : em.findBy(Fiche, { id: In([...ids]) });
  }

  async list(query: FicheQuery): Promise<FichePage> {
    const em = this.dataSource.manager;
    const before = decodeCursor(query.cursor, [CURSOR_TIMESTAMP, CURSOR_UUID]);
    const select = em.createQueryBuilder(Fiche, 'f').where('f.deleted_at IS NULL');
    if (before)
      select.andWhere('(f.created_at, f.id) < (:at::timestamptz, :id::uuid)', { at: before[0], id: before[1] });
    if (query.establishmentId) select.andWhere({ establishmentId: query.establishmentId });
    if (query.partnerId) select.andWhere({ partnerId: query.partnerId });
    const text = query.query?.trim().toLowerCase();
    if (text) select.andWhere('lower(f.numero) LIKE :start', { start: `${likeLiteral(text)}%` });
    const rows = await select
      .orderBy({ 'f.createdAt': 'DESC', 'f.id': 'DESC' })
      .limit(query.limit + 1)
      .getMany();
    const { items, nextCursor } = pageOf(rows, query.limit, (last) => [last.createdAt.toISOString(), last.id]);
    return { items: await this.views(em, items), nextCursor };
  }

  /** @throws Problem NOT_FOUND */
  async get(id: string): Promise<FicheView> {
    const em = this.dataSource.manager;
    return this.view(em, await this.existing(em, id));
  }

  /** @throws Problem VALIDATION_FAILED */
  async create(caller: Caller, input: NewFiche): Promise<FicheView> {
    return transaction(this.dataSource, async (em) => {
      const fiche = em.create(Fiche, {
        detenteur: {},
        weight: null,
        partnerId: null,
        trackdechetsId: null,
        version: 1,
      });
      await this.edition.apply(em, fiche, input);
      fiche.editedBy = caller.userId;
      fiche.establishmentId ??= await this.edition.defaultEstablishmentId(em);
      await em.save(fiche);
      await this.audit.record(em, caller, { ...subject(fiche), action: 'fiche.created', after: facts(fiche) });
      const view = await this.view(em, fiche);
      await rememberAnswer(em, { status: 201, body: view, etag: etagOf(view.version) });
      return view;
    });
  }

  /** Changes a fiche; one that Trackdéchets has then waits to be changed there too. @throws Problem NOT_FOUND, PRECONDITION_FAILED, VALIDATION_FAILED */
  async change(caller: Caller, id: string, change: FicheChange, ifMatch?: string): Promise<FicheView> {
    return transaction(this.dataSource, async (em) => {
      const fiche = await this.existing(em, id, true);
      requireMatch(ifMatch, fiche.version);
      const before = facts(fiche);
      await this.edition.apply(em, fiche, change);
      const after = facts(fiche);
      if (!isDeepStrictEqual(before, after)) {
        Object.assign(fiche, { version: fiche.version + 1, editedBy: caller.userId, syncFailures: 0, syncError: null });
        await em.save(fiche);
        await em.update(Fiche, { id }, { syncAfter: () => 'now()' });
        if (fiche.trackdechetsId) await notify(em, 'exports');
        await this.audit.record(em, caller, { ...subject(fiche), action: 'fiche.changed', before, after });
      }
      return this.view(em, fiche);
    });
  }

  /** Takes a fiche out of the lists; the documents that list it keep it. @throws Problem NOT_FOUND, PRECONDITION_FAILED, FICHE_ON_TRACKDECHETS */
  async remove(caller: Caller, id: string, ifMatch?: string): Promise<void> {
    await transaction(this.dataSource, async (em) => {
      const fiche = await this.existing(em, id, true);
      requireMatch(ifMatch, fiche.version);
      if (fiche.trackdechetsId) throw new Problem('FICHE_ON_TRACKDECHETS');
      await em.update(Fiche, { id }, { deletedAt: () => 'now()' });
      await this.audit.record(em, caller, { ...subject(fiche), action: 'fiche.deleted', before: facts(fiche) });
    });
  }

  private async existing(em: EntityManager, id: string, lock = false): Promise<Fiche> {
    const fiche = await em.findOne(Fiche, {
      where: { id, deletedAt: IsNull() },
      ...(lock ? { lock: { mode: 'pessimistic_write' } } : {}),
    });
    if (!fiche) throw new Problem('NOT_FOUND');
    return fiche;
  }

  private async view(em: EntityManager, fiche: Fiche): Promise<FicheView> {
    const [view] = await this.views(em, [fiche]);
    return view as FicheView;
  }

  private async views(em: EntityManager, fiches: Fiche[]): Promise<FicheView[]> {
    const detenteurs = await this.edition.detenteurs(em, fiches);
    return fiches.map((fiche, index) => ficheView(fiche, detenteurs[index] as FicheView['detenteur']));
  }
}

function subject(fiche: Fiche): { subjectType: 'fiche'; subjectId: string } {
  return { subjectType: 'fiche', subjectId: fiche.id };
}

function facts(fiche: Fiche): Record<string, unknown> {
  const { establishmentId, numero, weight, postalCode, partnerId, detenteur, isPrivateIndividual } = fiche;
  return { establishmentId, numero, weight, postalCode, partnerId, detenteur, isPrivateIndividual };
}
