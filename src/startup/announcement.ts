import { type Running } from './startup';

/** What the person who started the connector reads: where it is, what stands in for the real platform, whom to sign in as. */
export function announcement({ url, embeddedDatabase, sandbox, administrator, config }: Running): string {
  const lines = [
    '',
    'Connecteur Trackdéchets prêt / Trackdéchets connector ready',
    `  API            ${url}/api/v1`,
    `  Documentation  ${url}/docs`,
  ];
  lines.push(
    sandbox
      ? `  *** BAC À SABLE / SANDBOX ***  ${sandbox.url}  (rien ne part vers Trackdéchets / nothing reaches the real Trackdéchets)`
      : `  Trackdéchets   ${config.trackdechetsApiUrl}`,
  );
  if (sandbox) {
    lines.push(
      `  Jetons d’essai / tokens to try: ${sandbox.url}/ (dans un navigateur / in a browser)`,
      `  Ordres au bac à sable / orders to it: ${sandbox.controlUrl}/ (docs/sandbox.md)`,
    );
  }
  if (embeddedDatabase) lines.push('  Base           PostgreSQL embarqué / embedded PostgreSQL (DATA_DIR)');
  if (administrator?.generatedPassword) {
    lines.push(
      `  Connectez-vous / sign in: ${administrator.email}  mot de passe / password: ${administrator.generatedPassword}`,
      '  (affiché une seule fois / shown once)',
    );
  } else if (administrator) {
    lines.push(`  Premier administrateur / first administrator: ${administrator.email}`);
  }
  return lines.join('\n');
}
