import { fieldOfIssue } from '../../trackdechets/issue-paths';
import { closedCompanies, companyIssues, type CompanyLookup } from '../../trackdechets/rules/companies';
import { type BsffDocument, orgIdOf } from '../../trackdechets/rules/document';
import { linkedFicheIssues } from '../../trackdechets/rules/fiche';
import { consistencyIssues, formatIssues, MAX_NUMERO } from '../../trackdechets/rules/formats';
import { type Issue, issue } from '../../trackdechets/rules/issues';
import { type PreviousPackaging, previousPackagingIssues } from '../../trackdechets/rules/previous-packagings';
import { missingFields } from '../../trackdechets/rules/required';
import { type BsffBody } from '../bsff-body';
import { type References } from '../compose';
import { type Completion, documentOf, type SeenDocument } from './document-of';
import { type Finding, finding, findingOf } from './finding';
import { warningsOf } from './warnings';

/** The steps that a document can be made ready for here; what comes after is the destination's. */
export const READINESS_STEPS = ['DRAFT', 'PUBLICATION', 'EMISSION', 'TRANSPORT'] as const;
export type ReadinessStep = (typeof READINESS_STEPS)[number];

export interface Readiness {
  /** What Trackdéchets would refuse at that step. */
  errors: Finding[];
  /** What it would accept and a person would regret, or what could not be known here. */
  warnings: Finding[];
}

export interface FicheKnowledge {
  operatorSiret: string | null;
  issues: readonly Issue[];
}

/** Everything that a document's readiness depends on and that the document does not hold. No network is behind it. */
export interface Knowledge {
  references: References;
  company: CompanyLookup;
  /** What Trackdéchets writes over a company's name, address and receipt; null when it was never asked. */
  complete: (orgId: string | null) => Completion | null;
  /** Establishments that the user may create BSFFs for, by the role of their token; null when there is no token to tell. */
  mayCreateFor: ReadonlySet<string> | null;
  /** Establishments that the user belongs to, whatever the role; null when there is no token to tell. */
  companiesOfUser: ReadonlySet<string> | null;
  previousPackaging: (id: string) => PreviousPackaging | undefined;
  /** By local id, in the order of the document. */
  fiches: readonly FicheKnowledge[];
  /** Container numbers, folded, that are on another open document. */
  numerosElsewhere: ReadonlySet<string>;
  now: Date;
  /** Id on Trackdéchets, once it is there. */
  trackdechetsId: string | null;
  /** The emitter has signed: closed establishments may finish what they began (facts 3.10). */
  sealed: boolean;
}

/** Trackdéchets' column is shorter than what its validation lets through: it breaks on more (facts 3.7). */
const NUMERO_COLUMN = 100;

/** Everything at once, in the order in which Trackdéchets would find it, stage after stage. */
export function readinessOf(body: BsffBody, step: ReadinessStep, knowledge: Knowledge): Readiness {
  const see = (asTyped: boolean): SeenDocument =>
    documentOf(body, knowledge.references, {
      isDraft: step === 'DRAFT',
      stored: step === 'EMISSION' || step === 'TRANSPORT',
      complete: knowledge.complete,
      asTyped,
      operators: knowledge.fiches.map(({ operatorSiret }) => operatorSiret),
    });
  const typed = see(true);
  const { siret } = typed.document.emitter.company;
  const leftAsTyped = step === 'PUBLICATION' && isCreatedByAnother(siret, knowledge);
  const seen = leftAsTyped ? typed : see(false);
  const missing = new Set(seen.missing.map(({ field }) => field));
  const issues = [
    ...formIssues(typed.document),
    ...issuesOnceCompleted(seen.document, step, knowledge, leftAsTyped || knowledge.sealed),
  ].filter(({ field }) => !missing.has(field));
  const errors = [...ownFindings(seen.document, knowledge), ...[...seen.missing, ...issues].flatMap(findingsOf)];
  return { errors: distinct(errors), warnings: distinct(warningsOf(body, seen.document, knowledge)) };
}

/** What EMISSION seals for others than the emitter is not completed for them, in a document that they create published. */
function isCreatedByAnother(emitter: string | null, { trackdechetsId, companiesOfUser }: Knowledge): boolean {
  return trackdechetsId === null && companiesOfUser !== null && !(emitter !== null && companiesOfUser.has(emitter));
}

/** The form of what was typed: Trackdéchets looks at it before it writes names and addresses over it. */
function formIssues(document: BsffDocument): Issue[] {
  const { kinds, forms } = formatIssues(document);
  const type = document.type === null ? [issue('type', 'REQUIRED')] : [];
  return [...type, ...kinds, ...forms];
}

function issuesOnceCompleted(
  document: BsffDocument,
  step: ReadinessStep,
  knowledge: Knowledge,
  sealed: boolean,
): Issue[] {
  return [
    ...consistencyIssues(document),
    ...companyIssues(document, knowledge.company),
    ...closedCompanies(document, knowledge.company, { emitter: sealed, destination: sealed }),
    ...required(document, step, knowledge),
    ...linkedFicheIssues(document),
    ...previousPackagingIssues(document, knowledge.trackdechetsId, knowledge.previousPackaging),
  ];
}

/** A draft calls for nothing; publication for what EMISSION does; a signature that is missing is made, not typed. */
function required(document: BsffDocument, step: ReadinessStep, { complete }: Knowledge): Issue[] {
  if (step === 'DRAFT') return [];
  const missing = missingFields(document, step === 'TRANSPORT' ? 'TRANSPORT' : 'EMISSION');
  const first = document.transporters[0];
  // A receipt that nobody has looked up yet is not known to be missing: a warning says so.
  const receiptUnknown = first !== undefined && complete(orgIdOf(first.company)) === null;
  return missing.filter(({ field, rule }) => {
    if (field.startsWith('emitter.emission.signature')) return false;
    return !(receiptUnknown && rule === 'RECEIPT_MISSING');
  });
}

/** What no rule of validation says: the length of a column, whose token it is, the fiches to create. */
function ownFindings(document: BsffDocument, { mayCreateFor, fiches, trackdechetsId }: Knowledge): Finding[] {
  const asked = establishmentsAsked(document, trackdechetsId === null);
  const onSlip = !mayCreateFor || asked.some((orgId) => mayCreateFor.has(orgId));
  return [
    ...document.packagings.flatMap(({ numero }, index) =>
      numero.length > NUMERO_COLUMN && numero.length <= MAX_NUMERO
        ? [findingOf(issue(`packagings.${index}.numero`, 'TOO_LONG', { params: { max: NUMERO_COLUMN } }))]
        : [],
    ),
    ...(onSlip ? [] : [finding('emitter.company.siret', 'READINESS_ESTABLISHMENT_NOT_YOURS')]),
    ...fiches.flatMap(({ issues }, index) =>
      issues.map((found) => ({ ...findingOf(found), path: `ficheInterventionIds.${index}.${found.field}` })),
    ),
  ];
}

/**
 * Facts 3.3: Trackdéchets looks for the user among the emitter, the first transporter and the destination; to create a document that
 * lists several transporters, it does not look at them.
 */
function establishmentsAsked({ emitter, transporters, destination }: BsffDocument, isNew: boolean): string[] {
  const first = isNew && transporters.length > 1 ? undefined : transporters[0]?.company;
  const ids = [emitter.company.siret, first?.siret, first?.vatNumber, destination.company.siret];
  return ids.filter((id) => id != null);
}

/**
 * What Trackdéchets names too, when it is not the field at fault: the total weight for a packaging too heavy for the road, the
 * SIRET for a VAT number. For another transporter than the first it names the first one's, which would mislead here.
 */
function findingsOf(found: Issue): Finding[] {
  const first = findingOf(found);
  const named = fieldOfIssue(found.path);
  return named === found.field || found.field.startsWith('transporters.')
    ? [first]
    : [first, { ...first, path: named }];
}

function distinct(findings: Finding[]): Finding[] {
  const byPlace = new Map(findings.map((found) => [`${found.path} ${found.code}`, found]));
  return [...byPlace.values()];
}
