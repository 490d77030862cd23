import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Companies } from '../../companies/companies.service';
import { FicheExchange } from '../../interventions/fiche-exchange';
import { ficheIssues } from '../../trackdechets/rules/fiche';
import { Contact } from '../../users/contact';
import { UserTokens } from '../../users/user-tokens';
import { type Bsff } from '../bsff.entity';
import { type ContactDetails } from '../compose';
import { BsffReferences } from '../references';
import { establishmentsOf } from './company-questions';
import { completionOf, knownCompany } from './known-company';
import { type FicheKnowledge, type Knowledge, type Readiness, readinessOf, type ReadinessStep } from './readiness';
import { numerosElsewhere, previousPackagings } from './other-documents';

/** What of a document readiness looks at: a stored one, or one that is about to be. */
export type Candidate = Pick<Bsff, 'input' | 'trackdechetsId' | 'status'> & { id: string | null };

/** Gathers what is known here about a document and asks the rules; nothing goes to the network. */
@Injectable()
export class BsffReadiness {
  constructor(
    private readonly references: BsffReferences,
    private readonly companies: Companies,
    private readonly fiches: FicheExchange,
    private readonly contact: Contact,
    private readonly tokens: UserTokens,
  ) {}

  /** All that `step` would be refused for and all that a person may want to know, for the token of `userId`. */
  async read(em: EntityManager, bsff: Candidate, step: ReadinessStep, userId: string): Promise<Readiness> {
    return readinessOf(bsff.input, step, await this.knowledge(em, userId, bsff));
  }

  /** What the pure rules need to know. */
  async knowledge(em: EntityManager, userId: string, bsff: Candidate): Promise<Knowledge> {
    const contact = await this.contact.current(em);
    const references = await this.references.of(em, bsff.input, contact);
    const orgIds = establishmentsOf(bsff, references);
    const known = await this.companies.known(em, orgIds);
    return {
      references,
      company: (orgId) => knownCompany(orgId, known.get(orgId)),
      complete: (orgId) => completionOf(orgId, known.get(orgId ?? '')),
      mayCreateFor: await this.mayCreateFor(em, userId),
      previousPackaging: await previousPackagings(em, bsff.input),
      fiches: await this.fichesOf(em, bsff.input.ficheInterventionIds ?? [], contact),
      numerosElsewhere: await numerosElsewhere(em, bsff),
      now: new Date(),
      trackdechetsId: bsff.trackdechetsId,
      sealed: bsff.status !== null && bsff.status !== 'INITIAL',
    };
  }

  private async mayCreateFor(em: EntityManager, userId: string): Promise<Set<string> | null> {
    const token = (await this.tokens.statuses(em, [userId])).get(userId);
    if (token?.status !== 'VALID') return null;
    const creating = token.companies.filter(({ permissions }) => permissions.includes('BSD_CAN_CREATE'));
    return new Set(creating.map(({ orgId }) => orgId));
  }

  private async fichesOf(
    em: EntityManager,
    ids: readonly string[],
    contact: ContactDetails | null,
  ): Promise<FicheKnowledge[]> {
    const known: FicheKnowledge[] = [];
    for (const id of ids) {
      const document = await this.fiches.documentOf(em, id, contact);
      known.push({ operatorSiret: document.operateur.company.siret, issues: ficheIssues(document) });
    }
    return known;
  }
}
