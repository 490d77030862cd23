import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { meaning, placed, read, type Reading, reading, type Statement, together } from '../database/reading';
import { Establishments } from '../establishments/establishments.service';
import { Partners } from '../partners/partners.service';
import { type BsffBody, partnerIdsOf, type RemoteBsff } from './bsff-body';
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
    const referencesOf = await read(em, this.reading(bodies));
    return (body) => referencesOf(body, contact);
  }

  /** The same, to be read with something else, such as the contact. */
  reading(bodies: readonly BsffBody[]): Reading<(body: BsffBody, contact: ContactDetails | null) => References> {
    const found = together(
      this.establishmentsOf(bodies),
      this.partnersOf(bodies),
      reading(
        'SELECT id, trackdechets_id FROM fiches WHERE id = ANY($1) AND trackdechets_id IS NOT NULL',
        [bodies.flatMap(({ ficheInterventionIds }) => ficheInterventionIds ?? [])],
        (rows: { id: string; trackdechets_id: string }[]) => new Map(rows.map((row) => [row.id, row.trackdechets_id])),
      ),
    );
    return meaning(found, ([establishments, partners, fiches]) => ({ establishmentId }, contact) => ({
      establishment: establishments.get(establishmentId ?? '') ?? null,
      partners,
      fiches,
      contact,
    }));
  }

  /** Numbers of the establishments and partners that `bodies` name by reference. */
  numbersFollowed(bodies: readonly BsffBody[]): Statement {
    const parameters: unknown[] = [];
    const establishments = placed(this.establishmentsOf(bodies), parameters);
    const partners = placed(this.partnersOf(bodies), parameters);
    const sql = `SELECT e.siret FROM (${establishments}) e UNION ALL SELECT unnest(ARRAY[p.siret, p."vatNumber"]) FROM (${partners}) p`;
    return { sql, parameters };
  }

  private establishmentsOf(bodies: readonly BsffBody[]): ReturnType<Establishments['copied']> {
    return this.establishments.copied(bodies.flatMap(({ establishmentId }) => establishmentId || []));
  }

  private partnersOf(bodies: readonly BsffBody[]): ReturnType<Partners['copied']> {
    return this.partners.copied(bodies.flatMap(partnerIdsOf));
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
}
