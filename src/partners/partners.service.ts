import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { DataSource, type EntityManager, In, IsNull } from 'typeorm';
import { Audit } from '../audit/audit';
import { type Caller } from '../auth/access/caller';
import { Companies } from '../companies/companies.service';
import { CompanyLookups } from '../companies/company-lookups';
import { CompanyNumbers } from '../companies/company-numbers';
import { type Reading, reading } from '../database/reading';
import { transaction } from '../database/transaction';
import { etagOf, requireMatch } from '../http/etag';
import { rememberAnswer } from '../http/idempotency';
import { CURSOR_UUID, decodeCursor, pageOf } from '../http/pagination';
import { invalidInput, Problem } from '../http/problem';
import { likeLiteral, searchable } from '../http/text';
import { orgIdOf } from '../trackdechets/rules/document';
import { type NewPartner, type PartnerChange, type PartnerQuery } from './dto/partner.input';
import { Partner, partnerCompany, type PartnerCompany } from './partner.entity';
import { applyChange, partnerFaults } from './partner.rules';
import { type PartnerPage, type PartnerView, partnerView } from './partner.view';

const ANY_TEXT = /^[^]*$/;
/** Characters of a name that a cursor holds: without accents a name can be 18 times as long as it was typed. */
const CURSOR_NAME = 50;

/** Transporters, destinations and holders that documents name by reference. */
@Injectable()
export class Partners {
  constructor(
    private readonly dataSource: DataSource,
    private readonly audit: Audit,
    private readonly companies: Companies,
    private readonly numbers: CompanyNumbers,
    private readonly lookups: CompanyLookups,
  ) {}

  /** The partner, deleted ones included (`deletedAt`): a document that names one keeps it. Null when there never was one. */
  async find(em: EntityManager, id: string): Promise<Partner | null> {
    return em.findOneBy(Partner, { id });
  }

  /** The partners with these ids, by id, deleted ones included. */
  async findAll(em: EntityManager, ids: readonly string[]): Promise<Map<string, Partner>> {
    const rows = ids.length === 0 ? [] : await em.findBy(Partner, { id: In([...ids]) });
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** What documents copy of these partners, by id, deleted ones included. */
  copied(ids: readonly string[]): Reading<Map<string, PartnerCompany>> {
    return reading(
      `SELECT id, siret, vat_number AS "vatNumber", name, address, contact, phone, mail FROM partners WHERE id = ANY($1)`,
      [ids],
      (rows: Partner[]) => new Map(rows.map((row) => [row.id, partnerCompany(row)])),
    );
  }

  async list(query: PartnerQuery): Promise<PartnerPage> {
    const after = decodeCursor(query.cursor, [ANY_TEXT, CURSOR_UUID]);
    const select = this.dataSource.manager.createQueryBuilder(Partner, 'p').where('p.deleted_at IS NULL');
    if (after) select.andWhere('(p.sort_name, p.id) > (:name, :id::uuid)', await this.placeOf(after));
    if (query.role) select.andWhere(':role = ANY (p.roles)', { role: query.role });
    const text = likeLiteral(searchable(query.query ?? ''));
    if (text) {
      select.andWhere(`(p.sort_name LIKE :part OR coalesce(p.siret, p.vat_number) LIKE :start)`, {
        part: `%${text}%`,
        start: `${text.replace(/ /g, '').toUpperCase()}%`,
      });
    }
    const rows = await select
      .orderBy({ 'p.sortName': 'ASC', 'p.id': 'ASC' })
      .limit(query.limit + 1)
      .getMany();
    const { items, nextCursor } = pageOf(rows, query.limit, ({ sortName, id }) => [cut(sortName), id]);
    return { items: await this.views(this.dataSource.manager, items), nextCursor };
  }

  /** @throws Problem NOT_FOUND */
  async get(id: string): Promise<PartnerView> {
    return this.view(this.dataSource.manager, await this.existing(this.dataSource.manager, id));
  }

  /** @throws Problem VALIDATION_FAILED */
  async create(caller: Caller, input: NewPartner): Promise<PartnerView> {
    return transaction(this.dataSource, async (em) => {
      const partner = em.create(Partner, { roles: [], siret: null, vatNumber: null, defaults: {}, version: 1 });
      applyChange(partner, input);
      await this.save(em, partner);
      await this.audit.record(em, caller, {
        ...subject(partner),
        action: 'partner.created',
        after: facts(partner),
      });
      const view = await this.view(em, partner);
      await rememberAnswer(em, { status: 201, body: view, etag: etagOf(view.version) });
      return view;
    });
  }

  /** @throws Problem NOT_FOUND, PRECONDITION_FAILED, VALIDATION_FAILED */
  async change(caller: Caller, id: string, change: PartnerChange, ifMatch?: string): Promise<PartnerView> {
    return transaction(this.dataSource, async (em) => {
      const partner = await this.existing(em, id, true);
      requireMatch(ifMatch, partner.version);
      const before = facts(partner);
      applyChange(partner, change);
      const after = facts(partner);
      if (!isDeepStrictEqual(before, after)) {
        partner.version += 1;
        await this.save(em, partner);
        await this.audit.record(em, caller, { ...subject(partner), action: 'partner.changed', before, after });
      }
      return this.view(em, partner);
    });
  }

  /** Takes a partner out of the lists; the documents that name it keep it. @throws Problem NOT_FOUND, PRECONDITION_FAILED */
  async remove(caller: Caller, id: string, ifMatch?: string): Promise<void> {
    await transaction(this.dataSource, async (em) => {
      const partner = await this.existing(em, id, true);
      requireMatch(ifMatch, partner.version);
      await em.update(Partner, { id }, { deletedAt: () => 'now()' });
      await this.audit.record(em, caller, { ...subject(partner), action: 'partner.deleted', before: facts(partner) });
    });
  }

  /** Asks Trackdéchets again about the partner's number. @throws Problem NOT_FOUND, PARTNER_WITHOUT_NUMBER, TRACKDECHETS_UNAVAILABLE */
  async check(id: string): Promise<PartnerView> {
    const orgId = orgIdOf(await this.existing(this.dataSource.manager, id));
    if (!orgId) throw new Problem('PARTNER_WITHOUT_NUMBER');
    await this.lookups.check(orgId);
    return this.get(id);
  }

  /** Where a page ended. Of a name that the cursor holds in part, the partner tells the rest, deleted or not. */
  private async placeOf([name = '', id = '']: string[]): Promise<{ name: string; id: string }> {
    if (cut(`${name}.`) !== name) return { name, id };
    const last = await this.find(this.dataSource.manager, id);
    return { name: last?.sortName.startsWith(name) ? last.sortName : name, id };
  }

  private async save(em: EntityManager, partner: Partner): Promise<void> {
    const faults = partnerFaults(partner, this.numbers);
    if (faults.length > 0) throw invalidInput(faults);
    await em.save(partner);
    const orgId = orgIdOf(partner);
    if (orgId) await this.companies.askFor(em, [orgId]);
  }

  private async existing(em: EntityManager, id: string, lock = false): Promise<Partner> {
    const partner = await em.findOne(Partner, {
      where: { id, deletedAt: IsNull() },
      ...(lock ? { lock: { mode: 'pessimistic_write' } } : {}),
    });
    if (!partner) throw new Problem('NOT_FOUND');
    return partner;
  }

  private async view(em: EntityManager, row: Partner): Promise<PartnerView> {
    const [view] = await this.views(em, [row]);
    return view as PartnerView;
  }

  private async views(em: EntityManager, rows: Partner[]): Promise<PartnerView[]> {
    const known = await this.companies.known(
      em,
      rows.flatMap((row) => orgIdOf(row) ?? []),
    );
    const now = new Date();
    return rows.map((row) => partnerView(row, known.get(orgIdOf(row) ?? ''), now));
  }
}

/** By whole characters: half of one cannot be stored. */
function cut(name: string): string {
  return [...name].slice(0, CURSOR_NAME).join('');
}

function subject(partner: Partner): { subjectType: 'partner'; subjectId: string } {
  return { subjectType: 'partner', subjectId: partner.id };
}

function facts(partner: Partner): Record<string, unknown> {
  const { roles, siret, vatNumber, name, address, contact, phone, mail, isPrivateIndividual, defaults } = partner;
  return { roles, siret, vatNumber, name, address, contact, phone, mail, isPrivateIndividual, defaults };
}
