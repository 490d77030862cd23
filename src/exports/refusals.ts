import { sentence, type SentenceKey, type SentenceParams } from '../http/sentences';
import { type TrackdechetsError, type TrackdechetsIssue } from '../trackdechets/errors';
import { labelOf } from '../trackdechets/rules/labels';
import { type ExportFault, type ExportKind } from './export.entity';

/** A fault of the catalogue, in both languages. */
export function fault(
  code: SentenceKey,
  path = '',
  trackdechets?: string | null,
  params?: SentenceParams,
): ExportFault {
  return {
    path,
    code,
    fr: sentence(code, 'fr', params),
    en: sentence(code, 'en', params),
    ...(trackdechets ? { trackdechets } : {}),
  };
}

/** Trackdéchets' refusal as faults of the document's own fields, in our words, with Trackdéchets' sentence beside. */
export function refusalFaults(error: TrackdechetsError, kind: ExportKind): ExportFault[] {
  switch (error.kind) {
    case 'FORBIDDEN':
      return [fault(forbiddenCode(error), '', error.trackdechetsMessage)];
    case 'NOT_FOUND':
      return [fault('REMOVED_ON_TRACKDECHETS', '', error.trackdechetsMessage)];
    case 'MALFORMED':
      return [fault('TRACKDECHETS_ERROR', '', error.trackdechetsMessage)];
    default:
      if (error.issues.length > 0) return error.issues.map(faultOfIssue);
      return [withoutIssues(error.trackdechetsMessage ?? '', kind)];
  }
}

function forbiddenCode(error: TrackdechetsError): SentenceKey {
  if (error.code === 'ACCOUNT_BLOCKED') return 'TRACKDECHETS_ACCOUNT_BLOCKED';
  // One code for two things (facts: errors-and-limits 2.2): only the sentence tells a sealed field from a missing right.
  return /verrouill|scell/i.test(error.trackdechetsMessage ?? '') ? 'FIELD_SEALED' : 'TRACKDECHETS_ROLE_MISSING';
}

const COMPANY_NUMBER = /company\.(siret|vatNumber|orgId)$/;

function faultOfIssue({ field, message }: TrackdechetsIssue): ExportFault {
  if (COMPANY_NUMBER.test(field)) return fault(companyCode(message), field, message);
  const { fr, en } = labelOf(field);
  return {
    path: field,
    code: 'TRACKDECHETS_REFUSED',
    fr: `${fr} : refusé par Trackdéchets.`,
    en: `${en}: refused by Trackdéchets.`,
    trackdechets: message,
  };
}

function companyCode(message: string): SentenceKey {
  if (/en sommeil/i.test(message)) return 'COMPANY_DORMANT';
  return /ferm[ée]/i.test(message) ? 'COMPANY_CLOSED' : 'COMPANY_REFUSED';
}

/** A closed or dormant establishment is refused alone and without a path, by its number in the sentence (facts 2.2, stage 3). */
function withoutIssues(message: string, kind: ExportKind): ExportFault {
  const about = companyCode(message);
  if (kind === 'DELETE' || about === 'COMPANY_REFUSED') return fault('TRACKDECHETS_REFUSED', '', message);
  return fault(about, '', message);
}

/** Gives a company's fault without a path the place of that company in what was sent, found by its number. */
export function placed(faults: ExportFault[], input: unknown): ExportFault[] {
  return faults.map((item) => {
    const number = /\b\d{14}\b|\b[A-Z]{2}[0-9A-Z]{6,12}\b/.exec(item.trackdechets ?? '')?.[0];
    if (item.path !== '' || !item.code.startsWith('COMPANY_') || !number) return item;
    return { ...item, path: placeOf(number, input) ?? '' };
  });
}

function placeOf(number: string, value: unknown, path = ''): string | null {
  if (value === number) return path;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, item] of Object.entries(value)) {
    const found = placeOf(number, item, path ? `${path}.${key}` : key);
    if (found !== null) return found;
  }
  return null;
}
