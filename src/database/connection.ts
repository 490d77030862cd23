import { Client } from 'pg';
import { preparation } from './prepared';

const READ_ONLY = '25006';
const UNANSWERED = 'Query read timeout';

/**
 * A connection of the pool that is closed, rather than used again, when its server answers nothing any more or became a read-only
 * standby: a failover leaves both behind, and a new connection leads to the server that took over.
 */
export class PooledConnection extends Client {
  // The driver declares a dozen ways to call it; TypeORM uses the one that answers a promise.
  override query = ((...args: [string, unknown[]?]) => {
    const config = preparation(...(args as [string, unknown[]]));
    const answer: unknown = config ? super.query(config) : super.query(...args);
    if (answer instanceof Promise) answer.catch((error: unknown) => this.leave(error));
    return answer;
  }) as Client['query'];

  private leave(error: unknown): void {
    const { code, message } = error as { code?: string; message?: string };
    if (code !== READ_ONLY && message !== UNANSWERED) return;
    // Ended first: the pool then takes it back no more, whereas it would still hand out one that is only about to close.
    this.end().catch(() => undefined);
    this.connection.stream.destroy();
  }
}
