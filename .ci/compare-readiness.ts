/**
 * Compares the readiness of a document with what the real Trackdéchets answered for the same input: accepted or refused, and every
 * field that it named among those that readiness names.
 *
 *   node -r @swc-node/register .ci/compare-readiness.ts --cases cases.json --directory directory.json [--verbose]
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { edited, type BsffEdit } from '../src/bsff/edit';
import { type Knowledge, readinessOf, type ReadinessStep } from '../src/bsff/readiness/readiness';
import { fieldOfIssue } from '../src/trackdechets/issue-paths';
import { PERMISSIONS, type Role } from '../src/trackdechets/rules/permissions';

interface Verdict {
  ok: boolean;
  issues?: string[];
}
interface RecordedCase {
  id: string;
  mutations: string[];
  input: Omit<BsffEdit, 'transporters'> & { transporters?: unknown };
  createDraftBsff: Verdict;
  createBsff: Verdict;
  signTransport?: Verdict | null;
}
interface DirectoryCompany {
  siret?: string;
  vatNumber?: string;
  name: string;
  address: string;
  companyTypes: string[];
  registered: boolean;
  verified: boolean;
  dormant: boolean;
  closed: boolean;
  recepisse?: { n: string; d: string; until: string };
}
interface Directory {
  companies: Record<string, DirectoryCompany>;
  users: Record<string, { roles: Record<string, Role> }>;
}

const AUTHOR = 'admin@frigo-alpes.test';
const NOW = new Date('2026-05-15T08:00:00.000Z');

const { values: options } = parseArgs({
  options: {
    cases: { type: 'string', default: '../shared/trackdechets/cases.json' },
    directory: { type: 'string', default: '../shared/trackdechets/directory.json' },
    verbose: { type: 'boolean', default: false },
  },
});

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const directory = read(options.directory) as Directory;
const cases = read(options.cases) as RecordedCase[];
const companies = new Map(
  Object.values(directory.companies).map((company) => [company.siret ?? company.vatNumber ?? '', company]),
);

function companiesWhere(fits: (role: Role) => boolean): Set<string> {
  const roles = Object.entries(directory.users[AUTHOR]?.roles ?? {});
  return new Set(
    roles
      .filter(([, role]) => fits(role))
      .map(([key]) => directory.companies[key]?.siret ?? directory.companies[key]?.vatNumber ?? ''),
  );
}

const knowledge: Knowledge = {
  references: { establishment: null, partners: new Map(), fiches: new Map(), contact: null },
  company: (orgId) => {
    const company = companies.get(orgId);
    return company ? { orgId, ...company } : null;
  },
  complete: (orgId) => {
    const company = orgId === null ? undefined : companies.get(orgId);
    if (!company) return orgId === null ? null : { name: null, address: null, receipt: null };
    const { name, address, recepisse } = company;
    const receipt = recepisse ? { number: recepisse.n, department: recepisse.d, validityLimit: recepisse.until } : null;
    return { name, address, receipt };
  },
  mayCreateFor: companiesWhere((role) => PERMISSIONS[role].includes('BSD_CAN_CREATE')),
  companiesOfUser: companiesWhere(() => true),
  previousPackaging: () => undefined,
  fiches: [],
  numerosElsewhere: new Set(),
  now: NOW,
  trackdechetsId: null,
  sealed: false,
};

let verdicts = 0;
let agreed = 0;
let fields = 0;
let named = 0;

function compare(recorded: RecordedCase, step: ReadinessStep, verdict: Verdict): void {
  const { transporters, ...edit } = recorded.input;
  verdicts++;
  const paths = (verdict.issues ?? []).map((path) => fieldOfIssue(path.split('.').map(numbered)));
  fields += paths.length;
  // Trackdéchets' ids of transporters are refused by the API itself, which takes the transporters themselves.
  const { errors } = transporters
    ? { errors: [{ path: 'transporters.0' }] }
    : readinessOf(edited({}, edit), step, knowledge);
  const told = new Set(errors.map(({ path }) => path));
  const missed = paths.filter((path) => !told.has(path));
  named += paths.length - missed.length;
  const agrees = verdict.ok === (errors.length === 0);
  if (agrees) agreed++;
  if (options.verbose && (!agrees || missed.length > 0)) {
    console.log(
      recorded.id,
      recorded.mutations.join(),
      step,
      verdict.ok ? 'accepted' : `refused ${paths.join()}`,
      'here:',
      [...told].join(),
    );
  }
}

/** The record joined paths with dots: list indexes counted from 0 were numbers, those counted from 1 were texts. */
function numbered(part: string, index: number, parts: string[]): string | number {
  if (!/^\d+$/.test(part)) return part;
  const nested = parts[0] === 'packagings' || /^transporter/.test(parts[index + 1] ?? '');
  return nested ? Number(part) : part;
}

for (const recorded of cases) {
  compare(recorded, 'DRAFT', recorded.createDraftBsff);
  compare(recorded, 'PUBLICATION', recorded.createBsff);
  if (recorded.signTransport) compare(recorded, 'TRANSPORT', recorded.signTransport);
}
console.log(
  `${cases.length} cases, ${verdicts} verdicts: ${agreed} agree on accepted or refused, ${named} of ${fields} fields named by Trackdéchets are named here`,
);
process.exitCode = agreed === verdicts && named === fields ? 0 : 1;
