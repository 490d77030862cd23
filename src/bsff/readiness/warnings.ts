import { MARK_ROOM } from '../../trackdechets/mark';
import { type BsffDocument, orgIdOf } from '../../trackdechets/rules/document';
import { type BsffBody } from '../bsff-body';
import { numeroKey } from '../search';
import { type Finding, finding } from './finding';
import { type Knowledge } from './readiness';

const MAX_FILLING = 0.8;
const DAY_MS = 86_400_000;
const SOON_DAYS = 30;

/** What Trackdéchets accepts and a person would regret, then what could not be known here. */
export function warningsOf(body: BsffBody, document: BsffDocument, knowledge: Knowledge): Finding[] {
  return [
    ...weights(document),
    ...containers(document, knowledge),
    ...cutTexts(body),
    ...receipts(document, knowledge),
    ...fiches(body, document),
    ...future(document, knowledge.now),
    ...mark(document),
    ...notKnown(document, knowledge),
  ];
}

function weights({ weight, packagings }: BsffDocument): Finding[] {
  if (weight.value === null || packagings.length === 0) return [];
  const sum = Math.round(packagings.reduce((total, packaging) => total + packaging.weight, 0) * 1000) / 1000;
  const differs = Math.abs(sum - weight.value) > 0.0005;
  return differs ? [finding('weight.value', 'WARNING_WEIGHT_IS_NOT_SUM', { sum, value: weight.value })] : [];
}

function containers({ packagings }: BsffDocument, { numerosElsewhere }: Knowledge): Finding[] {
  const seen = new Set<string>();
  return packagings.flatMap(({ numero, volume, weight }, index) => {
    const found: Finding[] = [];
    const key = numeroKey(numero);
    const path = `packagings.${index}.numero`;
    if (key && seen.has(key)) found.push(finding(path, 'WARNING_CONTAINER_TWICE', { numero }));
    if (key && numerosElsewhere.has(key)) found.push(finding(path, 'WARNING_CONTAINER_ELSEWHERE', { numero }));
    seen.add(key);
    // One kilogram per litre: above 80 % of its volume a bottle of liquefied gas is overfilled.
    if (volume !== null && volume > 0 && weight > volume * MAX_FILLING) {
      found.push(finding(`packagings.${index}.weight`, 'WARNING_OVERFILLED', { weight, volume }));
    }
    return found;
  });
}

/** Trackdéchets drops on the way out what follows an unclosed `<` (facts: integrator-pain 9). */
function cutTexts(value: unknown, path = ''): Finding[] {
  if (typeof value === 'string') return value.includes('<') ? [finding(path, 'WARNING_TEXT_CUT')] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => cutTexts(item, path ? `${path}.${key}` : key));
}

function transporterPath(index: number): string {
  return index === 0 ? 'transporter' : `transporters.${index}`;
}

function receipts({ transporters }: BsffDocument, { complete, company, now }: Knowledge): Finding[] {
  return transporters.flatMap(({ company: carrier, recepisse, transport }, index) => {
    const orgId = orgIdOf(carrier);
    if (!orgId || recepisse.isExempted || (transport.mode !== null && transport.mode !== 'ROAD')) return [];
    if (carrier.vatNumber && !carrier.siret) return [];
    const known = complete(orgId);
    const path = `${transporterPath(index)}.recepisse.number`;
    if (known === null) return company(orgId) === undefined ? [finding(path, 'WARNING_RECEIPT_NOT_KNOWN')] : [];
    if (!known.receipt) return [finding(path, 'WARNING_NO_RECEIPT')];
    const end = new Date(known.receipt.validityLimit).getTime() + DAY_MS;
    const left = end - now.getTime();
    if (left > SOON_DAYS * DAY_MS) return [];
    const date = known.receipt.validityLimit.slice(0, 10);
    const key = left <= 0 ? 'WARNING_RECEIPT_EXPIRED' : 'WARNING_RECEIPT_ENDS_SOON';
    return [finding(`${transporterPath(index)}.recepisse.validityLimit`, key, { date })];
  });
}

function fiches(body: BsffBody, document: BsffDocument): Finding[] {
  const none = document.ficheInterventions.length === 0 && !body.ficheInterventions?.length;
  if (document.type !== 'COLLECTE_PETITES_QUANTITES' || !none) return [];
  return [finding('ficheInterventionIds', 'WARNING_NO_FICHE')];
}

function future({ transporters, destination }: BsffDocument, now: Date): Finding[] {
  const dates: [string, string | null][] = [
    ...transporters.map(({ transport }, index): [string, string | null] => [
      `${transporterPath(index)}.transport.takenOverAt`,
      transport.takenOverAt,
    ]),
    ['destination.reception.date', destination.reception.date],
  ];
  return dates
    .filter(([, date]) => date !== null && new Date(date).getTime() > now.getTime())
    .map(([path]) => finding(path, 'WARNING_FUTURE_DATE'));
}

function mark({ emitter: { customInfo } }: BsffDocument): Finding[] {
  const over = customInfo !== null && customInfo.length > MARK_ROOM && customInfo.length <= 250;
  return over ? [finding('emitter.customInfo', 'WARNING_NO_ROOM_FOR_MARK', { max: MARK_ROOM })] : [];
}

/** Trackdéchets could not be asked yet: what it thinks of these establishments is not known, which is no error. */
function notKnown({ emitter, transporters, destination }: BsffDocument, { company }: Knowledge): Finding[] {
  const parties: [string, string | null][] = [
    ['emitter.company.siret', emitter.company.siret],
    ['destination.company.siret', destination.company.siret],
    ...transporters.flatMap(({ company: carrier }, index): [string, string | null][] => [
      [`${transporterPath(index)}.company.siret`, carrier.siret],
      [`${transporterPath(index)}.company.vatNumber`, carrier.vatNumber],
    ]),
  ];
  return parties
    .filter(([, orgId]) => orgId !== null && company(orgId) === undefined)
    .map(([path, orgId]) => finding(path, 'WARNING_COMPANY_NOT_KNOWN', { orgId: orgId ?? '' }));
}
