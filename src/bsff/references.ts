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
    return (await this.ofAll(em, [body], contact))(body);
  }

  /** What composing each of `bodies` needs, read once for all of them. */
  async ofAll(
    em: EntityManager,
    bodies: readonly BsffBody[],
    contact: ContactDetails | null,
  ): Promise<(body: BsffBody) => References> {
    const establishments = new Map<string, References['establishment']>();
    for (const id of new Set(bodies.flatMap(({ establishmentId }) => establishmentId || []))) {
      establishments.set(id, await this.establishments.find(em, id));
    }
    const partners = await this.companiesOf(em, bodies.flatMap(partnerIdsOf));
    const fiches = await this.trackdechetsIdsOf(
      em,
      bodies.flatMap(({ ficheInterventionIds }) => ficheInterventionIds ?? []),
    );
    return ({ establishmentId }) => ({
      establishment: establishments.get(establishmentId ?? '') ?? null,
      partners,
      fiches,
      contact,
    });
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
    const partners = await this.partners.findAll(em, ids);
    return new Map([...partners].map(([id, partner]) => [id, partnerCompany(partner)]));
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
