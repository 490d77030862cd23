import { createHash, randomBytes } from 'node:crypto';
import { type DataSource } from 'typeorm';
import { type Directory, readDirectory } from '../../src/sandbox/directory-file';
import { completeDocument, TECHNICIAN, TRANSPORTER, TREATMENT } from '../../test/support/documents';
import { type Fleet } from '../../test/support/fleet';

/** A technician with a session and a Trackdéchets token of their own, and documents that nobody else edits. */
export interface Employee {
  session: string;
  documents: string[];
}

/** A nation-wide company: everything that a busy instance holds. */
export interface Firm {
  establishmentId: string;
  partners: { transporter: string; destination: string };
  employees: Employee[];
  /** Exported documents, which everybody reads. */
  exported: string[];
}

const OWN_DOCUMENTS = 20;
const PARTNERS = 200;

const emailOf = (n: number): string => `salarie${n}@thermo-littoral.test`;
const tokenOf = (n: number): string => createHash('sha1').update(`employee ${n}`).digest('hex');

/** The sandbox's own directory with that many more people in the operator's establishment. */
export function directoryOf(employees: number): Directory {
  const directory = readDirectory();
  for (let n = 0; n < employees; n++) {
    directory.users[emailOf(n)] = {
      name: `Salarié ${n}`,
      active: true,
      roles: { operateur: 'MEMBER' },
      token: tokenOf(n),
    };
  }
  return directory;
}

/** Hires people, signs partners, and fills the table with copies of two real documents: one typed here, one exported. */
export async function settle(
  fleet: Fleet,
  database: DataSource,
  size: { employees: number; documents: number },
): Promise<Firm> {
  const establishmentId = await fleet.settle();
  const partners = await addPartners(fleet, database);
  const model = { ...completeDocument('MODELE'), establishmentId, transporter: { partnerId: partners.transporter } };
  const { id: typed } = await fleet.ask<{ id: string }>('POST', '/bsffs', model, TECHNICIAN);
  const sent = await exportedModel(fleet, model);
  const employees = await hire(fleet, database, size.employees);
  for (const [n, employee] of employees.entries()) {
    employee.documents = await copies(database, typed, OWN_DOCUMENTS, `E${n}`);
  }
  const left = Math.max(size.documents - employees.length * OWN_DOCUMENTS, 1_000);
  const exported = await copies(database, sent, left, 'X');
  await database.query('VACUUM ANALYZE');
  return { establishmentId, partners, employees, exported };
}

async function addPartners(fleet: Fleet, database: DataSource): Promise<Firm['partners']> {
  const company = { address: '1 rue du Test', contact: 'Accueil', phone: '05 46', mail: 'accueil@exemple.test' };
  const add = async (body: object): Promise<string> =>
    (await fleet.ask<{ id: string }>('POST', '/partners', { ...company, ...body }, TECHNICIAN)).id;
  const transporter = await add({
    roles: ['TRANSPORTER'],
    siret: TRANSPORTER,
    name: 'ATLANTIQUE FRET DECHETS',
    defaults: { plates: ['AA-001-AA'], mode: 'ROAD' },
  });
  const destination = await add({ roles: ['DESTINATION'], siret: TREATMENT, name: 'RECYCLAGE GAZ GARONNE' });
  await add({ roles: ['DETENTEUR'], name: 'Particulier', isPrivateIndividual: true });
  const columns = await database.query<{ name: string }[]>(
    `SELECT column_name AS name FROM information_schema.columns
     WHERE table_name = 'partners' AND column_name NOT IN ('id', 'name') AND is_generated = 'NEVER'`,
  );
  const names = columns.map(({ name }) => name).join(', ');
  await database.query(
    `INSERT INTO partners (name, ${names}) SELECT name || ' ' || n, ${names}
     FROM partners CROSS JOIN generate_series(1, $1) n WHERE name = 'Particulier'`,
    [PARTNERS],
  );
  return { transporter, destination };
}

async function exportedModel(fleet: Fleet, model: object): Promise<string> {
  const { id } = await fleet.ask<{ id: string }>('POST', '/bsffs', model, TECHNICIAN);
  await fleet.ask('POST', `/bsffs/${id}/exports`, { mode: 'PUBLISHED' }, TECHNICIAN);
  for (;;) {
    const { exportState } = await fleet.ask('GET', `/bsffs/${id}`, undefined, TECHNICIAN);
    if (exportState === 'EXPORTED') return id;
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** Signed in behind the API's back: 200 sign-ins measure Argon2 alone. Their tokens go through it. */
async function hire(fleet: Fleet, database: DataSource, count: number): Promise<Employee[]> {
  const employees: Employee[] = [];
  for (let n = 0; n < count; n++) {
    const session = randomBytes(32).toString('base64url');
    await database.query(
      `WITH hired AS (
         INSERT INTO users (email, email_key, first_name, last_name, phone, rights)
         VALUES ($1, $1, 'Salarié', $2::text, '05 46', '{EXPORT_BSFF}') RETURNING id)
       INSERT INTO sessions (user_id, token_hash, expires_at) SELECT id, $3, now() + interval '1 day' FROM hired`,
      [emailOf(n), String(n), createHash('sha256').update(session).digest()],
    );
    fleet.signedIn(emailOf(n), session);
    await fleet.ask('PUT', '/me/trackdechets-token', { token: tokenOf(n) }, emailOf(n));
    employees.push({ session, documents: [] });
  }
  return employees;
}

/** Copies of a document with containers, references and Trackdéchets ids of their own, half a minute apart; their ids. */
async function copies(database: DataSource, model: string, count: number, prefix: string): Promise<string[]> {
  const rows = await database.query<{ id: string }[]>(
    `INSERT INTO bsffs (input, remote, base, export_state, trackdechets_id, status, trackdechets_updated_at, pulled_at,
       exported_at, exported_by, establishment_id, reference, search, created_by, created_at, updated_at)
     SELECT jsonb_set(jsonb_set(input, '{reference}', to_jsonb(name)), '{packagings,0,numero}', to_jsonb(name)),
       jsonb_set(jsonb_set(remote, '{id}', to_jsonb(name)), '{packagings,0,numero}', to_jsonb(name)),
       jsonb_set(base, '{packagings,0,numero}', to_jsonb(name)), export_state, CASE WHEN remote IS NULL THEN NULL ELSE name END, status, trackdechets_updated_at,
       pulled_at, exported_at, exported_by, establishment_id, name,
       search || array_to_tsvector(ARRAY[lower(replace(name, '-', '')), lower($3), n::text]), created_by,
       now() - make_interval(secs => 30 * n), now() - make_interval(secs => 30 * n)
     FROM bsffs, generate_series(1, $2::int) n, LATERAL (SELECT $3 || '-' || n AS name) AS named
     WHERE bsffs.id = $1 RETURNING id`,
    [model, count, prefix],
  );
  await database.query(
    `INSERT INTO bsff_packagings (bsff_id, position, numero_key) SELECT id, 0, lower(replace(reference, '-', '')) FROM bsffs WHERE id = ANY($1)`,
    [rows.map(({ id }) => id)],
  );
  return rows.map(({ id }) => id);
}
