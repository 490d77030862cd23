import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Companies } from '../../companies/companies.service';
import { type CompanyRecord } from '../../companies/company.record';
import { CompanyLookups } from '../../companies/company-lookups';
import { orgIdsOf, partnerIdsOf } from '../bsff-body';
import { type References } from '../compose';
import { BsffReferences } from '../references';
import { type Candidate } from './bsff-readiness';
import { canExist } from './known-company';

/** How long a person waits for what was never looked up, in milliseconds. */
const PATIENCE_MS = 3_000;
/** After a look-up that failed, nobody waits again for so long. */
const REST_MS = 30_000;

/** What is known of establishments, by number. */
export type Directory = ReadonlyMap<string, CompanyRecord>;

/** Numbers of the establishments that a document names, typed or through what it refers to. */
export function establishmentsOf(
  { input }: Pick<Candidate, 'input'>,
  { establishment, partners }: References,
): string[] {
  // References are often read for several documents at once: only this one's own partners.
  const followed = partnerIdsOf(input).flatMap((id) => [partners.get(id)?.siret, partners.get(id)?.vatNumber]);
  return [...orgIdsOf(input), establishment?.siret, ...followed].filter((id) => !!id) as string[];
}

/** Has Trackdéchets asked about the establishments of documents. */
@Injectable()
export class CompanyQuestions {
  private restUntil = 0;

  constructor(
    private readonly references: BsffReferences,
    private readonly companies: Companies,
    private readonly lookups: CompanyLookups,
  ) {}

  /** In the background: at once when nothing is known, and again when what is known is a day old. */
  async later(em: EntityManager, bsff: Pick<Candidate, 'input'>): Promise<void> {
    const references = await this.references.of(em, bsff.input, null);
    await this.companies.askFor(em, establishmentsOf(bsff, references));
  }

  /**
   * What is known of these establishments, those that never got an answer being asked about now, and within a few seconds. Outside
   * any transaction; those that a failure leaves unknown are asked about again in the background.
   */
  async now(em: EntityManager, orgIds: readonly string[], known: Directory): Promise<Directory> {
    const unknown = orgIds.filter((orgId) => !known.has(orgId) && canExist(orgId));
    if (unknown.length === 0) return known;
    await this.ask(unknown);
    const answered = await this.companies.known(em, orgIds);
    await this.companies.askFor(em, unknown);
    return answered;
  }

  private async ask(orgIds: readonly string[]): Promise<void> {
    if (Date.now() < this.restUntil) return;
    const asked = Promise.allSettled(orgIds.map((orgId) => this.lookups.check(orgId)));
    const answers = await Promise.race([
      asked,
      new Promise<null>((done) => setTimeout(done, PATIENCE_MS, null).unref()),
    ]);
    if (!answers || answers.some(({ status }) => status === 'rejected')) this.restUntil = Date.now() + REST_MS;
  }
}
