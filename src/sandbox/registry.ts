import { isForeignVat } from '../trackdechets/rules/company-ids';
import { type KnownCompany } from '../trackdechets/rules/companies';
import { type Permission, type Role, roleCan } from '../trackdechets/rules/permissions';
import { type Directory, type DirectoryCompany, type DirectoryUser } from './directory-file';
import { type Ids } from './ids';

export interface Receipt {
  id: string;
  receiptNumber: string;
  department: string;
  validityLimit: string;
}

/** An establishment, registered on the platform or only known to the national register. */
export interface SandboxCompany extends KnownCompany {
  id: string;
  siret: string | null;
  vatNumber: string | null;
  name: string;
  address: string;
  companyTypes: string[];
  /** A test company, an entry of SIRENE, or a row of the platform's own table only. */
  source: 'TEST' | 'SIRENE' | 'TABLE';
  securityCode: number;
  receipt: Receipt | null;
  contact: string | null;
  phone: string | null;
  mail: string | null;
}

export interface SandboxUser {
  id: string;
  email: string;
  name: string;
  active: boolean;
  /** For the web interface alone. */
  password: string;
  /** By orgId. */
  roles: Map<string, Role>;
}

function sourceOf(company: DirectoryCompany): SandboxCompany['source'] {
  if (company.lookup.includes('SIRENE')) return 'SIRENE';
  return company.vatNumber ? 'TABLE' : 'TEST';
}

/** When accounts are said to have been opened: their ids so stay the same from one start to the next. */
const OPENED = new Date('2024-01-01T00:00:00.000Z');

/** Companies, users, their roles and their tokens. */
export class Registry {
  readonly companies = new Map<string, SandboxCompany>();
  readonly users = new Map<string, SandboxUser>();
  /** Valid tokens only: revoking one removes it. */
  readonly tokens = new Map<string, SandboxUser>();

  constructor(directory: Directory, ids: Ids) {
    const orgIds = new Map<string, string>();
    for (const [key, company] of Object.entries(directory.companies)) {
      const known = this.addCompany(company, ids);
      orgIds.set(key, known.orgId);
    }
    for (const [email, user] of Object.entries(directory.users)) this.addUser(email, user, orgIds, ids.cuid(OPENED));
  }

  private addCompany(company: DirectoryCompany, ids: Ids): SandboxCompany {
    const { recepisse, siret = null, vatNumber = null } = company;
    const known: SandboxCompany = {
      id: ids.cuid(OPENED),
      orgId: siret ?? vatNumber ?? '',
      siret,
      vatNumber,
      name: company.name,
      address: company.address,
      companyTypes: company.companyTypes,
      registered: company.registered,
      verified: company.verified,
      dormant: company.dormant,
      closed: company.closed,
      source: sourceOf(company),
      securityCode: company.securityCode ?? 1000,
      receipt: recepisse
        ? { id: ids.cuid(OPENED), receiptNumber: recepisse.n, department: recepisse.d, validityLimit: recepisse.until }
        : null,
      contact: company.contact ?? null,
      phone: company.phone ?? null,
      mail: company.mail ?? null,
    };
    this.companies.set(known.orgId, known);
    return known;
  }

  private addUser(email: string, user: DirectoryUser, orgIds: Map<string, string>, id: string): void {
    const roles = new Map<string, Role>();
    for (const [key, role] of Object.entries(user.roles)) roles.set(orgIds.get(key) ?? key, role);
    const { name, active, token, password = token } = user;
    const known: SandboxUser = { id, email, name, active, password, roles };
    this.users.set(email, known);
    this.tokens.set(token, known);
  }

  /** What is known of an establishment; null when neither the platform nor the register knows it. */
  readonly lookup = (orgId: string): SandboxCompany | null => this.companies.get(orgId) ?? null;

  /** The establishment whose name and address the platform completes; VAT numbers are not looked up. */
  completing(siret: string | null): SandboxCompany | null {
    return siret === null ? null : this.lookup(siret);
  }

  /** The receipt that a transporter has recorded in its profile. */
  receiptOf(company: { siret: string | null; vatNumber: string | null }): Receipt | null {
    const orgId = company.siret ?? (company.vatNumber && isForeignVat(company.vatNumber) ? company.vatNumber : null);
    return orgId === null ? null : (this.companies.get(orgId)?.receipt ?? null);
  }

  companyById(id: string): SandboxCompany | undefined {
    for (const company of this.companies.values()) if (company.id === id && company.registered) return company;
    return undefined;
  }

  /** The user's establishments, oldest first. */
  companiesOf(user: SandboxUser): SandboxCompany[] {
    return [...this.companies.values()].filter(({ orgId }) => user.roles.has(orgId));
  }

  /** The first user who has this permission in that establishment. */
  userOf(orgId: string, permission: string): SandboxUser | null {
    for (const user of this.users.values()) {
      if (user.active && roleCan(user.roles.get(orgId), permission as Permission)) return user;
    }
    return null;
  }

  membersOf(orgId: string): SandboxUser[] {
    return [...this.users.values()].filter((user) => user.roles.has(orgId));
  }
}
