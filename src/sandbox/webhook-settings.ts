import { type Clock } from './clock';
import { badInput, refusedBecause } from './faults-of-api';
import { type Ids } from './ids';
import { isPublicHttps } from './public-address';
import { type WebhookSettingRecord } from './records';
import { type Registry, type SandboxUser } from './registry';

export interface WebhookTarget {
  settingId: string;
  orgId: string;
  endpointUri: string;
  token: string;
}

export interface WebhookSettingCreateInput {
  companyId: string;
  endpointUri: string;
  token: string;
  activated: boolean;
}

export interface WebhookSettingUpdateInput {
  endpointUri?: string | null;
  token?: string | null;
  activated?: boolean | null;
}

const MAX_URI = 300;
const TOKEN_LENGTH = { min: 20, max: 100 };

/** Endpoints that establishments want told of changes, one each (facts: webhooks 5.1). */
export class WebhookSettings {
  private readonly settings = new Map<string, WebhookSettingRecord>();

  constructor(
    private readonly registry: Registry,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly allowLocal: boolean,
  ) {}

  all(): WebhookSettingRecord[] {
    return [...this.settings.values()];
  }

  restore(settings: WebhookSettingRecord[]): void {
    for (const setting of settings) this.settings.set(setting.id, setting);
  }

  /** Those of the establishments the user administers, newest first. */
  visibleTo(user: SandboxUser): WebhookSettingRecord[] {
    return this.all()
      .filter(({ orgId }) => user.roles.get(orgId) === 'ADMIN')
      .reverse();
  }

  targets(orgIds: string[]): WebhookTarget[] {
    return this.all()
      .filter(({ activated, orgId }) => activated && orgIds.includes(orgId))
      .map(({ id, orgId, endpointUri, token }) => ({ settingId: id, orgId, endpointUri, token }));
  }

  deactivate(id: string): void {
    const setting = this.settings.get(id);
    if (setting) setting.activated = false;
  }

  /** @throws BAD_USER_INPUT when it does not exist, or the user does not administer its establishment */
  find(user: SandboxUser, id: string): WebhookSettingRecord {
    const setting = this.settings.get(id);
    if (!setting || user.roles.get(setting.orgId) !== 'ADMIN') {
      throw badInput(`Le webhook ${id} n’existe pas, ou vous n’administrez pas son établissement.`);
    }
    return setting;
  }

  create(user: SandboxUser, input: WebhookSettingCreateInput): WebhookSettingRecord {
    const faults = [
      ...(input.companyId === '' ? ['L’identifiant de l’établissement est à renseigner.'] : []),
      ...this.uriFaults(input.endpointUri, true),
      ...tokenFaults(input.token),
    ];
    if (faults.length > 0) throw refusedBecause(faults);
    const company = this.registry.companyById(input.companyId);
    if (!company || user.roles.get(company.orgId) !== 'ADMIN') {
      throw badInput('Cet établissement n’existe pas, ou vous n’en êtes pas administrateur.');
    }
    if (this.all().some(({ orgId }) => orgId === company.orgId)) {
      throw badInput('Cet établissement a déjà son webhook.');
    }
    const now = this.clock.now();
    const setting = { ...input, id: this.ids.cuid(now), createdAt: now.toISOString(), orgId: company.orgId };
    this.settings.set(setting.id, setting);
    return setting;
  }

  update(user: SandboxUser, id: string, input: WebhookSettingUpdateInput): WebhookSettingRecord {
    const setting = this.find(user, id);
    const { endpointUri, token, activated } = input;
    const faults: string[] = [];
    if (endpointUri === null) faults.push('L’adresse ne peut pas être vide.');
    else if (endpointUri !== undefined) faults.push(...this.uriFaults(endpointUri, false));
    if (token === null) faults.push('Le jeton ne peut pas être vide.');
    else if (token !== undefined) faults.push(...tokenFaults(token));
    if (activated === null) faults.push('L’activation est vraie ou fausse.');
    if (faults.length > 0) throw refusedBecause(faults);
    if (endpointUri != null) setting.endpointUri = endpointUri;
    if (token != null) setting.token = token;
    if (activated != null) setting.activated = activated;
    return setting;
  }

  delete(user: SandboxUser, id: string): WebhookSettingRecord {
    const setting = this.find(user, id);
    this.settings.delete(id);
    return setting;
  }

  private uriFaults(uri: string, required: boolean): string[] {
    const faults = uri === '' && required ? ['L’adresse est à renseigner.'] : [];
    if (uri.length > MAX_URI) faults.push(`L’adresse compte ${MAX_URI} caractères au plus.`);
    if (!this.allowLocal && !isPublicHttps(uri)) faults.push('L’adresse doit être en https et publique.');
    return faults;
  }
}

function tokenFaults(token: string): string[] {
  const faults = token === '' ? ['Le jeton est à renseigner.'] : [];
  if (token.length < TOKEN_LENGTH.min) faults.push(`Le jeton compte ${TOKEN_LENGTH.min} caractères au moins.`);
  if (token.length > TOKEN_LENGTH.max) faults.push(`Le jeton compte ${TOKEN_LENGTH.max} caractères au plus.`);
  return faults;
}
