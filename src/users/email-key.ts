import { domainToASCII } from 'node:url';

/**
 * What all spellings of one e-mail address share: case, Unicode form, invisible characters and the way an international domain
 * is written make no difference. Two addresses are the same person's when their keys are equal.
 */
export function emailKey(email: string): string {
  const folded = email
    .normalize('NFKC')
    .replace(/[\p{Cf}\s]/gu, '')
    .toLowerCase()
    .normalize('NFKC');
  const at = folded.lastIndexOf('@');
  if (at < 0) return folded;
  const domain = folded.slice(at + 1);
  return `${folded.slice(0, at)}@${domainToASCII(domain) || domain}`;
}
