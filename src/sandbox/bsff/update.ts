import { type BsffDocument, type Transporter } from '../../trackdechets/rules/document';
import { PREVIOUS_LISTS } from '../../trackdechets/rules/codes';
import { lastSignature, sealedBsffFields } from '../../trackdechets/rules/sealed';
import { badInput, brokenInside } from '../faults-of-api';
import { type Platform, type SandboxUser } from '../platform';
import { type BsffRecord, type FicheRecord, type TransporterRecord } from '../records';
import { readersOf } from '../store';
import { demandUpdate, draftOrgIdsFor, findBsff, findTransporters, isOfEmitter } from './access';
import { type BsffAnswer } from './answer';
import { changedFields, changedTransporterFields, refuseSealed } from './changes';
import { byRoadUnlessSaid, contentOf, newTransporter, packagingsOf, placePackagings, recordOf } from './create';
import { documentOf } from './document-of';
import { type BsffInput } from './inputs';
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
  // A list of transporters is always written, even the one that was there.
  if (changed.size === 0 && ofTransporter.length === 0 && !input.transporters) return { bsff };
  const sealed = new Set(sealedBsffFields(before, ofEmitter).map((rule) => rule.field));
  validate(platform, after, {
    id: bsff.id,
    step: lastSignature(before),
    sealed: { emitter: sealed.has('emitter.company.name'), destination: sealed.has('destination.company.name') },
  });
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

/** @throws INTERNAL_SERVER_ERROR for an unknown fiche, which createBsff overlooks */
function mergedFiches(platform: Platform, stored: BsffDocument, input: BsffInput): BsffDocument['ficheInterventions'] {
  if (input.ficheInterventions === undefined) return stored.ficheInterventions;
  const ids = [...new Set(input.ficheInterventions ?? [])];
  const fiches = ids.map((id) => platform.store.fiches.get(id)).filter((fiche) => fiche !== undefined);
  if (fiches.length < ids.length) throw brokenInside();
  return fiches;
}

interface Change {
  after: BsffDocument;
  changed: Set<string>;
  input: BsffInput;
}

function save(platform: Platform, user: SandboxUser, bsff: BsffRecord, { after, changed, input }: Change): BsffAnswer {
  const { store } = platform;
  const concerned = readersOf(bsff, store);
  const lists = ['packagings', ...PREVIOUS_LISTS].some((list) => changed.has(list));
  if (lists) {
    const packagings = packagingsOf(platform, bsff.id, after);
    store.removePackagings(bsff);
    placePackagings(platform, bsff, packagings, after);
  }
  const { emitter, waste, weight, destination } = after;
  Object.assign(bsff, { emitter, waste, weight, destination });
  if (changed.has('ficheInterventions'))
    bsff.ficheIds = (after.ficheInterventions as FicheRecord[]).map(({ id }) => id);
  platform.touch(bsff);
  const answer: BsffAnswer = { bsff, updatedAt: bsff.updatedAt };
  saveTransporters(platform, bsff, after, input, answer);
  if (bsff.isDraft) bsff.draftOrgIds = draftOrgIdsFor(user, bsff);
  if (input.transporter !== undefined || input.transporters || changed.has('ficheInterventions')) platform.touch(bsff);
  platform.announce('UPDATED', bsff, concerned);
  return answer;
}

function saveTransporters(
  platform: Platform,
  bsff: BsffRecord,
  { transporters }: BsffDocument,
  input: BsffInput,
  answer: BsffAnswer,
): void {
  const first = transporters[0];
  if (input.transporter && bsff.transporters.length === 0) byRoadUnlessSaid(first, input.transporter);
  const records = transporters.map((transporter): TransporterRecord => {
    const id = 'id' in transporter && typeof transporter.id === 'string' ? transporter.id : '';
    const known = platform.store.transporters.get(id);
    return known ? Object.assign(known, contentOf(transporter)) : recordOf(platform, transporter);
  });
  if (input.transporters || input.transporter === null) {
    answer.formerNumbers = new Map(records.map((one) => [one.id, one.number]));
  }
  platform.store.setTransporters(bsff, records);
}
