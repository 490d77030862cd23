import { startSandbox } from '../src/sandbox/server';
import { chaos } from './support/chaos';
import { createTestDatabase } from './support/database';

describe('exactly once', () => {
  it('through lost answers, resets, error pages, stalls and replicas that are killed', async () => {
    const database = await createTestDatabase();
    const sandbox = await startSandbox({ seed: 2 });
    try {
      const documents = 60;
      const result = await chaos({
        databaseUrl: database.url,
        sandbox,
        documents,
        replicas: 2,
        killEveryMs: 4_000,
        timeoutMs: 150_000,
        // What the sandbox executes, it executes at once: a short time is enough here.
        env: { EXPORT_SETTLE_SECONDS: '8', TRACKDECHETS_TIMEOUT_MS: '5000' },
      });
      expect(result).toMatchObject({ once: documents, lost: 0, duplicated: 0, unfinished: 0, refused: 0 });
      expect(result.kills).toBeGreaterThan(0);
      expect(Object.keys(sandbox.faults.fired).length).toBeGreaterThan(0);
    } finally {
      await sandbox.close();
      await database.drop();
    }
  }, 180_000);
});
