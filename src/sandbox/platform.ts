import { EventEmitter } from 'node:events';
import { type BsffStatus } from '../trackdechets/rules/codes';
import { type Clock } from './clock';
import { type Directory } from './directory-file';
import { Ids } from './ids';
import { type ApplicationRecord, Applications, type OauthClient } from './oauth/applications';
import { Codes } from './oauth/codes';
import { WebSessions } from './oauth/web-sessions';
import { ExpiringLinks } from './expiring-links';
import { type BsffRecord } from './records';
import { Registry, type SandboxCompany, type SandboxUser } from './registry';
import { SecurityCodes } from './security-codes';
import { type PlatformSnapshot, restoreInto, snapshotOf } from './snapshot';
import { BsffStore, readersOf } from './store';
import { WebhookSettings, type WebhookTarget } from './webhook-settings';

export { type SandboxCompany, type SandboxUser } from './registry';
export { type WebhookTarget } from './webhook-settings';

/** How far ahead of the clock a flood of creations may run so that no two share a millisecond. */
const MOST_AHEAD_MS = 1_000;
const PDF_LINK_MS = 10_000;
const PDF_ACCESS_MS = 30 * 60_000;

export interface PlatformOptions {
  directory: Directory;
  clock: Clock;
  /** Makes every identifier repeatable. */
  seed?: number;
  /** Lets webhook endpoints be http and local, which the real platform refuses. */
  allowLocalWebhooks?: boolean;
  /** Applications known from the start. */
  oauthClients?: readonly OauthClient[];
}

/** Something happened to a BSFF: what webhooks tell, and to whom. */
export interface PlatformChange {
  action: 'CREATED' | 'UPDATED' | 'DELETED';
  id: string;
  orgIds: string[];
}

/** The stand-in's whole state: who exists, what documents they share, and the time it is. */
export class Platform extends EventEmitter<{ change: [PlatformChange]; granted: [] }> {
  readonly ids: Ids;
  readonly clock: Clock;
  readonly registry: Registry;
  readonly store = new BsffStore();
  readonly webhooks: WebhookSettings;
  readonly securityCodes: SecurityCodes;
  readonly web: WebSessions;
  readonly applications: Applications;
  readonly codes: Codes;
  private lastCreation = 0;
  private readonly pdfLinks: ExpiringLinks;
  private readonly pdfAccesses: ExpiringLinks;

  constructor({ directory, clock, seed = 1, allowLocalWebhooks = false, oauthClients = [] }: PlatformOptions) {
    super();
    this.clock = clock;
    this.ids = new Ids(seed);
    this.registry = new Registry(directory, this.ids);
    this.webhooks = new WebhookSettings(this.registry, this.ids, clock, allowLocalWebhooks);
    this.securityCodes = new SecurityCodes(clock);
    this.web = new WebSessions(this.registry, this.ids);
    this.applications = new Applications(oauthClients, this.registry, this.ids, clock);
    this.codes = new Codes(this.ids, clock);
    this.pdfLinks = new ExpiringLinks(clock, PDF_LINK_MS);
    this.pdfAccesses = new ExpiringLinks(clock, PDF_ACCESS_MS);
  }

  /** A platform as it was when that snapshot was taken. */
  static restore(snapshot: PlatformSnapshot, options: PlatformOptions): Platform {
    const platform = new Platform(options);
    restoreInto(platform, snapshot);
    return platform;
  }

  /** Documents and settings as plain data; companies and users come from the directory. */
  snapshot(): PlatformSnapshot {
    return snapshotOf(this);
  }

  get companies(): Map<string, SandboxCompany> {
    return this.registry.companies;
  }

  get users(): Map<string, SandboxUser> {
    return this.registry.users;
  }

  /** Whose token it is; null for none, an unknown or a revoked one. Whether the user is active does not matter. */
  authenticate(token: string | undefined): SandboxUser | null {
    return token === undefined ? null : (this.registry.tokens.get(token) ?? null);
  }

  /** A token for an application that a person let act for them. */
  grantToken(application: ApplicationRecord, user: SandboxUser): string {
    const token = this.applications.grant(application, user);
    this.emit('granted');
    return token;
  }

  revokeToken(token: string): boolean {
    return this.registry.tokens.delete(token);
  }

  /** The first active user with this permission in that establishment. */
  userOf(orgId: string, permission: string): SandboxUser | null {
    return this.registry.userOf(orgId, permission);
  }

  /** Every account with its valid tokens in clear: what a page for people shows. */
  accounts(): AccountSummary[] {
    return [...this.users.values()].map((user) => ({
      email: user.email,
      name: user.name,
      tokens: [...this.registry.tokens].filter(([, owner]) => owner === user).map(([token]) => token),
      roles: [...user.roles].map(([orgId, role]) => ({
        orgId,
        companyName: this.companies.get(orgId)?.name ?? '',
        role,
      })),
    }));
  }

  /** BSFFs held, deleted ones apart, by status; drafts are counted under INITIAL. */
  counts(): { total: number; deleted: number; byStatus: Partial<Record<BsffStatus, number>> } {
    const byStatus: Partial<Record<BsffStatus, number>> = {};
    let total = 0;
    for (const bsff of this.store.rows) {
      if (bsff.isDeleted) continue;
      total++;
      byStatus[bsff.status] = (byStatus[bsff.status] ?? 0) + 1;
    }
    return { total, deleted: this.store.rows.length - total, byStatus };
  }

  /** An id that no BSFF has yet: after a restoration the same chances come again. */
  newBsffId(): string {
    let id: string;
    do id = this.ids.bsff(this.clock.now());
    while (this.store.bsffs.has(id));
    return id;
  }

  /** Now, as ISO 8601 in UTC with milliseconds. */
  instant(): string {
    return this.clock.now().toISOString();
  }

  /** When a BSFF is created: never at the same millisecond as the one before, which filters on dates could not tell apart. */
  creationInstant(): string {
    const now = this.clock.now().getTime();
    const last = this.lastCreation;
    this.lastCreation = last > now + MOST_AHEAD_MS ? now : Math.min(Math.max(now, last + 1), now + MOST_AHEAD_MS);
    return new Date(this.lastCreation).toISOString();
  }

  /** Marks a BSFF as just written: its `updatedAt` always moves, by a millisecond at least. */
  touch(bsff: BsffRecord): void {
    const now = this.clock.now().getTime();
    bsff.updatedAt = new Date(Math.max(now, Date.parse(bsff.updatedAt) + 1)).toISOString();
  }

  /** Tells those concerned; `before` are establishments that were concerned until now. */
  announce(action: PlatformChange['action'], bsff: BsffRecord, before: string[] = []): void {
    if (this.listenerCount('change') === 0) return;
    this.emit('change', { action, id: bsff.id, orgIds: [...new Set([...before, ...readersOf(bsff)])] });
  }

  webhookTargets(orgIds: string[]): WebhookTarget[] {
    return this.webhooks.targets(orgIds);
  }

  deactivateWebhook(settingId: string): void {
    this.webhooks.deactivate(settingId);
  }

  /** A token that opens the PDF of a BSFF for ten seconds. */
  pdfLink(bsffId: string): string {
    return this.pdfLinks.open(this.ids.token(10), bsffId);
  }

  resolvePdf(token: string): string | null {
    return this.pdfLinks.resolve(token);
  }

  /** A token that opens fresh PDF links without signing in, for thirty minutes: road controls. */
  pdfAccess(bsffId: string): string {
    return this.pdfAccesses.open(this.ids.token(50), bsffId);
  }

  resolvePdfAccess(token: string): string | null {
    return this.pdfAccesses.resolve(token);
  }
}

export interface AccountSummary {
  email: string;
  name: string;
  tokens: string[];
  roles: { orgId: string; companyName: string; role: string }[];
}
