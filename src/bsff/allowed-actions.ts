import { type SentenceKey } from '../http/sentences';
import { type SignatureType } from '../trackdechets/rules/codes';
import { SIGNATURE_PERMISSION } from '../trackdechets/rules/permissions';
import { type Bsff, type ExportState } from './bsff.entity';
import { type RemoteBsff, type RemotePackaging } from './bsff-body';
import { pendingChanges } from './changes';

export const ACTIONS = [
  'edit',
  'export',
  'publish',
  'signEmission',
  'signTransport',
  'signReception',
  'signAcceptation',
  'signOperation',
  'delete',
  'pull',
  'pdf',
] as const;
export type Action = (typeof ACTIONS)[number];

/** What is known of the person who looks: rights here, token, and permissions on Trackdéchets by establishment. */
export interface Standing {
  mayExport: boolean;
  hasValidToken: boolean;
  hasContact: boolean;
  permissions: ReadonlyMap<string, readonly string[]>;
}

type Document = Pick<Bsff, 'exportState' | 'trackdechetsId' | 'removed' | 'remote' | 'input' | 'base' | 'conflict'>;

/** Why not, as a sentence of the catalogue; null when the action may be done. */
type Objection = SentenceKey | null;

export interface Verdict {
  action: Action;
  allowed: boolean;
  /** What stands against it, or what it will ask for; null when nothing does. */
  sentence: SentenceKey | null;
}

const UNDER_WAY: readonly ExportState[] = ['QUEUED', 'SENDING', 'UNCERTAIN', 'WAITING'];
const SENT_NOW: readonly ExportState[] = ['SENDING', 'UNCERTAIN'];

const company = (party: { company: { siret: string | null; vatNumber: string | null } | null } | null | undefined) =>
  party?.company?.siret ?? party?.company?.vatNumber ?? null;

/** Establishments of the parties that may act on the document (facts: bsff-lifecycle 3.3). */
function contributors(remote: RemoteBsff): (string | null)[] {
  return [company(remote.emitter), ...remote.transporters.map(company), company(remote.destination)];
}

function holds({ permissions }: Standing, permission: string, orgIds: readonly (string | null)[]): boolean {
  return orgIds.some((orgId) => orgId !== null && permissions.get(orgId)?.includes(permission));
}

const first = (...objections: Objection[]): Objection => objections.find((objection) => objection !== null) ?? null;
const unless = (condition: boolean, objection: SentenceKey): Objection => (condition ? null : objection);

/** Why nothing goes to Trackdéchets for a document that no longer shows there. */
export function removalObjection({ removed }: Pick<Bsff, 'removed'>): 'REMOVED_ON_TRACKDECHETS' | 'ACCESS_LOST' | null {
  return removed === 'DELETED' ? 'REMOVED_ON_TRACKDECHETS' : removed;
}

/** What every call to Trackdéchets needs of the person. */
function personObjection({ mayExport, hasValidToken }: Standing): Objection {
  return first(unless(mayExport, 'ACTION_NO_EXPORT_RIGHT'), unless(hasValidToken, 'NO_VALID_TOKEN'));
}

/** What every act on a document that Trackdéchets holds needs. */
function remoteObjection(document: Document): Objection {
  if (!document.remote) return 'NOT_EXPORTED';
  return first(removalObjection(document), unless(!UNDER_WAY.includes(document.exportState), 'EXPORT_UNDER_WAY'));
}

/** What every export needs; one that meets a conflict is refused. */
function sendingObjection({ conflict }: Document, { hasContact }: Standing): Objection {
  return first(unless(hasContact, 'NO_TRACKDECHETS_CONTACT'), unless(conflict === null, 'CHANGED_ON_BOTH_SIDES'));
}

/** No form is offered of which Trackdéchets would get nothing; PATCH judges field by field, and takes the front end's own number. */
function editObjection(document: Document): Objection {
  const { exportState, remote } = document;
  const sealed = remote !== null && !['INITIAL', 'SIGNED_BY_EMITTER', 'SENT'].includes(remote.status);
  return first(
    unless(!SENT_NOW.includes(exportState), 'BSFF_BEING_SENT'),
    removalObjection(document),
    unless(!sealed, 'BSFF_SEALED'),
  );
}

function exportObjection(document: Document, standing: Standing): Objection {
  const { remote, exportState, input, base } = document;
  const general = first(
    personObjection(standing),
    unless(!UNDER_WAY.includes(exportState), 'EXPORT_UNDER_WAY'),
    removalObjection(document),
    sendingObjection(document, standing),
  );
  if (general || !remote) return general;
  return first(
    unless(holds(standing, 'BSD_CAN_UPDATE', contributors(remote)), 'TRACKDECHETS_ROLE_MISSING'),
    unless(pendingChanges(base, input).length > 0, 'ACTION_NOTHING_TO_EXPORT'),
  );
}

function publishObjection(document: Document, standing: Standing): Objection {
  const general = first(personObjection(standing), remoteObjection(document), sendingObjection(document, standing));
  if (general || !document.remote) return general;
  return first(
    unless(document.remote.isDraft, 'ACTION_ALREADY_PUBLISHED'),
    unless(holds(standing, 'BSD_CAN_UPDATE', contributors(document.remote)), 'TRACKDECHETS_ROLE_MISSING'),
  );
}

const nextTransporter = (remote: RemoteBsff): RemoteBsff['transporters'][number] | undefined =>
  remote.transporters.find(({ transport }) => !transport?.signature?.date);
const toAccept = (remote: RemoteBsff): RemotePackaging[] =>
  remote.packagings.filter(({ acceptation }) => !acceptation?.signature?.date);
const toTreat = (remote: RemoteBsff): RemotePackaging[] =>
  remote.packagings.filter(
    ({ acceptation, operation }) =>
      acceptation?.signature?.date && acceptation.status === 'ACCEPTED' && !operation?.signature?.date,
  );

/** Whose turn it is for each signature, and at which establishment; null when it is nobody's (facts: bsff-lifecycle 3.4). */
const TURN: Record<SignatureType, (remote: RemoteBsff) => string | null | undefined> = {
  EMISSION: (remote) => (remote.status === 'INITIAL' ? company(remote.emitter) : undefined),
  TRANSPORT: (remote) => {
    if (remote.status !== 'SIGNED_BY_EMITTER' && remote.status !== 'SENT') return undefined;
    const next = nextTransporter(remote);
    return next && company(next);
  },
  RECEPTION: (remote) => (remote.status === 'SENT' ? company(remote.destination) : undefined),
  ACCEPTATION: (remote) =>
    remote.status === 'RECEIVED' && toAccept(remote).length > 0 ? company(remote.destination) : undefined,
  OPERATION: (remote) => (toTreat(remote).length > 0 ? company(remote.destination) : undefined),
};

/** Who may write what each signature still lacks, since a security code only signs; null when it lacks nothing (facts: 3.3, 3.4). */
const WRITERS: Record<SignatureType, (remote: RemoteBsff) => (string | null)[] | null> = {
  EMISSION: () => null,
  TRANSPORT: (remote) => {
    const { mode, plates } = nextTransporter(remote)?.transport ?? {};
    return mode && (mode !== 'ROAD' || plates?.length) ? null : contributors(remote);
  },
  RECEPTION: (remote) => (remote.destination?.reception?.date ? null : contributors(remote)),
  ACCEPTATION: (remote) =>
    toAccept(remote).some(({ acceptation }) => acceptation?.status) ? null : [company(remote.destination)],
  OPERATION: (remote) =>
    toTreat(remote).some(({ operation }) => operation?.code) ? null : [company(remote.destination)],
};

function signatureVerdict(action: Action, type: SignatureType, document: Document, standing: Standing): Verdict {
  const objection = first(personObjection(standing), remoteObjection(document));
  const { remote } = document;
  if (objection || !remote) return { action, allowed: false, sentence: objection };
  if (remote.isDraft) return { action, allowed: false, sentence: 'ACTION_PUBLISH_FIRST' };
  const signer = TURN[type](remote);
  if (signer === undefined) return { action, allowed: false, sentence: 'ACTION_NOT_AT_THIS_STEP' };
  // Who signs the emission seals it: what was changed here and not sent would be signed as it was before.
  if (type === 'EMISSION' && pendingChanges(document.base, document.input).length > 0) {
    return { action, allowed: false, sentence: 'LOCAL_CHANGES_NOT_SENT' };
  }
  const writers = WRITERS[type](remote);
  if (writers && !holds(standing, 'BSD_CAN_UPDATE', writers)) {
    return { action, allowed: false, sentence: 'TRACKDECHETS_ROLE_MISSING' };
  }
  // Without the permission the establishment's security code signs in its place.
  const permitted = holds(standing, SIGNATURE_PERMISSION[type], [signer]);
  return { action, allowed: true, sentence: permitted ? null : 'ACTION_SECURITY_CODE_REQUIRED' };
}

function deleteObjection(document: Document, standing: Standing): Objection {
  const { remote, removed, exportState } = document;
  if (SENT_NOW.includes(exportState)) return 'BSFF_BEING_SENT';
  if (UNDER_WAY.includes(exportState)) return 'EXPORT_UNDER_WAY';
  if (!remote || removed === 'DELETED') return null;
  // Deleted here alone, it would go on there and nobody would see it come back.
  if (removed === 'ACCESS_LOST') return 'ACCESS_LOST';
  const person = personObjection(standing);
  if (person) return person;
  if (remote.status !== 'INITIAL' && remote.status !== 'SIGNED_BY_EMITTER') return 'BSFF_NOT_DELETABLE';
  const asked = remote.status === 'INITIAL' ? contributors(remote) : [company(remote.emitter)];
  return unless(holds(standing, 'BSD_CAN_DELETE', asked), 'TRACKDECHETS_ROLE_MISSING');
}

function pullObjection(document: Document, standing: Standing): Objection {
  const person = personObjection(standing);
  return person ?? unless(document.trackdechetsId !== null, 'NOT_EXPORTED');
}

function pdfObjection(document: Document): Objection {
  return first(unless(document.remote !== null, 'NOT_EXPORTED'), removalObjection(document));
}

/** What may be done with a document now, by this person; what Trackdéchets alone can judge is left to it. */
export function allowedActions(document: Document, standing: Standing): Verdict[] {
  const verdict = (action: Action, sentence: Objection): Verdict => ({ action, allowed: sentence === null, sentence });
  const signature = (action: Action, type: SignatureType): Verdict =>
    signatureVerdict(action, type, document, standing);
  return [
    verdict('edit', editObjection(document)),
    verdict('export', exportObjection(document, standing)),
    verdict('publish', publishObjection(document, standing)),
    signature('signEmission', 'EMISSION'),
    signature('signTransport', 'TRANSPORT'),
    signature('signReception', 'RECEPTION'),
    signature('signAcceptation', 'ACCEPTATION'),
    signature('signOperation', 'OPERATION'),
    verdict('delete', deleteObjection(document, standing)),
    verdict('pull', pullObjection(document, standing)),
    verdict('pdf', pdfObjection(document)),
  ];
}
