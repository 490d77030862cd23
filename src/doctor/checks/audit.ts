import { checkChain } from '../../audit/audit-chain';
import { fault, ok, type Patient, plural, type Said } from '../finding';

/** Rows that are checked here; the whole chain is `npm run audit:verify`'s. */
const LAST_ROWS = 5_000;

/** Whether the end of the audit's chain is what was written. */
export async function checkAudit({ sql }: Patient): Promise<Said[]> {
  const { checked, broken } = await checkChain(sql, { last: LAST_ROWS });
  if (!broken) {
    const rest = checked < LAST_ROWS ? '' : ' (tout : npm run audit:verify)';
    const more = checked < LAST_ROWS ? '' : ' (all of it: npm run audit:verify)';
    return [
      ok(
        `Audit intact sur ${plural(checked, 'ligne')}${rest}`,
        `The audit is intact over ${plural(checked, 'row')}${more}`,
      ),
    ];
  }
  return [
    fault(
      `L’audit n’est pas ce qui a été écrit (rang ${broken.seq ?? '—'}, ${broken.reason})`,
      `The audit is not what was written (rank ${broken.seq ?? '—'}, ${broken.reason})`,
      'npm run audit:verify ; cherchez qui a accès à la base, gardez-en une copie',
      'npm run audit:verify; find out who has access to the database, keep a copy of it',
    ),
  ];
}
