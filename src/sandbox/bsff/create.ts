import { PREVIOUS_LIST, copiesPackagings } from '../../trackdechets/rules/codes';
import { type BsffDocument, type Transporter, emptyBsff, emptyTransporter } from '../../trackdechets/rules/document';
import { badInput, brokenInside } from '../faults-of-api';
import { type Platform, type SandboxUser } from '../platform';
import {
  type BsffRecord,
  type FicheRecord,
  NUMERO_COLUMN,
  type PackagingRecord,
  type TransporterRecord,
  byNumero,
} from '../records';
import { demand, draftOrgIdsFor, findTransporters, isOfEmitter, orgIdsOfInput } from './access';
import { type BsffInput, type TransporterInput } from './inputs';
import { emptyAcceptation, emptyOperation, mergeScalars, mergeTransporter, packagingOf } from './merge';
import { validate } from './validation';
import { type BsffAnswer } from './answer';

/** Nothing is known of its operator; that it is listed counts. */
export const UNKNOWN_FICHE = { operateur: { company: { siret: null } } };

/** createBsff and createDraftBsff. */
export function createBsff(platform: Platform, user: SandboxUser, input: BsffInput, isDraft: boolean): BsffAnswer {
  demand(user, orgIdsOfInput(input), 'BSD_CAN_CREATE', 'Votre établissement n’apparaît pas sur ce bordereau.');
  const fiches = linkedFiches(platform, user, input.ficheInterventions ?? []);
  const { type } = input;
  if (!type) throw badInput('Le type de bordereau est à renseigner.');
  if (input.transporter !== undefined && input.transporters)
    throw badInput('Donnez « transporter » ou « transporters », pas les deux.');
  const listed = findTransporters(platform, input.transporters ?? []);
  const document: BsffDocument = {
    ...emptyBsff(),
    ...mergeScalars(emptyBsff(), input, type),
    type,
    isDraft,
    packagings: (input.packagings ?? []).map(packagingOf),
    transporters: input.transporter ? [newTransporter(input.transporter)] : structuredClone(listed),
    ficheInterventions: [...new Set(input.ficheInterventions)].map(
      (id) => platform.store.fiches.get(id) ?? UNKNOWN_FICHE,
    ),
    forwarding: input.forwarding ?? [],
    grouping: input.grouping ?? [],
    repackaging: input.repackaging ?? [],
  };
  // What EMISSION seals for others than the emitter is not completed for them, even now.
  const asSent = !isDraft && !isOfEmitter(user, document);
  const sealed = { emitter: asSent, destination: asSent };
  validate(platform, document, { id: null, step: isDraft ? null : 'EMISSION', sealed });
  if (input.transporter) byRoadUnlessSaid(document.transporters[0], input.transporter);
  return store(platform, user, document, listed, fiches);
}

/** A transporter made from an input: its mode is still unsaid when it is validated. */
export function newTransporter(input: TransporterInput): Transporter {
  const blank = emptyTransporter();
  return mergeTransporter({ ...blank, transport: { ...blank.transport, mode: null } }, input);
}

/** The database writes ROAD when the input says nothing of the mode; a null mode stays null. */
export function byRoadUnlessSaid(transporter: Transporter | undefined, input: TransporterInput): void {
  const unsaid = input.transport === undefined || (input.transport !== null && input.transport.mode === undefined);
  if (transporter && unsaid) transporter.transport.mode = 'ROAD';
}

/** Fiches that exist; of the others nothing is said. @throws FORBIDDEN when one is another operator's */
function linkedFiches({ store }: Platform, user: SandboxUser, ids: readonly string[]): FicheRecord[] {
  const fiches = [...new Set(ids)].map((id) => store.fiches.get(id)).filter((fiche) => fiche !== undefined);
  for (const { operateur } of fiches) {
    const refusal = 'Seul l’opérateur peut modifier une fiche d’intervention.';
    demand(user, [operateur.company.siret], 'BSD_CAN_UPDATE', refusal);
  }
  return fiches;
}

function store(
  platform: Platform,
  user: SandboxUser,
  document: BsffDocument,
  listed: TransporterRecord[],
  fiches: FicheRecord[],
): BsffAnswer {
  const createdAt = platform.creationInstant();
  const id = platform.newBsffId();
  const bsff: BsffRecord = {
    id,
    row: platform.store.rows.length + 1,
    createdAt,
    updatedAt: createdAt,
    isDraft: document.isDraft,
    isDeleted: false,
    isDuplicateOf: null,
    type: document.type ?? 'COLLECTE_PETITES_QUANTITES',
    status: 'INITIAL',
    emitter: document.emitter,
    waste: document.waste,
    weight: document.weight,
    destination: document.destination,
    transporters: [],
    packagings: [],
    ficheIds: fiches.map((fiche) => fiche.id),
    detenteurOrgIds: [],
    draftOrgIds: [],
  };
  const packagings = packagingsOf(platform, id, document);
  bsff.detenteurOrgIds = platform.store.holdersOf(bsff);
  platform.store.add(bsff);
  placePackagings(platform, bsff, packagings, document);
  const transporters = listed.length > 0 ? listed : document.transporters.map((one) => recordOf(platform, one));
  listed.forEach((record, index) => Object.assign(record, contentOf(document.transporters[index])));
  const answer: BsffAnswer = { bsff, updatedAt: bsff.updatedAt };
  if (listed.length > 0) answer.formerNumbers = new Map(listed.map((one) => [one.id, one.number]));
  platform.store.setTransporters(bsff, transporters);
  bsff.draftOrgIds = draftOrgIdsFor(user, bsff);
  if (transporters.length > 0 || fiches.length > 0) platform.touch(bsff);
  platform.announce('CREATED', bsff);
  return answer;
}

/** A transporter of a document, to be written over the stored one. */
export function contentOf(transporter: Transporter | undefined): object {
  if (!transporter) return {};
  const { company, customInfo, recepisse, transport } = transporter;
  return { company, customInfo, recepisse, transport };
}

/** A stored transporter, on no BSFF yet, by road when nothing is said. */
export function recordOf(platform: Platform, transporter: Transporter): TransporterRecord {
  const now = platform.clock.now();
  return { ...transporter, id: platform.ids.cuid(now), createdAt: now.toISOString(), bsffId: null, number: 0 };
}

/**
 * The packagings a document comes down to: its own, or copies of those it groups or forwards with the weight they were accepted
 * for. @throws INTERNAL_SERVER_ERROR when a numero does not fit the database
 */
export function packagingsOf(platform: Platform, bsffId: string, document: BsffDocument): PackagingRecord[] {
  const now = platform.clock.now();
  const blank = (): Omit<PackagingRecord, keyof BsffDocument['packagings'][number]> => ({
    id: platform.ids.cuid(now),
    bsffId,
    acceptation: emptyAcceptation(),
    operation: emptyOperation(),
    nextPackagingId: null,
    previousPackagingIds: [],
  });
  if (!copiesPackagings(document.type)) {
    if (document.packagings.some(({ numero }) => numero.length > NUMERO_COLUMN)) throw brokenInside();
    return document.packagings.map((packaging) => ({ ...packaging, ...blank() }));
  }
  return previousPackagings(platform, document).map(({ type, other, numero, volume, weight, acceptation }) => ({
    type,
    other,
    numero,
    volume,
    weight: acceptation.weight ?? weight,
    ...blank(),
  }));
}

function previousPackagings({ store }: Platform, document: BsffDocument): PackagingRecord[] {
  const list = document.type === null ? null : PREVIOUS_LIST[document.type];
  if (list === null) return [];
  return document[list].map((id) => store.packagings.get(id)).filter((packaging) => packaging !== undefined);
}

/** Puts packagings on a BSFF, by numero, and links them to those whose content they take over. */
export function placePackagings(
  platform: Platform,
  bsff: BsffRecord,
  packagings: PackagingRecord[],
  document: BsffDocument,
): void {
  const previous = previousPackagings(platform, document);
  const first = packagings[0];
  previous.forEach((packaging, index) => {
    const next = copiesPackagings(document.type) ? packagings[index] : first;
    if (next) platform.store.link(packaging, next);
  });
  bsff.packagings = packagings.sort(byNumero);
  for (const packaging of bsff.packagings) platform.store.packagings.set(packaging.id, packaging);
}
