import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Companies } from '../../companies/companies.service';
import { read, together } from '../../database/reading';
import { FicheExchange } from '../../interventions/fiche-exchange';
import { ficheIssues } from '../../trackdechets/rules/fiche';
import { Contact } from '../../users/contact';
import { type TokenStatus, UserTokens } from '../../users/user-tokens';
import { type Bsff } from '../bsff.entity';
import { type BsffBody, orgIdsOf } from '../bsff-body';
import { type ContactDetails, type References } from '../compose';
import { BsffReferences } from '../references';
import { type Directory, establishmentsOf } from './company-questions';
import { completionOf, knownCompany } from './known-company';
import { type FicheKnowledge, type Knowledge, type Readiness, readinessOf, type ReadinessStep } from './readiness';
import { numerosElsewhere, previousPackagings } from './other-documents';

/** What is known of these establishments, once what the directory lacks was asked about. */
type Answers = (orgIds: readonly string[], directory: Directory) => Promise<Directory>;

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

  /**
   * All that `step` would be refused for and all that a person may want to know, for the token of `userId`. `answers` may find out
   * more about establishments than is known here.
   */
  async read(
    em: EntityManager,
    bsff: Candidate,
    step: ReadinessStep,
    userId: string,
    answers?: Answers,
  ): Promise<Readiness> {
    const [readiness] = await this.readAll(em, [bsff], step, userId, answers);
    return readiness ?? { errors: [], warnings: [] };
  }

  /** The same for several documents, in their order; what they share is read once. */
  async readAll(
    em: EntityManager,
    bsffs: readonly Candidate[],
    step: ReadinessStep,
    userId: string,
    answers?: Answers,
  ): Promise<Readiness[]> {
    if (bsffs.length === 0) return [];
    const shared = await this.shared(em, userId, bsffs, answers);
    const all: Readiness[] = [];
    for (const bsff of bsffs) {
      // Reads only for a document that takes over packagings.
      const previousPackaging = await previousPackagings(em, bsff.input);
      all.push(readinessOf(bsff.input, step, { ...shared(bsff), previousPackaging }));
    }
    return all;
  }

  /** What the pure rules need to know of each document, but for the packagings that it takes over. */
  private async shared(
    em: EntityManager,
    userId: string,
    bsffs: readonly Candidate[],
    answers: Answers = async (_, known) => known,
  ): Promise<(bsff: Candidate) => Omit<Knowledge, 'previousPackaging'>> {
    const bodies = bsffs.map(({ input }) => input);
    const [contact, tokens, references, elsewhereOf, directory] = await read(
      em,
      together(
        this.contact.now,
        this.tokens.of([userId]),
        this.references.reading(bodies),
        numerosElsewhere(bsffs),
        this.companies.of(bodies.flatMap(orgIdsOf), this.references.numbersFollowed(bodies)),
      ),
    );
    const referencesOf = (body: BsffBody): References => references(body, contact);
    const orgIds = [...new Set(bsffs.flatMap((bsff) => establishmentsOf(bsff, referencesOf(bsff.input))))];
    const known = await answers(orgIds, directory);
    const mayCreateFor = creatingFor(tokens.get(userId));
    const ficheIds = bodies.flatMap(({ ficheInterventionIds }) => ficheInterventionIds ?? []);
    const fiches = await this.fichesOf(em, [...new Set(ficheIds)], contact);
    return (bsff) => ({
      references: referencesOf(bsff.input),
      company: (orgId) => knownCompany(orgId, known.get(orgId)),
      complete: (orgId) => completionOf(orgId, known.get(orgId ?? '')),
      mayCreateFor,
      fiches: (bsff.input.ficheInterventionIds ?? []).flatMap((id) => fiches.get(id) ?? []),
      numerosElsewhere: elsewhereOf(bsff),
      now: new Date(),
      trackdechetsId: bsff.trackdechetsId,
      sealed: bsff.status !== null && bsff.status !== 'INITIAL',
    });
  }

  private async fichesOf(
    em: EntityManager,
    ids: readonly string[],
    contact: ContactDetails | null,
  ): Promise<Map<string, FicheKnowledge>> {
    if (ids.length === 0) return new Map();
    const documents = await this.fiches.documentsOf(em, ids, contact);
    return new Map(
      [...documents].map(([id, document]) => [
        id,
        { operatorSiret: document.operateur.company.siret, issues: ficheIssues(document) },
      ]),
    );
  }
}

/** Establishments that a token may create documents for; null when there is no valid one to tell. */
function creatingFor(token: TokenStatus | undefined): Set<string> | null {
  if (token?.status !== 'VALID') return null;
  const creating = token.companies.filter(({ permissions }) => permissions.includes('BSD_CAN_CREATE'));
  return new Set(creating.map(({ orgId }) => orgId));
}
