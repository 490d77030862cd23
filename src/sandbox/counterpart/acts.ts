import { operationRule } from '../../trackdechets/rules/codes';
import { type Insider, InsiderRefused } from '../insider';
import { type Platform } from '../platform';
import { type Stage, type View } from './view';

export interface Acting {
  insider: Insider;
  platform: Platform;
  view: View;
  now: Date;
}

const SIGN = 'mutation Sign($id: ID!, $input: BsffSignatureInput!) { signBsff(id: $id, input: $input) { id } }';
const UPDATE = 'mutation Update($id: ID!, $input: BsffInput!) { updateBsff(id: $id, input: $input) { id } }';
const CARRY = `mutation Carry($id: ID!, $input: BsffTransporterInput!) {
  updateBsffTransporter(id: $id, input: $input) { id }
}`;
const PACKAGING = `mutation Packaging($id: ID!, $input: UpdateBsffPackagingInput!) {
  updateBsffPackaging(id: $id, input: $input) { id }
}`;

/** The vehicle of a transporter who named none. */
const PLATE = 'AA-123-AA';
const SIGNING_PERMISSION: Record<Stage, string> = {
  TRANSPORT: 'BSD_CAN_SIGN_TRANSPORT',
  RECEPTION: 'BSD_CAN_SIGN_ACCEPTATION',
  ACCEPTATION: 'BSD_CAN_SIGN_ACCEPTATION',
  OPERATION: 'BSD_CAN_SIGN_OPERATION',
};

/** The next transporter names a vehicle if the document has none, and signs. */
export async function transport(acting: Acting): Promise<void> {
  const { insider, view, now } = acting;
  const next = view.transporters.find(({ transport: done }) => !done?.signature);
  const orgId = next?.company?.siret ?? next?.company?.vatNumber;
  if (!next || !orgId) throw new InsiderRefused('Pas de transporteur à faire signer / No transporter to sign');
  const { mode, plates } = next.transport ?? {};
  if (mode !== 'ROAD' || !plates?.length) {
    const vehicle = {
      takenOverAt: now.toISOString(),
      ...((mode ?? 'ROAD') === 'ROAD' && { mode: 'ROAD', plates: [PLATE] }),
    };
    await insider.ask(orgId, 'BSD_CAN_UPDATE', CARRY, { id: next.id, input: { transport: vehicle } });
  }
  await sign(acting, orgId, 'TRANSPORT');
}

/** The destination dates the reception and signs it. */
export async function receive(acting: Acting): Promise<void> {
  const orgId = destination(acting);
  const input = { destination: { reception: { date: acting.now.toISOString() } } };
  await acting.insider.ask(orgId, 'BSD_CAN_UPDATE', UPDATE, { id: acting.view.id, input });
  await sign(acting, orgId, 'RECEPTION');
}

/** The destination accepts each packaging at its announced weight (kg), or refuses each. */
export async function accept(acting: Acting, refusal?: string): Promise<void> {
  const { insider, view, now } = acting;
  const orgId = destination(acting);
  const { code: wasteCode, description } = view.waste ?? { code: null, description: null };
  for (const { id, weight, acceptation } of view.packagings) {
    if (acceptation?.signature) continue;
    const verdict = refusal ? { status: 'REFUSED', weight: 0, refusalReason: refusal } : { status: 'ACCEPTED', weight };
    const input = {
      acceptation: { ...verdict, date: now.toISOString(), wasteCode, wasteDescription: description ?? 'Fluide' },
    };
    await insider.ask(orgId, 'BSD_CAN_UPDATE', PACKAGING, { id, input });
    await sign(acting, orgId, 'ACCEPTATION', id);
  }
}

/** The destination treats each accepted packaging as planned; where the plan is intermediate, traceability ends there. */
export async function treat(acting: Acting): Promise<void> {
  const { insider, view, now } = acting;
  const orgId = destination(acting);
  const code = view.destination?.plannedOperationCode ?? 'R2';
  const rule = operationRule(code);
  const operation = {
    date: now.toISOString(),
    code,
    description: 'Traitement par le bac à sable',
    ...(rule?.modes[0] && { mode: rule.modes[0] }),
    noTraceability: rule?.final === false,
  };
  for (const { id, acceptation, operation: done } of view.packagings) {
    if (acceptation?.status !== 'ACCEPTED' || done?.signature) continue;
    await insider.ask(orgId, 'BSD_CAN_UPDATE', PACKAGING, { id, input: { operation } });
    await sign(acting, orgId, 'OPERATION', id);
  }
}

function destination({ view }: Acting): string {
  const siret = view.destination?.company?.siret;
  if (!siret) throw new InsiderRefused('Pas de destinataire / No destination');
  return siret;
}

async function sign(
  { insider, platform, view, now }: Acting,
  orgId: string,
  type: Stage,
  packagingId?: string,
): Promise<void> {
  const permission = SIGNING_PERMISSION[type];
  const author = platform.userOf(orgId, permission)?.name ?? orgId;
  const input = { type, author, date: now.toISOString(), ...(packagingId && { packagingId }) };
  await insider.ask(orgId, permission, SIGN, { id: view.id, input });
}
