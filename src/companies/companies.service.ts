import { Injectable } from '@nestjs/common';
import { type EntityManager, In } from 'typeorm';
import { notify } from '../database/notifications';
import { CompanyNumbers } from './company-numbers';
import { Company } from './company.entity';
import { companyRecord, type CompanyRecord } from './company.record';

/** The local directory: what Trackdéchets last said of each SIRET and VAT number that partners and documents name. */
@Injectable()
export class Companies {
  constructor(private readonly numbers: CompanyNumbers) {}

  /** What is known of these numbers; those that Trackdéchets never answered about are absent. Asks nothing of the network. */
  async known(em: EntityManager, orgIds: readonly string[]): Promise<Map<string, CompanyRecord>> {
    if (orgIds.length === 0) return new Map();
    const rows = await em.findBy(Company, { orgId: In([...new Set(orgIds)]) });
    return new Map(rows.flatMap((row) => companyRecord(row) ?? []).map((record) => [record.orgId, record]));
  }

  /** Has these numbers looked up in the background, now and every day; what cannot be a number is passed over. */
  async askFor(em: EntityManager, orgIds: readonly string[]): Promise<void> {
    // Sorted, so that two transactions never wait for each other's rows.
    const askable = [...new Set(orgIds)].filter((orgId) => this.numbers.isAskable(orgId)).sort();
    if (askable.length === 0) return;
    const added = await em.query<unknown[]>(
      'INSERT INTO companies (org_id) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING RETURNING org_id',
      [askable],
    );
    if (added.length > 0) await notify(em, 'companies');
  }
}
