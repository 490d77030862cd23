import { type BsffDocument, type Transporter } from '../../trackdechets/rules/document';
import { PREVIOUS_LISTS } from '../../trackdechets/rules/codes';
import { lastSignature, sealedBsffFields } from '../../trackdechets/rules/sealed';
import { badInput, brokenInside } from '../faults-of-api';
import { type Platform, type SandboxUser } from '../platform';
import { type BsffRecord, type FicheRecord } from '../records';
import { firstTransporterOf, readersOf } from '../store';
import { demandUpdate, findBsff, findTransporters, handDraftTo, isOfEmitter } from './access';
import { type BsffAnswer } from './answer';
import { changedFields, changedTransporterFields, idOf, refuseSealed } from './changes';
import {
  UNKNOWN_FICHE,
  byRoadUnlessSaid,
  contentOf,
  newTransporter,
  packagingsOf,
  placePackagings,
  recordOf,
} from './create';
import { documentOf } from './document-of';
import { type BsffInput, type TransporterInput } from './inputs';
import { mergeScalars, mergeTransporter, packagingOf } from './merge';
import { validate } from './validation';

/** updateBsff. */
export function updateBsff(platform: Platform, user: SandboxUser, id: string, input: BsffInput): BsffAnswer {
  const bsff = findBsff(platform, id);
  demandUpdate(platform, user, bsff, input);
  if (input.type && input.type !== bsff.type) throw badInput('Le type d’un bordereau ne change pas.');
  if (input.transporter !== undefined && input.transporters) {
    throw badInput('Donnez « transporter » ou « transporters », pas les deux.');
  }
  const before = documentOf(platform, bsff);
  const after = merged(platform, bsff, input);
  const changed = changedFields(before, after, input);
  const ofTransporter = changedTransporterFields(before.transporters[0], after.transporters[0]);
  const ofEmitter = isOfEmitter(user, bsff);
  refuseSealed(before, changed, ofTransporter, ofEmitter);
  const sealed = new Set(sealedBsffFields(before, ofEmitter).map((rule) => rule.field));
  validate(platform, after, {
    id: bsff.id,
    step: lastSignature(before),
    sealed: { emitter: sealed.has('emitter.company.name'), destination: sealed.has('destination.company.name') },
  });
  // A list of transporters is always written, even the one that was there.
  if (changed.size === 0 && ofTransporter.length === 0 && !input.transporters) return { bsff };
  return save(platform, user, bsff, { after, changed, input });
}

function merged(platform: Platform, bsff: BsffRecord, input: BsffInput): BsffDocument {
  const stored = documentOf(platform, bsff);
  return {
    ...stored,
    ...mergeScalars(stored, input, bsff.type),
    packagings: input.packagings ? input.packagings.map(packagingOf) : stored.packagings,
    transporters: mergedTransporters(platform, stored, input),
    ficheInterventions: mergedFiches(platform, stored, input),
    ...Object.fromEntries(
      PREVIOUS_LISTS.map((list) => [list, input[list] === undefined ? stored[list] : (input[list] ?? [])]),
    ),
  };
}

function mergedTransporters(platform: Platform, stored: BsffDocument, input: BsffInput): Transporter[] {
  if (input.transporters) return structuredClone(findTransporters(platform, input.transporters));
  const [first, ...others] = stored.transporters;
  if (input.transporter === undefined) return stored.transporters;
  if (input.transporter === null) return others;
  return [first ? mergeTransporter(first, input.transporter) : newTransporter(input.transporter), ...others];
}

function mergedFiches(platform: Platform, stored: BsffDocument, input: BsffInput): BsffDocument['ficheInterventions'] {
  if (input.ficheInterventions === undefined) return stored.ficheInterventions;
  return [...new Set(input.ficheInterventions)].map((id) => platform.store.fiches.get(id) ?? UNKNOWN_FICHE);
}

interface Change {
  after: BsffDocument;
  changed: Set<string>;
  input: BsffInput;
}

/** @throws INTERNAL_SERVER_ERROR for an unknown fiche, which createBsff overlooks */
function save(platform: Platform, user: SandboxUser, bsff: BsffRecord, { after, changed, input }: Change): BsffAnswer {
  const { store } = platform;
  if (after.ficheInterventions.includes(UNKNOWN_FICHE)) throw brokenInside();
  const concerned = readersOf(bsff);
  const lists = ['packagings', ...PREVIOUS_LISTS].some((list) => changed.has(list));
  if (lists) {
    const packagings = packagingsOf(platform, bsff.id, after);
    store.removePackagings(bsff);
    placePackagings(platform, bsff, packagings, after);
  }
  const { emitter, waste, weight, destination } = after;
  Object.assign(bsff, { emitter, waste, weight, destination });
  if (changed.has('ficheInterventions')) {
    bsff.ficheIds = (after.ficheInterventions as FicheRecord[]).map(({ id }) => id);
    bsff.detenteurOrgIds = store.holdersOf(bsff);
  }
  platform.touch(bsff);
  const answer: BsffAnswer = { bsff, updatedAt: bsff.updatedAt };
  saveTransporters(platform, bsff, after, input, answer);
  handDraftTo(user, bsff);
  if (input.transporter !== undefined || input.transporters || changed.has('ficheInterventions')) platform.touch(bsff);
  platform.announce('UPDATED', bsff, concerned);
  return answer;
}

/** Nothing is written of the transporters that the input leaves alone; of listed ones, only where they stand. */
function saveTransporters(
  platform: Platform,
  bsff: BsffRecord,
  { transporters }: BsffDocument,
  input: BsffInput,
  answer: BsffAnswer,
): void {
  if (input.transporter) return saveFirst(platform, bsff, transporters[0], input.transporter);
  if (!input.transporters && input.transporter === undefined) return;
  const records = transporters.flatMap((one) => platform.store.transporters.get(idOf(one)) ?? []);
  answer.formerNumbers = new Map(records.map((one) => [one.id, one.number]));
  platform.store.setTransporters(bsff, records);
}

/** Where nobody bears the first number, a new transporter takes it. */
function saveFirst(
  platform: Platform,
  bsff: BsffRecord,
  content: Transporter | undefined,
  input: TransporterInput,
): void {
  const first = firstTransporterOf(bsff);
  if (first) Object.assign(first, contentOf(content));
  else if (content) {
    if (bsff.transporters.length === 0) byRoadUnlessSaid(content, input);
    platform.store.setTransporters(bsff, [recordOf(platform, content), ...bsff.transporters]);
  }
}
