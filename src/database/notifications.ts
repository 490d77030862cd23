import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Client } from 'pg';
import { type EntityManager } from 'typeorm';
import { AppConfig } from '../config/app.config';

/** Told what NOTIFY said; null when nobody knows, since this replica did not listen for a while. */
type Listener = (payload: string | null) => void;

/** Everything that NOTIFY may say in this program. */
export type Channel = 'exports' | 'pulls' | 'events' | 'credentials' | 'companies';

const RECONNECT_MS = 2_000;
/** Between two messages nothing moves: a connection that died without a word is found out by its keep-alive. */
const STEADY = { connectionTimeoutMillis: 10_000, keepAlive: true, keepAliveInitialDelayMillis: 10_000 };

/** Tells the listeners of every replica once the transaction of `em` commits. */
export async function notify(em: EntityManager, channel: Channel, payload = ''): Promise<void> {
  await em.query('SELECT pg_notify($1, $2)', [channel, payload]);
}

/**
 * PostgreSQL's NOTIFY brought to the code of this replica. It is only a hint that wakes workers: a message lost in a
 * reconnection delays work until the next poll, so every listener also polls.
 */
@Injectable()
export class Notifications implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(Notifications.name);
  private readonly listeners = new Map<Channel, Set<Listener>>();
  private client: Client | null = null;
  private closed = false;

  constructor(private readonly config: AppConfig) {}

  async onModuleInit(): Promise<void> {
    await this.connect();
  }

  async onApplicationShutdown(): Promise<void> {
    this.closed = true;
    await this.client?.end().catch(() => undefined);
  }

  /** Calls `listener` at each message on `channel`; returns what stops it. */
  on(channel: Channel, listener: Listener): () => void {
    const known = this.listeners.get(channel) ?? new Set();
    this.listeners.set(channel, known.add(listener));
    return () => known.delete(listener);
  }

  private async connect(): Promise<void> {
    if (this.closed) return;
    const client = new Client({ connectionString: this.config.databaseUrl, ...STEADY });
    client.on('notification', ({ channel, payload }) => this.dispatch(channel, payload ?? ''));
    client.on('error', (error) => this.logger.warn(`LISTEN connection lost: ${error.message}`));
    client.on('end', () => this.reconnectLater());
    try {
      await client.connect();
      for (const channel of ['exports', 'pulls', 'events', 'credentials', 'companies'] satisfies Channel[]) {
        await client.query(`LISTEN ${channel}`);
      }
      this.client = client;
      // Whatever was said while nobody listened: let everyone look.
      for (const channel of this.listeners.keys()) this.dispatch(channel, null);
    } catch (error) {
      this.logger.warn(`LISTEN connection refused: ${(error as Error).message}`);
      await client.end().catch(() => undefined);
    }
  }

  private reconnectLater(): void {
    this.client = null;
    if (this.closed) return;
    setTimeout(() => void this.connect(), RECONNECT_MS).unref();
  }

  private dispatch(channel: string, payload: string | null): void {
    for (const listener of this.listeners.get(channel as Channel) ?? []) {
      try {
        listener(payload);
      } catch (error) {
        this.logger.error(error);
      }
    }
  }
}
