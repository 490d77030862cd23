import { type Sql } from '../../audit/audit-chain';
import { attention, fault, ok, type Patient, plural, type Said } from '../finding';

const OLDEST = 140_000;
const SKEW = { attention: 2_000, fault: 30_000 };

interface Server {
  version: string;
  number: number;
  now: Date;
  standby: boolean;
  readonly: boolean;
  mayCreate: boolean;
  foreign: number;
  encoding: string;
  free: number;
  ours: number;
}

const SERVER = `
  SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number,
    clock_timestamp() AS now, pg_is_in_recovery() AS standby,
    (SELECT reset_val = 'on' FROM pg_settings WHERE name = 'default_transaction_read_only') AS readonly,
    has_schema_privilege(current_schema(), 'CREATE') AS "mayCreate",
    (SELECT count(*)::int FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
       AND NOT pg_has_role(relowner, 'USAGE')) AS foreign,
    current_setting('server_encoding') AS encoding,
    current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
      - (SELECT count(*)::int FROM pg_stat_activity WHERE backend_type = 'client backend') AS free,
    (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
       AND application_name = 'trackdechets-connector') AS ours`;

/** Whether the server is one that the connector can work on. */
export async function checkServer({ sql, environment }: Patient): Promise<Said[]> {
  const asked = Date.now();
  const [server] = await sql.query<[Server]>(SERVER);
  const elapsed = Date.now() - asked;
  return [
    version(server),
    ...rights(server),
    clock(server.now.getTime() - asked - elapsed / 2, elapsed),
    room(server, (environment.DATABASE_POOL_SIZE ?? 10) + 1),
  ];
}

function version({ version, number, encoding }: Server): Said {
  if (number < OLDEST) {
    return fault(
      `PostgreSQL ${version} est trop ancien`,
      `PostgreSQL ${version} is too old`,
      'passez à PostgreSQL 14 ou plus récent',
      'upgrade to PostgreSQL 14 or later',
    );
  }
  if (encoding !== 'UTF8') {
    return fault(
      `La base est en ${encoding}, les accents s’y perdraient`,
      `The database is in ${encoding}, accents would be lost`,
      'recréez-la en UTF8',
      'create it again in UTF8',
    );
  }
  return ok(`Base joignable, PostgreSQL ${version}`, `The database answers, PostgreSQL ${version}`);
}

function rights({ standby, readonly, mayCreate, foreign }: Server): Said[] {
  if (standby || readonly) {
    return [
      fault(
        'La base est en lecture seule (réplique ou réglage)',
        'The database is read-only (a standby, or a setting)',
        'donnez dans DATABASE_URL le serveur principal',
        'give the primary server in DATABASE_URL',
      ),
    ];
  }
  const said: Said[] = [];
  if (!mayCreate) {
    said.push(
      fault(
        'Le rôle de DATABASE_URL ne peut pas créer de tables : les migrations échoueront',
        'The role of DATABASE_URL may not create tables: migrations will fail',
        'GRANT CREATE ON SCHEMA public TO ce rôle',
        'GRANT CREATE ON SCHEMA public TO that role',
      ),
    );
  }
  if (foreign > 0) {
    said.push(
      fault(
        `${plural(foreign, 'table')} d’un autre rôle, comme après une restauration : les migrations échoueront`,
        `${plural(foreign, 'table')} of another role, as after a restoration: migrations will fail`,
        'REASSIGN OWNED BY l’ancien rôle TO le nouveau',
        'REASSIGN OWNED BY the old role TO the new one',
      ),
    );
  }
  return said.length > 0 ? said : [ok('Droits suffisants', 'Sufficient rights')];
}

function clock(skewMs: number, marginMs: number): Said {
  const seconds = (skewMs / 1_000).toFixed(1);
  const skew = Math.max(0, Math.abs(skewMs) - marginMs);
  if (skew < SKEW.attention) return ok('Horloges d’accord (base)', 'Clocks agree (database)');
  const said = skew < SKEW.fault ? attention : fault;
  return said(
    `L’horloge de la base est à ${seconds} s de celle-ci`,
    `The database’s clock is ${seconds} s from this one`,
    'mettez les deux machines à l’heure (NTP)',
    'set both machines’ clocks (NTP)',
  );
}

function room({ free, ours }: Server, each: number): Said {
  const more = Math.max(0, Math.floor(free / each));
  if (more === 0) {
    return attention(
      `Connexions libres sur la base : ${Math.max(free, 0)}, une réplique de plus en demande ${each}`,
      `${plural(Math.max(free, 0), 'connection')} free on the database: one more replica takes ${each}`,
      'augmentez max_connections, ou baissez DATABASE_POOL_SIZE',
      'raise max_connections, or lower DATABASE_POOL_SIZE',
    );
  }
  return ok(
    `${plural(ours, 'connexion')} du connecteur ; il reste de la place pour ${plural(more, 'réplique')} de plus (${each} connexions chacune)`,
    `${plural(ours, 'connection')} of the connector; there is room for ${plural(more, 'more replica', 'more replicas')} (${each} connections each)`,
  );
}

/** Indexes that a build left half done: they are maintained and never used. */
export async function checkIndexes(sql: Sql): Promise<Said[]> {
  const rows = await sql.query<{ name: string }[]>(
    'SELECT indexrelid::regclass::text AS name FROM pg_index WHERE NOT indisvalid ORDER BY 1',
  );
  return rows.map(({ name }) =>
    fault(
      `L’index ${name} n’est pas valide`,
      `The index ${name} is not valid`,
      `REINDEX INDEX CONCURRENTLY ${name}`,
      `REINDEX INDEX CONCURRENTLY ${name}`,
    ),
  );
}
