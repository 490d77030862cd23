import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Audit } from '../audit/audit';
import { type Caller } from '../auth/access/caller';
import { CompanyNumbers } from '../companies/company-numbers';
import { tokenRolesIn } from '../credentials/token-roles';
import { type Reading, reading } from '../database/reading';
import { sqlState, transaction, violates } from '../database/transaction';
import { requireMatch } from '../http/etag';
import { rememberAnswer } from '../http/idempotency';
import { CURSOR_TIMESTAMP, CURSOR_UUID, decodeCursor, pageOf, type PageQuery } from '../http/pagination';
import { invalidInput, Problem } from '../http/problem';
import { type EstablishmentChange, type NewEstablishment } from './dto/establishment.input';
import { Establishment } from './establishment.entity';
import { type EstablishmentPage, type EstablishmentView, establishmentView } from './establishment.view';
import { TrackdechetsAccess } from './trackdechets-access';

const FOREIGN_KEY_VIOLATION = '23503';

type CopiedEstablishment = Pick<Establishment, 'siret' | 'name' | 'address' | 'phone'>;

/** The instance's own SIRETs; one of them is the default as soon as there is one. */
@Injectable()
export class Establishments {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: Audit,
    private readonly numbers: CompanyNumbers,
    private readonly access: TrackdechetsAccess,
  ) {}

  /** The establishment, or null. */
  async find(em: EntityManager, id: string): Promise<Establishment | null> {
    return em.findOneBy(Establishment, { id });
  }

  /** What documents copy of these establishments, by id. */
  copied(ids: readonly string[]): Reading<Map<string, CopiedEstablishment>> {
    const rows = 'SELECT id, siret, name, address, phone FROM establishments WHERE id = ANY($1)';
    return reading(
      rows,
      [ids],
      (found: (CopiedEstablishment & { id: string })[]) => new Map(found.map((row) => [row.id, row])),
    );
  }

  /** The establishment with this SIRET, or null: to attach a document that comes from Trackdéchets. */
  async findBySiret(em: EntityManager, siret: string): Promise<Establishment | null> {
    return em.findOneBy(Establishment, { siret });
  }

  /** The establishment of documents that name none, or null when the instance has none yet. */
  async findDefault(em: EntityManager): Promise<Establishment | null> {
    return em.findOneBy(Establishment, { isDefault: true });
  }

  /** Every establishment, oldest first: what pulls read. */
  async all(em: EntityManager): Promise<Establishment[]> {
    return em.find(Establishment, { order: { createdAt: 'ASC', id: 'ASC' } });
  }

  async list(query: PageQuery): Promise<EstablishmentPage> {
    const after = decodeCursor(query.cursor, [CURSOR_TIMESTAMP, CURSOR_UUID]);
    const rows = await this.dataSource.manager
      .createQueryBuilder(Establishment, 'e')
      .where(after ? '(e.created_at, e.id) > (:at::timestamptz, :id::uuid)' : 'true')
      .setParameters(after ? { at: after[0], id: after[1] } : {})
      .orderBy({ 'e.createdAt': 'ASC', 'e.id': 'ASC' })
      .limit(query.limit + 1)
      .getMany();
    const { items, nextCursor } = pageOf(rows, query.limit, (last) => [last.createdAt.toISOString(), last.id]);
    return { items: await this.views(this.dataSource.manager, items), nextCursor };
  }

  /** @throws Problem NOT_FOUND */
  async get(id: string): Promise<EstablishmentView> {
    const row = await this.find(this.dataSource.manager, id);
    if (!row) throw new Problem('NOT_FOUND');
    return this.view(this.dataSource.manager, row);
  }

  /** @throws Problem VALIDATION_FAILED for a bad SIRET, SIRET_TAKEN */
  async create(caller: Caller, input: NewEstablishment): Promise<EstablishmentView> {
    this.checkSiret(input.siret);
    return this.write(async (em) => {
      const first = (await em.count(Establishment)) === 0;
      const isDefault = first || input.default === true;
      if (isDefault) await this.dismissDefault(em, caller);
      const row = await em.save(
        em.create(Establishment, {
          siret: input.siret,
          name: input.name,
          address: input.address ?? '',
          phone: input.phone ?? '',
          isDefault,
          version: 1,
        }),
      );
      const view = await this.view(em, row);
      await this.audit.record(em, caller, { ...subject(row), action: 'establishment.created', after: facts(row) });
      await rememberAnswer(em, { status: 201, body: view, etag: `"${view.version}"` });
      return view;
    });
  }

  /** @throws Problem NOT_FOUND, PRECONDITION_FAILED, SIRET_TAKEN, DEFAULT_ESTABLISHMENT_REQUIRED */
  async change(caller: Caller, id: string, input: EstablishmentChange, ifMatch?: string): Promise<EstablishmentView> {
    if (input.siret !== undefined) this.checkSiret(input.siret);
    return this.write(async (em) => {
      const row = await this.locked(em, id);
      requireMatch(ifMatch, row.version);
      const before = facts(row);
      if (row.isDefault && input.default === false) throw new Problem('DEFAULT_ESTABLISHMENT_REQUIRED');
      if (!row.isDefault && input.default) {
        await this.dismissDefault(em, caller);
        row.isDefault = true;
      }
      if (input.siret !== undefined) row.siret = input.siret;
      if (input.name !== undefined) row.name = input.name;
      if (input.address !== undefined) row.address = input.address ?? '';
      if (input.phone !== undefined) row.phone = input.phone ?? '';
      const after = facts(row);
      if (JSON.stringify(after) === JSON.stringify(before)) return this.view(em, row);
      await this.keep(em, caller, row, before);
      return this.view(em, row);
    });
  }

  /** Deletes it; the oldest of the others becomes the default in its place. @throws Problem NOT_FOUND, ESTABLISHMENT_IN_USE */
  async remove(caller: Caller, id: string, ifMatch?: string): Promise<void> {
    await this.write(async (em) => {
      const row = await this.locked(em, id);
      requireMatch(ifMatch, row.version);
      await em.delete(Establishment, { id });
      if (row.isDefault) await this.appointOldest(em, caller);
      await this.audit.record(em, caller, { ...subject(row), action: 'establishment.deleted', before: facts(row) });
    });
  }

  /** Takes the default's place from whoever has it. */
  private async dismissDefault(em: EntityManager, caller: Caller): Promise<void> {
    await this.makeDefault(em, caller, await this.findDefault(em), false);
  }

  private async appointOldest(em: EntityManager, caller: Caller): Promise<void> {
    const [oldest] = await em.find(Establishment, { order: { createdAt: 'ASC', id: 'ASC' }, take: 1 });
    await this.makeDefault(em, caller, oldest, true);
  }

  private async makeDefault(
    em: EntityManager,
    caller: Caller,
    row: Establishment | null | undefined,
    isDefault: boolean,
  ): Promise<void> {
    if (!row) return;
    const before = facts(row);
    row.isDefault = isDefault;
    await this.keep(em, caller, row, before);
  }

  /** Writes it as its next version. */
  private async keep(em: EntityManager, caller: Caller, row: Establishment, before: object): Promise<void> {
    row.version += 1;
    await em.save(row);
    const change = { action: 'establishment.changed', before: { ...before }, after: facts(row) };
    await this.audit.record(em, caller, { ...subject(row), ...change });
  }

  /** Writes are rare and each concerns who is the default: one at a time, readers not disturbed. */
  private async write<T>(work: (em: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await transaction(this.dataSource, async (em) => {
        await em.query('LOCK TABLE establishments IN SHARE ROW EXCLUSIVE MODE');
        return work(em);
      });
    } catch (error) {
      if (violates(error, 'establishments_siret_key')) throw new Problem('SIRET_TAKEN');
      if (sqlState(error) === FOREIGN_KEY_VIOLATION) throw new Problem('ESTABLISHMENT_IN_USE');
      throw error;
    }
  }

  private async locked(em: EntityManager, id: string): Promise<Establishment> {
    const row = await this.find(em, id);
    if (!row) throw new Problem('NOT_FOUND');
    return row;
  }

  private checkSiret(siret: string): void {
    const sentence = this.numbers.siretFault(siret);
    if (sentence) throw invalidInput([{ path: 'siret', code: sentence, sentence }]);
  }

  private async view(em: EntityManager, row: Establishment): Promise<EstablishmentView> {
    const [view] = await this.views(em, [row]);
    return view as EstablishmentView;
  }

  private async views(em: EntityManager, rows: Establishment[]): Promise<EstablishmentView[]> {
    const roles = await tokenRolesIn(
      em,
      rows.map(({ siret }) => siret),
    );
    const access = await this.access.of(em, rows);
    return rows.map((row) => establishmentView(row, roles.get(row.siret) ?? [], access.get(row.siret)));
  }
}

function subject(row: Establishment): { subjectType: 'establishment'; subjectId: string } {
  return { subjectType: 'establishment', subjectId: row.id };
}

function facts({ siret, name, address, phone, isDefault }: Establishment): Record<string, unknown> {
  return { siret, name, address, phone, default: isDefault };
}
