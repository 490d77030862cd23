import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { notify } from '../database/notifications';
import { placed, read, type Reading, reading, type Statement } from '../database/reading';
import { CompanyNumbers } from './company-numbers';
import { type CompanyRecord } from './company.record';

/** Those that Trackdéchets answered about once. */
const known = (numbers: string): string => `
  SELECT org_id AS "orgId", found, name, address, contact, phone, mail, registered, company_types AS "companyTypes", closed,
    dormant, receipt, checked_at AS "checkedAt"
  FROM companies WHERE org_id = ANY(ARRAY(${numbers})) AND found IS NOT NULL AND checked_at IS NOT NULL`;

/** The local directory: what Trackdéchets last said of each SIRET and VAT number that partners and documents name. */
@Injectable()
export class Companies {
  constructor(private readonly numbers: CompanyNumbers) {}

  /** What is known of these numbers; those that Trackdéchets never answered about are absent. Asks nothing of the network. */
  async known(em: EntityManager, orgIds: readonly string[]): Promise<Map<string, CompanyRecord>> {
    if (orgIds.length === 0) return new Map();
    return read(em, this.of(orgIds));
  }

  /** The same, to be read with something else; `more` may give further numbers. */
  of(orgIds: readonly string[], more?: Statement): Reading<Map<string, CompanyRecord>> {
    const parameters: unknown[] = [[...new Set(orgIds)]];
    const numbers = ['SELECT unnest($1::text[])', ...(more ? [placed(more, parameters)] : [])];
    return reading(
      known(numbers.join(' UNION ALL ')),
      parameters,
      (rows: (Omit<CompanyRecord, 'checkedAt'> & { checkedAt: string })[]) => {
        return new Map(rows.map((row) => [row.orgId, { ...row, checkedAt: new Date(row.checkedAt) }]));
      },
    );
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
