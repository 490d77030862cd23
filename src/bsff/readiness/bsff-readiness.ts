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
import { type Directory, establishmentsOf } from './company-questions';
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
  contact: ContactDetails | null;
  references: References;
  /** Establishments that the document names, and what is known of them. */
  orgIds: readonly string[];
  directory: Directory;
  mayCreateFor: ReadonlySet<string> | null;
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
    return this.judge(em, bsffs, await this.facts(em, looks), step);
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
    return looks.map(({ bsff, userId }) => {
      const references = referencesOf(bsff.input, contact);
      return {
        contact,
        references,
        orgIds: [...new Set(establishmentsOf(bsff, references))],
        directory,
        mayCreateFor: creatingFor(tokens.get(userId)),
        numerosElsewhere: elsewhereOf(bsff),
      };
    });
  }

  /** What the rules say of each document, by what is known about it. */
  async judge(
    em: EntityManager,
    bsffs: readonly Candidate[],
    facts: readonly Facts[],
    step: ReadinessStep,
  ): Promise<Readiness[]> {
    const ficheIds = bsffs.flatMap(({ input }) => input.ficheInterventionIds ?? []);
    const fiches = await this.fichesOf(em, [...new Set(ficheIds)], facts[0]?.contact ?? null);
    const all: Readiness[] = [];
    for (const [index, bsff] of bsffs.entries()) {
      const known = facts[index];
      if (!known) continue;
      const knowledge = {
        references: known.references,
        company: (orgId: string) => knownCompany(orgId, known.directory.get(orgId)),
        complete: (orgId: string | null) => completionOf(orgId, known.directory.get(orgId ?? '')),
        mayCreateFor: known.mayCreateFor,
        fiches: (bsff.input.ficheInterventionIds ?? []).flatMap((id) => fiches.get(id) ?? []),
        numerosElsewhere: known.numerosElsewhere,
        // Reads only for a document that takes over packagings.
        previousPackaging: await previousPackagings(em, bsff.input),
        now: new Date(),
        trackdechetsId: bsff.trackdechetsId,
        sealed: bsff.status !== null && bsff.status !== 'INITIAL',
      };
      all.push(readinessOf(bsff.input, step, knowledge));
    }
    return all;
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
