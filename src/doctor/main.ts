import 'reflect-metadata';
import { runCommand } from '../database/operator';
import { examine } from './examination';
import { type Finding, type Level } from './finding';

const USAGE =
  'Usage: npm run doctor [-- --json]\n' +
  '  Examine sans rien changer ; code 1 quand il y a une faute. / Looks and changes nothing; exit status 1 when there is a fault.\n';
const WORST: Level[] = ['fault', 'attention', 'ok'];
const LABELS: Record<Level, string> = { ok: 'ok        ', attention: 'attention ', fault: 'FAUTE     ' };

/** `npm run doctor`: looks at everything the connector stands on and says what to do; changes nothing, prints no secret. */
async function main(): Promise<number> {
  const [option, ...rest] = process.argv.slice(2);
  if ((option !== undefined && option !== '--json') || rest.length > 0) {
    process.stderr.write(USAGE);
    return 2;
  }
  const findings: Finding[] = [];
  await examine(process.env, (finding) => {
    findings.push(finding);
    if (!option) process.stdout.write(told(finding, findings.at(-2)?.check));
  });
  const status = WORST.find((level) => findings.some((finding) => finding.level === level)) ?? 'ok';
  if (option) process.stdout.write(`${JSON.stringify({ status, findings }, null, 2)}\n`);
  else process.stdout.write(summary(findings));
  return status === 'fault' ? 1 : 0;
}

function told({ check, level, fr, en, remedy }: Finding, before?: string): string {
  const heading = check === before ? '' : `\n${check}\n`;
  const lines = fr === en ? [fr] : [fr, en];
  const todo = remedy ? [`→ ${remedy.fr}`, `→ ${remedy.en}`] : [];
  const [first = '', ...others] = [...lines, ...todo];
  return `${heading}  ${LABELS[level]}${first}\n${others.map((line) => `  ${' '.repeat(10)}${line}\n`).join('')}`;
}

function summary(findings: readonly Finding[]): string {
  const count = (level: Level): number => findings.filter((finding) => finding.level === level).length;
  return `\nFautes / faults: ${count('fault')}, attention: ${count('attention')}, ok: ${count('ok')}\n`;
}

runCommand(main);
