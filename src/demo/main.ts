import { narrator } from './narrator';
import { startServer } from './server-process';
import { Story } from './story';

async function main(): Promise<void> {
  const began = Date.now();
  narrator.title(
    'Du premier jeton au traitement : un BSFF avec le connecteur Trackdéchets',
    'From the first token to the treatment: a BSFF with the Trackdéchets connector',
  );
  const server = await startServer();
  process.once('SIGINT', () => void server.stop().then(() => process.exit(130)));
  try {
    await new Story(server).play();
  } finally {
    await server.stop();
  }
  narrator.verdict(
    true,
    `Chaque étape a eu lieu / every step really happened (${((Date.now() - began) / 1000).toFixed(1)} s)`,
  );
}

main().catch((error: unknown) => {
  narrator.verdict(false, error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
