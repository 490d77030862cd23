import { ApiProperty } from '@nestjs/swagger';
import { ANY_JSON } from '../http/any-json';
import { sentence, type Language } from '../http/sentences';
import { BSFF_STATUSES, BSFF_TYPES } from '../trackdechets/rules/codes';
import { type Action, ACTIONS, allowedActions, type Standing } from './allowed-actions';
import { type Bsff, type Conflict, EXPORT_STATES, type ExportState, type Removal } from './bsff.entity';
import { type BsffBody, type PackagingBody, type RemoteBsff, type RemotePackaging } from './bsff-body';
import { pendingChanges } from './changes';
import { WastePart, WeightPart } from './dto/bsff.input';
import { DestinationView, EmitterView, PackagingView, TransporterView } from './dto/party.views';
import { refrigerantProposal, RefrigerantProposal } from './refrigerant-proposal';
import { sealedFieldsOf } from './sealed';

export class AllowedAction {
  @ApiProperty({ enum: ACTIONS })
  action!: Action;

  @ApiProperty()
  allowed!: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'Why not, or what it will ask for' })
  code!: string | null;

  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;
}

export class TrackdechetsState {
  @ApiProperty({ example: 'FF-20261122-AB12CD34E' })
  id!: string;

  @ApiProperty()
  isDraft!: boolean;

  @ApiProperty({ enum: BSFF_STATUSES })
  status!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;

  @ApiProperty({ type: String, nullable: true })
  pulledAt!: string | null;

  @ApiProperty({ type: String, nullable: true })
  exportedAt!: string | null;

  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  exportedBy!: string | null;

  @ApiProperty({ description: 'Deleted there, or out of everyone’s reach' })
  removed!: boolean;

  @ApiProperty({ enum: ['DELETED', 'ACCESS_LOST'], nullable: true })
  removal!: Removal | null;

  @ApiProperty({ type: [String], description: 'Changed here since both sides last agreed' })
  localChanges!: string[];

  @ApiProperty({ type: [String], description: 'Kept from changing by a signature' })
  sealedFields!: string[];
}

/** A field that both sides changed. */
export class ConflictFieldView {
  @ApiProperty({ example: 'weight.value' })
  path!: string;

  @ApiProperty({ ...ANY_JSON, description: 'The value here', example: 4 })
  local!: unknown;

  @ApiProperty({ ...ANY_JSON, description: 'The value on Trackdéchets', example: 5 })
  remote!: unknown;
}

export class ConflictView implements Conflict {
  @ApiProperty({ type: [ConflictFieldView], description: 'Both values of each field that both sides changed' })
  fields!: ConflictFieldView[];
}

/** A BSFF as the API shows it: the body's fields, then what is known of it. */
export class BsffView {
  @ApiProperty({ enum: BSFF_TYPES, nullable: true })
  type!: BsffBody['type'] | null;

  @ApiProperty({ type: EmitterView, nullable: true })
  emitter!: EmitterView | null;

  @ApiProperty({ type: WastePart, nullable: true })
  waste!: BsffBody['waste'] | null;

  @ApiProperty({ type: WeightPart, nullable: true, description: 'Total, in kilograms' })
  weight!: BsffBody['weight'] | null;

  @ApiProperty({ type: [PackagingView] })
  packagings!: PackagingView[];

  @ApiProperty({ type: TransporterView, nullable: true, description: 'The first of `transporters`' })
  transporter!: TransporterView | null;

  @ApiProperty({ type: [TransporterView] })
  transporters!: TransporterView[];

  @ApiProperty({ type: DestinationView, nullable: true })
  destination!: DestinationView | null;

  @ApiProperty({ type: [String], format: 'uuid' })
  ficheInterventionIds!: string[];

  @ApiProperty({ type: [String], description: 'Fiches that are not held here, by their ids on Trackdéchets' })
  ficheInterventions!: string[];

  @ApiProperty({ type: [String] })
  forwarding!: string[];

  @ApiProperty({ type: [String] })
  grouping!: string[];

  @ApiProperty({ type: [String] })
  repackaging!: string[];

  @ApiProperty({ type: String, nullable: true, format: 'uuid' })
  establishmentId!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'FI-2026-0042', description: 'The front end’s own number' })
  reference!: string | null;

  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  version!: number;

  @ApiProperty()
  createdAt!: string;

  @ApiProperty()
  updatedAt!: string;

  @ApiProperty({ type: String, nullable: true, format: 'uuid', description: 'Null: it was born on Trackdéchets' })
  createdBy!: string | null;

  @ApiProperty({ enum: EXPORT_STATES })
  exportState!: ExportState;

  @ApiProperty({ type: ConflictView, nullable: true })
  conflict!: ConflictView | null;

  @ApiProperty({ type: TrackdechetsState, nullable: true })
  trackdechets!: TrackdechetsState | null;

  @ApiProperty({ type: RefrigerantProposal, nullable: true, description: 'Of the fluid that waste.description names' })
  refrigerant!: RefrigerantProposal | null;

  @ApiProperty({ type: [AllowedAction] })
  allowedActions!: AllowedAction[];
}

/** A page of documents. */
export class BsffPage {
  @ApiProperty({ type: [BsffView] })
  items!: BsffView[];

  @ApiProperty({ type: String, nullable: true })
  nextCursor!: string | null;
}

/** For each packaging here, Trackdéchets' own: by number, and in order among those that bear the same. */
function matched(packagings: readonly PackagingBody[], remote: RemoteBsff | null): (RemotePackaging | null)[] {
  const left = [...(remote?.packagings ?? [])];
  return packagings.map(({ numero }) => {
    const index = left.findIndex((packaging) => packaging.numero === numero);
    return index < 0 ? null : (left.splice(index, 1)[0] ?? null);
  });
}

function packagingViews(input: BsffBody, remote: RemoteBsff | null): PackagingView[] {
  const packagings = input.packagings ?? [];
  const remotes = matched(packagings, remote);
  return packagings.map(({ type, other, numero, volume, weight }, index) => {
    const found = remotes[index];
    const packaging = { type, other: other ?? null, numero, volume: volume ?? null, weight };
    if (!remote) return packaging;
    const { acceptation = null, operation = null } = found ?? {};
    // Trackdéchets says `noTraceability: false` before any treatment (facts: integrator-pain 31).
    const treated = operation?.code || operation?.signature ? operation : null;
    return { ...packaging, trackdechetsId: found?.id ?? null, acceptation, operation: treated };
  });
}

type BodyView = Omit<BsffView, keyof Bsff | 'trackdechets' | 'refrigerant' | 'allowedActions'>;

function bodyView(
  input: BsffBody,
  remote: RemoteBsff | null,
): BodyView & Pick<BsffView, 'establishmentId' | 'reference'> {
  const transporters = (input.transporters ?? []).map((transporter, index) => ({
    ...transporter,
    ...(remote ? { signature: remote.transporters[index]?.transport?.signature ?? null } : {}),
  }));
  const { emitter = null, destination = null } = input;
  return {
    type: input.type ?? null,
    emitter: emitter && { ...emitter, ...(remote ? { signature: remote.emitter?.emission?.signature ?? null } : {}) },
    waste: input.waste ?? null,
    weight: input.weight ?? null,
    packagings: packagingViews(input, remote),
    transporter: transporters[0] ?? null,
    transporters,
    destination: destination && {
      ...destination,
      ...(remote ? { signature: remote.destination?.reception?.signature ?? null } : {}),
    },
    ficheInterventionIds: input.ficheInterventionIds ?? [],
    ficheInterventions: input.ficheInterventions ?? [],
    forwarding: input.forwarding ?? [],
    grouping: input.grouping ?? [],
    repackaging: input.repackaging ?? [],
    establishmentId: input.establishmentId ?? null,
    reference: input.reference ?? null,
  };
}

function trackdechetsState(bsff: Bsff, standing: Standing): TrackdechetsState | null {
  const { remote, base, input } = bsff;
  if (!remote) return null;
  const emitter = remote.emitter?.company?.siret;
  return {
    id: remote.id,
    isDraft: remote.isDraft,
    status: remote.status,
    updatedAt: remote.updatedAt,
    pulledAt: bsff.pulledAt?.toISOString() ?? null,
    exportedAt: bsff.exportedAt?.toISOString() ?? null,
    exportedBy: bsff.exportedBy,
    removed: bsff.removed !== null,
    removal: bsff.removed,
    localChanges: pendingChanges(base, input).map(({ path }) => path),
    sealedFields: sealedFieldsOf(remote, !!emitter && standing.permissions.has(emitter)),
  };
}

/** The document as the person with this standing sees it, sentences in their language. */
export function bsffView(bsff: Bsff, standing: Standing, language: Language): BsffView {
  return {
    id: bsff.id,
    version: bsff.version,
    createdAt: bsff.createdAt.toISOString(),
    updatedAt: bsff.updatedAt.toISOString(),
    createdBy: bsff.createdBy,
    exportState: bsff.exportState,
    ...bodyView(bsff.input, bsff.remote),
    conflict: bsff.conflict,
    trackdechets: trackdechetsState(bsff, standing),
    refrigerant: refrigerantProposal(bsff.input),
    allowedActions: allowedActions(bsff, standing).map(({ action, allowed, sentence: key }) => ({
      action,
      allowed,
      code: key && key.replace(/^ACTION_/, ''),
      reason: key && sentence(key, language),
    })),
  };
}
