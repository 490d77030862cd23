import { type SentenceKey } from '../http/sentences';
import { type SignatureType } from '../trackdechets/rules/codes';
import { SIGNATURE_PERMISSION } from '../trackdechets/rules/permissions';
import { type Bsff, type ExportState } from './bsff.entity';
import { type RemoteBsff } from './bsff-body';
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

/** What every call to Trackdéchets needs of the person. */
function personObjection({ mayExport, hasValidToken }: Standing): Objection {
  return first(unless(mayExport, 'ACTION_NO_EXPORT_RIGHT'), unless(hasValidToken, 'NO_VALID_TOKEN'));
}

/** What every act on a document that Trackdéchets holds needs. */
function remoteObjection({ remote, removed, exportState }: Document): Objection {
  if (!remote) return 'NOT_EXPORTED';
  return first(
    unless(removed === null, 'REMOVED_ON_TRACKDECHETS'),
    unless(!UNDER_WAY.includes(exportState), 'EXPORT_UNDER_WAY'),
  );
}

function editObjection({ exportState, removed, remote }: Document): Objection {
  const sealed = remote !== null && !['INITIAL', 'SIGNED_BY_EMITTER', 'SENT'].includes(remote.status);
  return first(
    unless(!SENT_NOW.includes(exportState), 'BSFF_BEING_SENT'),
    unless(removed === null, 'REMOVED_ON_TRACKDECHETS'),
    unless(!sealed, 'BSFF_SEALED'),
  );
}

function exportObjection(document: Document, standing: Standing): Objection {
  const { remote, removed, exportState, input, base } = document;
  const general = first(
    personObjection(standing),
    unless(standing.hasContact, 'NO_TRACKDECHETS_CONTACT'),
    unless(!UNDER_WAY.includes(exportState), 'EXPORT_UNDER_WAY'),
    unless(removed === null, 'REMOVED_ON_TRACKDECHETS'),
  );
  if (general || !remote) return general;
  return first(
    unless(holds(standing, 'BSD_CAN_UPDATE', contributors(remote)), 'TRACKDECHETS_ROLE_MISSING'),
    unless(pendingChanges(base, input).length > 0, 'ACTION_NOTHING_TO_EXPORT'),
  );
}

function publishObjection(document: Document, standing: Standing): Objection {
  const general = first(personObjection(standing), remoteObjection(document));
  if (general || !document.remote) return general;
  return first(
    unless(document.remote.isDraft, 'ACTION_ALREADY_PUBLISHED'),
    unless(holds(standing, 'BSD_CAN_UPDATE', contributors(document.remote)), 'TRACKDECHETS_ROLE_MISSING'),
  );
}

/** Whose turn it is for each signature, and at which establishment; null when it is nobody's (facts: bsff-lifecycle 3.4). */
const TURN: Record<SignatureType, (remote: RemoteBsff) => string | null | undefined> = {
  EMISSION: (remote) => (remote.status === 'INITIAL' ? company(remote.emitter) : undefined),
  TRANSPORT: (remote) => {
    if (remote.status !== 'SIGNED_BY_EMITTER' && remote.status !== 'SENT') return undefined;
    const next = remote.transporters.find(({ transport }) => !transport?.signature?.date);
    return next && company(next);
  },
  RECEPTION: (remote) => (remote.status === 'SENT' ? company(remote.destination) : undefined),
  ACCEPTATION: (remote) => {
    const waiting = remote.packagings.some(({ acceptation }) => !acceptation?.signature?.date);
    return remote.status === 'RECEIVED' && waiting ? company(remote.destination) : undefined;
  },
  OPERATION: (remote) => {
    const waiting = remote.packagings.some(
      ({ acceptation, operation }) =>
        acceptation?.signature?.date && acceptation.status === 'ACCEPTED' && !operation?.signature?.date,
    );
    return waiting ? company(remote.destination) : undefined;
  },
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
  // Without the permission the establishment's security code signs in its place.
  const permitted = holds(standing, SIGNATURE_PERMISSION[type], [signer]);
  return { action, allowed: true, sentence: permitted ? null : 'ACTION_SECURITY_CODE_REQUIRED' };
}

function deleteObjection(document: Document, standing: Standing): Objection {
  const { remote, removed, exportState } = document;
  if (SENT_NOW.includes(exportState)) return 'BSFF_BEING_SENT';
  if (UNDER_WAY.includes(exportState)) return 'EXPORT_UNDER_WAY';
  if (!remote || removed !== null) return null;
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

function pdfObjection({ remote, removed }: Document): Objection {
  return first(unless(remote !== null, 'NOT_EXPORTED'), unless(removed === null, 'REMOVED_ON_TRACKDECHETS'));
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
