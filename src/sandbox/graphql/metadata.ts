import { type BsffDocument } from '../../trackdechets/rules/document';
import { type BsffStep } from '../../trackdechets/rules/fields';
import { consistencyIssues, formatIssues } from '../../trackdechets/rules/formats';
import { type Issue, issueSentence } from '../../trackdechets/rules/issues';
import { missingFields } from '../../trackdechets/rules/required';
import { lastSignature, sealedPaths } from '../../trackdechets/rules/sealed';
import { viewOf } from '../bsff/document-of';
import { type BsffRecord } from '../records';
import { type SandboxContext } from './context';

const NEXT: Record<BsffStep | 'NONE', BsffStep | null> = {
  NONE: 'EMISSION',
  EMISSION: 'TRANSPORT',
  TRANSPORT: 'RECEPTION',
  RECEPTION: 'ACCEPTATION',
  ACCEPTATION: null,
};

/** What keeps the next signature from being made, as far as the document alone can tell: all of it at once, after the kinds. */
function blockers(document: BsffDocument, step: BsffStep): Issue[] {
  const { kinds, forms } = formatIssues(document);
  if (kinds.length > 0) return [...kinds, ...forms];
  return [...forms, ...consistencyIssues(document), ...missingFields(document, step)];
}

/** Bsff.metadata (facts: bsff-api 4.3). */
export function metadataOf(bsff: BsffRecord, { platform, user }: SandboxContext): object {
  const document = viewOf(platform, bsff);
  return {
    errors: () => {
      const next = NEXT[lastSignature(document) ?? 'NONE'];
      if (next === null) return [];
      return blockers(document, next).map((found) => ({
        message: issueSentence(found, 'fr'),
        path: found.path.map(String),
        requiredFor: next,
      }));
    },
    fields: () => {
      const { siret } = bsff.emitter.company;
      return { sealed: sealedPaths(document, siret !== null && user?.roles.has(siret) === true) };
    },
  };
}
