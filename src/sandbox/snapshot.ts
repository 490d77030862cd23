import { type OauthSnapshot } from './oauth/applications';
import { type Platform } from './platform';
import { type BsffRecord, type FicheRecord, type TransporterRecord, type WebhookSettingRecord } from './records';

/** Older states do not say who held the equipment. */
type SavedBsff = Omit<BsffRecord, 'detenteurOrgIds'> & Partial<BsffRecord>;

/** Everything that users have put into the platform, as JSON can hold it. */
export interface PlatformSnapshot {
  version: 1;
  bsffs: BsffRecord[];
  /** Those on no BSFF. */
  transporters: TransporterRecord[];
  fiches: FicheRecord[];
  webhookSettings: WebhookSettingRecord[];
  /** Applications and the tokens granted to them; absent from older states. */
  oauth?: OauthSnapshot;
}

/** The platform's content; it shares its objects with the platform, so write it out before anything else happens. */
export function snapshotOf({ store, webhooks, applications }: Platform): PlatformSnapshot {
  return {
    version: 1,
    bsffs: store.rows,
    transporters: [...store.transporters.values()].filter(({ bsffId }) => bsffId === null),
    fiches: [...store.fiches.values()],
    webhookSettings: webhooks.all(),
    oauth: applications.snapshot(),
  };
}

/** Puts a snapshot's content into an empty platform. @throws when it is not a snapshot this version can read */
export function restoreInto({ store, webhooks, applications }: Platform, snapshot: PlatformSnapshot): void {
  if (snapshot.version !== 1 || !Array.isArray(snapshot.bsffs)) {
    throw new Error('État de bac à sable illisible / not a sandbox state');
  }
  for (const bsff of snapshot.bsffs) store.add(bsff);
  for (const transporter of snapshot.transporters) store.transporters.set(transporter.id, transporter);
  for (const fiche of snapshot.fiches) store.fiches.set(fiche.id, fiche);
  for (const bsff of snapshot.bsffs as SavedBsff[]) bsff.detenteurOrgIds ??= store.holdersOf(bsff as BsffRecord);
  webhooks.restore(snapshot.webhookSettings);
  if (snapshot.oauth) applications.restore(snapshot.oauth);
}
