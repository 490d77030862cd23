import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type DirectoryRole = 'READER' | 'DRIVER' | 'MEMBER' | 'ADMIN';

/** An establishment of the test installation. */
export interface DirectoryCompany {
  siret?: string;
  vatNumber?: string;
  name: string;
  address: string;
  companyTypes: string[];
  registered: boolean;
  verified: boolean;
  dormant: boolean;
  closed: boolean;
  /** Where the platform finds it: a test company, an index of SIRENE, or its own table only. */
  lookup: string;
  securityCode?: number;
  /** A transporter's receipt: number, department, end of validity. */
  recepisse?: { n: string; d: string; until: string };
  contact?: string;
  phone?: string;
  mail?: string;
}

/** A user, with the token that opens the sandbox and one that was revoked. */
export interface DirectoryUser {
  name: string;
  active: boolean;
  /** By the company's key in the directory. */
  roles: Record<string, DirectoryRole>;
  token: string;
  revokedToken?: string;
  /** For the web interface (OAuth2); the token when absent. */
  password?: string;
}

/** Companies by a key of one's own, users by e-mail: what a fresh sandbox holds. */
export interface Directory {
  note?: string;
  companies: Record<string, DirectoryCompany>;
  users: Record<string, DirectoryUser>;
}

/** Reads a directory file; the one shipped with the sandbox when none is named. @throws when it is not one */
export function readDirectory(file = join(__dirname, 'directory.json')): Directory {
  const directory = JSON.parse(readFileSync(file, 'utf8')) as Partial<Directory>;
  if (!directory.companies || !directory.users) {
    throw new Error(`${file} : « companies » et « users » attendus / "companies" and "users" expected`);
  }
  for (const [email, { roles }] of Object.entries(directory.users)) {
    const unknown = Object.keys(roles).filter((key) => !directory.companies?.[key]);
    if (unknown.length > 0)
      throw new Error(`${email} : établissement inconnu / unknown company: ${unknown.join(', ')}`);
  }
  return directory as Directory;
}
