import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { DataSource } from 'typeorm';
import { Audit } from '../audit/audit';
import { AppConfig } from '../config/app.config';
import { InvalidEnvironment } from '../config/environment';
import { transaction } from '../database/transaction';
import { sentences } from '../http/sentences';
import { emailKey } from './email-key';
import { passwordFault } from './password-rules';
import { hashPassword } from './passwords';
import { User } from './user.entity';

/** Any number will do: it makes replicas that start together wait for one another here. */
const FIRST_ADMINISTRATOR_LOCK = 7_253_003;
/** Without the characters that people mistake for one another. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/** The administrator that a start has made; the password only when it was generated, to be printed once. */
export interface EnsuredAdministrator {
  email: string;
  generatedPassword: string | null;
}

/** Makes the first administrator of an instance without users. */
@Injectable()
export class FirstAdministrator {
  constructor(
    private readonly dataSource: DataSource,
    private readonly config: AppConfig,
    private readonly audit: Audit,
  ) {}

  /**
   * On an empty user table, creates the administrator of ADMIN_EMAIL and ADMIN_PASSWORD, or else `defaultEmail` with a generated
   * password; null when there are users already or neither is given. Of replicas that start together, one creates.
   */
  async ensure(defaultEmail: string | null): Promise<EnsuredAdministrator | null> {
    const chosen = this.config.firstAdministrator;
    const email = chosen?.email ?? defaultEmail;
    if (!email) return null;
    if (await this.dataSource.manager.exists(User)) return null;
    if (chosen) requireGoodAdministratorPassword(chosen);
    const password = chosen?.password ?? generatePassword();
    const passwordHash = await hashPassword(password);
    return transaction(this.dataSource, async (em) => {
      await em.query('SELECT pg_advisory_xact_lock($1)', [FIRST_ADMINISTRATOR_LOCK]);
      if (await em.exists(User)) return null;
      const user = em.create(User, { email, emailKey: emailKey(email), administrator: true, passwordHash });
      await em.save(User, user);
      await this.audit.record(em, null, {
        action: 'user.created',
        subjectType: 'user',
        subjectId: user.id,
        after: { email, administrator: true },
      });
      return { email, generatedPassword: chosen ? null : password };
    });
  }
}

/** The rule for everyone's password, told as the other faults of the environment are. */
function requireGoodAdministratorPassword({ email, password }: { email: string; password: string }): void {
  const fault = passwordFault(password, email);
  if (!fault) return;
  throw new InvalidEnvironment([`ADMIN_PASSWORD: ${sentences[fault].fr} / ${sentences[fault].en}`]);
}

/** Four groups of five letters and digits: 100 bits, easy to copy by hand. */
function generatePassword(): string {
  const group = (): string => Array.from({ length: 5 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
