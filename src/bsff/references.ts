import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Establishments } from '../establishments/establishments.service';
import { partnerCompany } from '../partners/partner.entity';
import { Partners } from '../partners/partners.service';
import { type BsffBody, type CompanyBody, partnerIdsOf, type RemoteBsff } from './bsff-body';
import { type ContactDetails, type References } from './compose';

/** Reads what documents refer to: the establishment, partners and fiches. */
@Injectable()
export class BsffReferences {
  constructor(
    private readonly establishments: Establishments,
    private readonly partners: Partners,
  ) {}

  /** Everything that composing `body` needs. */
  async of(em: EntityManager, body: BsffBody, contact: ContactDetails | null): Promise<References> {
    const { establishmentId, ficheInterventionIds } = body;
    return {
      establishment: establishmentId ? await this.establishments.find(em, establishmentId) : null,
      partners: await this.companiesOf(em, partnerIdsOf(body)),
      fiches: await this.trackdechetsIdsOf(em, ficheInterventionIds ?? []),
      contact,
    };
  }

  /** Id of the local fiche for each fiche of `remotes` that this instance holds. */
  async localFiches(em: EntityManager, remotes: readonly RemoteBsff[]): Promise<Map<string, string>> {
    const ids = remotes.flatMap(({ ficheInterventions }) => ficheInterventions.map(({ id }) => id));
    if (ids.length === 0) return new Map();
    const rows = await em.query<{ id: string; trackdechets_id: string }[]>(
      'SELECT id, trackdechets_id FROM fiches WHERE trackdechets_id = ANY($1)',
      [ids],
    );
    return new Map(rows.map((row) => [row.trackdechets_id, row.id]));
  }

  private async companiesOf(em: EntityManager, ids: readonly string[]): Promise<Map<string, CompanyBody>> {
    const companies = new Map<string, CompanyBody>();
    for (const id of ids) {
      const partner = await this.partners.find(em, id);
      if (partner) companies.set(id, partnerCompany(partner));
    }
    return companies;
  }

  private async trackdechetsIdsOf(em: EntityManager, ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await em.query<{ id: string; trackdechets_id: string }[]>(
      'SELECT id, trackdechets_id FROM fiches WHERE id = ANY($1) AND trackdechets_id IS NOT NULL',
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row.trackdechets_id]));
  }
}
