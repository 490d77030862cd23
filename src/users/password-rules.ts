import { type InputFault } from '../http/problem';
import { invalidInput } from '../http/problem';
import { isCommonPassword } from './common-passwords';
import { emailKey } from './email-key';

const SHORTEST = 12;
const LONGEST = 200;

/** What is wrong with a new password, or null: 12 to 200 characters, not a well-known one, not the person's e-mail. */
export function passwordFault(password: string, email: string): InputFault['sentence'] | null {
  const length = [...password.normalize('NFKC')].length;
  if (length < SHORTEST) return 'PASSWORD_TOO_SHORT';
  if (length > LONGEST) return 'PASSWORD_TOO_LONG';
  const key = emailKey(email);
  const candidate = emailKey(password);
  if (candidate === key || candidate === key.split('@')[0]) return 'PASSWORD_IS_EMAIL';
  return isCommonPassword(password) ? 'PASSWORD_COMMON' : null;
}

/** Throws VALIDATION_FAILED (400) on `path` when the password is refused. */
export function requireGoodPassword(password: string, email: string, path = 'password'): void {
  const fault = passwordFault(password, email);
  if (fault) throw invalidInput([{ path, code: fault, sentence: fault }]);
}
