import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Companies } from '../../companies/companies.service';
import { type CompanyRecord } from '../../companies/company.record';
import { FicheExchange } from '../../interventions/fiche-exchange';
import { ficheIssues } from '../../trackdechets/rules/fiche';
import { Contact } from '../../users/contact';
import { UserTokens } from '../../users/user-tokens';
import { type Bsff } from '../bsff.entity';
import { orgIdsOf } from '../bsff-body';
import { type ContactDetails, type References } from '../compose';
import { BsffReferences } from '../references';
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

  /** What the pure rules need to know; establishments that nobody asked Trackdéchets about lately are asked in the background. */
  async knowledge(em: EntityManager, userId: string, bsff: Candidate): Promise<Knowledge> {
    const contact = await this.contact.current(em);
    const references = await this.references.of(em, bsff.input, contact);
    const orgIds = establishmentsOf(bsff, references);
    const known = await this.companies.known(em, orgIds);
    return {
      references,
      company: (orgId) => knownCompany(known.get(orgId)),
      complete: (orgId) => {
        const record = orgId === null ? undefined : known.get(orgId);
        return record ? { name: record.name, address: record.address, receipt: record.receipt } : null;
      },
      mayCreateFor: await this.mayCreateFor(em, userId),
      previousPackaging: await previousPackagings(em, bsff.input),
      fiches: await this.fichesOf(em, bsff.input.ficheInterventionIds ?? [], contact),
      numerosElsewhere: await numerosElsewhere(em, bsff),
      now: new Date(),
      trackdechetsId: bsff.trackdechetsId,
      sealed: bsff.status !== null && bsff.status !== 'INITIAL',
    };
  }

  /** Has the establishments of a document looked up in the background when what is known of them is a day old. */
  async askFor(em: EntityManager, bsff: Candidate): Promise<void> {
    const references = await this.references.of(em, bsff.input, null);
    await this.companies.askFor(em, establishmentsOf(bsff, references));
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

function establishmentsOf({ input }: Candidate, { establishment, partners }: References): string[] {
  const followed = [...partners.values()].flatMap(({ siret, vatNumber }) => [siret, vatNumber]);
  return [...orgIdsOf(input), establishment?.siret, ...followed].filter((id) => !!id) as string[];
}

/** Trackdéchets tells nobody whether an establishment was verified by its staff: only its refusal shows it. */
function knownCompany(record: CompanyRecord | undefined): ReturnType<Knowledge['company']> {
  if (!record) return undefined;
  if (!record.found) return null;
  const { orgId, registered, companyTypes, dormant, closed } = record;
  return { orgId, registered, companyTypes, dormant, closed, verified: true };
}
