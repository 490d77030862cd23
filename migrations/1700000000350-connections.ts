import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** People sent to Trackdéchets to let the connector act for them (OAuth2), until they come back. */
export class Connections1700000000350 implements MigrationInterface {
  name = 'Connections1700000000350';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE trackdechets_connections (
        -- SHA-256 of the state that travels: it opens nothing once the row is gone.
        state_hash bytea PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        -- Ends with the session that asked for it.
        session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
        return_to text,
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX trackdechets_connections_expiry ON trackdechets_connections (expires_at);
      CREATE INDEX trackdechets_connections_session ON trackdechets_connections (session_id);
      CREATE INDEX trackdechets_connections_user ON trackdechets_connections (user_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE trackdechets_connections');
  }
}
