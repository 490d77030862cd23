import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DemoFailure } from './rest';

interface Company {
  siret: string;
  name: string;
  address: string;
  contact: string;
  phone: string;
  mail: string;
}

interface Directory {
  companies: Record<string, Company>;
  users: Record<string, { name: string; token: string; roles: Record<string, string> }>;
}

/** The sandbox's people, found by what they do rather than by name. */
export class Cast {
  private readonly directory = JSON.parse(
    readFileSync(join(__dirname, '..', 'sandbox', 'directory.json'), 'utf8'),
  ) as Directory;

  company(key: string): Company {
    const company = this.directory.companies[key];
    if (!company) throw new DemoFailure(`no company ${key} in the sandbox's directory`);
    return company;
  }

  /** E-mail, name and token of the first user with `role` at a company. */
  user(company: string, role: string): { email: string; firstName: string; lastName: string; token: string } {
    const found = Object.entries(this.directory.users).find(([, user]) => user.roles[company] === role);
    if (!found) throw new DemoFailure(`no ${role} of ${company} in the sandbox's directory`);
    const [email, { name, token }] = found;
    const [firstName = '', ...rest] = name.split(' ');
    return { email, firstName, lastName: rest.join(' '), token };
  }

  party(key: string): Record<string, unknown> {
    const { siret, name, address, contact, phone, mail } = this.company(key);
    return { siret, name, address, contact, phone, mail };
  }
}
