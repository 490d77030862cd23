import { Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import { Companies } from '../../companies/companies.service';
import { read, together } from '../../database/reading';
import { FicheExchange } from '../../interventions/fiche-exchange';
import { ficheIssues } from '../../trackdechets/rules/fiche';
import { Contact } from '../../users/contact';
import { type TokenStatus, UserTokens } from '../../users/user-tokens';
import { type Bsff } from '../bsff.entity';
import { orgIdsOf } from '../bsff-body';
import { type ContactDetails, type References } from '../compose';
import { BsffReferences } from '../references';
import { type Directory } from './company-questions';
import { completionOf, knownCompany } from './known-company';
import { type FicheKnowledge, type Readiness, readinessOf, type ReadinessStep } from './readiness';
import { numerosElsewhere, previousPackagings } from './other-documents';

/** What of a document readiness looks at: a stored one, or one that is about to be. */
export type Candidate = Pick<Bsff, 'input' | 'trackdechetsId' | 'status'> & { id: string | null };

/** A document, and the person whose token it would be sent with. */
export interface Look {
  bsff: Candidate;
  userId: string;
}

/** What is known here about a document, but for the fiches and packagings that it takes over. */
export interface Facts {
  bsff: Candidate;
  contact: ContactDetails | null;
  references: References;
  /** What is known of the establishments that the document names. */
  directory: Directory;
  mayCreateFor: ReadonlySet<string> | null;
  companiesOfUser: ReadonlySet<string> | null;
  numerosElsewhere: ReadonlySet<string>;
}

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
    const [readiness] = await this.readAll(em, [bsff], step, userId);
    return readiness ?? { errors: [], warnings: [] };
  }

  /** The same for several documents, in their order; what they share is read once. */
  async readAll(
    em: EntityManager,
    bsffs: readonly Candidate[],
    step: ReadinessStep,
    userId: string,
  ): Promise<Readiness[]> {
    const looks = bsffs.map((bsff) => ({ bsff, userId }));
    const facts = await this.facts(em, looks);
    const fiches = await this.fichesOf(em, facts);
    const all: Readiness[] = [];
    for (const one of facts) all.push(await this.judge(em, one, step, fiches));
    return all;
  }

  /** What is known about each document, in their order, read in one statement. */
  async facts(em: EntityManager, looks: readonly Look[]): Promise<Facts[]> {
    if (looks.length === 0) return [];
    const bsffs = looks.map(({ bsff }) => bsff);
    const bodies = bsffs.map(({ input }) => input);
    const [contact, tokens, referencesOf, elsewhereOf, directory] = await read(
      em,
      together(
        this.contact.now,
        this.tokens.of([...new Set(looks.map(({ userId }) => userId))]),
        this.references.reading(bodies),
        numerosElsewhere(bsffs),
        this.companies.of(bodies.flatMap(orgIdsOf), this.references.numbersFollowed(bodies)),
      ),
    );
    return looks.map(({ bsff, userId }) => ({
      bsff,
      contact,
      references: referencesOf(bsff.input, contact),
      directory,
      mayCreateFor: creatingFor(tokens.get(userId)),
      companiesOfUser: companiesOf(tokens.get(userId)),
      numerosElsewhere: elsewhereOf(bsff),
    }));
  }

  /** What the rules say of a document, by what is known about it and about its fiches. */
  async judge(
    em: EntityManager,
    { bsff, references, directory, mayCreateFor, companiesOfUser, numerosElsewhere }: Facts,
    step: ReadinessStep,
    fiches: ReadonlyMap<string, FicheKnowledge>,
  ): Promise<Readiness> {
    return readinessOf(bsff.input, step, {
      references,
      company: (orgId) => knownCompany(orgId, directory.get(orgId)),
      complete: (orgId) => completionOf(orgId, directory.get(orgId ?? '')),
      mayCreateFor,
      companiesOfUser,
      fiches: (bsff.input.ficheInterventionIds ?? []).flatMap((id) => fiches.get(id) ?? []),
      numerosElsewhere,
      // Reads only for a document that takes over packagings.
      previousPackaging: await previousPackagings(em, bsff.input),
      now: new Date(),
      trackdechetsId: bsff.trackdechetsId,
      sealed: bsff.status !== null && bsff.status !== 'INITIAL',
    });
  }

  /** What is known of the fiches of these documents; nothing is read when they have none. */
  async fichesOf(em: EntityManager, facts: readonly Facts[]): Promise<Map<string, FicheKnowledge>> {
    const ids = [...new Set(facts.flatMap(({ bsff }) => bsff.input.ficheInterventionIds ?? []))];
    if (ids.length === 0) return new Map();
    const documents = await this.fiches.documentsOf(em, ids, facts[0]?.contact ?? null);
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

/** Establishments of a token, whatever the role there; null when there is no valid one to tell. */
function companiesOf(token: TokenStatus | undefined): Set<string> | null {
  return token?.status === 'VALID' ? new Set(token.companies.map(({ orgId }) => orgId)) : null;
}
