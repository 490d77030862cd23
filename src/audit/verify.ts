import 'reflect-metadata';
import { onDatabase, runCommand } from '../database/operator';
import { type BrokenRow, type ChainHead, checkChain } from './audit-chain';

const REASONS: Record<BrokenRow['reason'], string> = {
  MISSING: 'une ligne manque juste avant / a row is missing just before it',
  ALTERED: 'son contenu a changé / its content was changed',
  UNLINKED: 'elle n’est pas dans la chaîne / it is not in the chain',
};

function readHead(text: string | undefined): ChainHead | null {
  if (text === undefined) return null;
  const [, seq, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (!seq || !hash) throw new Error('Usage: npm run audit:verify [-- RANK:HASH]');
  return { seq, hash };
}

/** `npm run audit:verify [-- RANK:HASH]`: checks the audit's chain; exit status 1 and the first broken row when it does not hold. */
async function main(): Promise<number> {
  const known = readHead(process.argv[2]);
  const { checked, broken, head, removed } = await onDatabase((dataSource) =>
    checkChain(dataSource, { knownHead: known }),
  );
  if (broken) {
    const row = `rang / rank ${broken.seq ?? '—'}, événement / event ${broken.eventId ?? '—'}`;
    process.stdout.write(`Audit rompu / Audit broken: ${row}: ${REASONS[broken.reason]}.\n`);
    return 1;
  }
  process.stdout.write(`Audit intact: ${checked} lignes / rows.\n`);
  if (removed) {
    process.stdout.write(
      `Les lignes jusqu’au rang ${removed.seq} ont été retirées à l’échéance (AUDIT_RETENTION_DAYS) : rien n’en est vérifié. / Rows up to rank ${removed.seq} were removed in their time (AUDIT_RETENTION_DAYS): nothing of them is checked.\n`,
    );
  }
  if (head) {
    process.stdout.write(
      `À garder ailleurs et à donner à une vérification suivante / To keep elsewhere and give to a later check: ${head.seq}:${head.hash}\n`,
    );
  }
  return 0;
}

runCommand(main);
