import { readFile } from 'node:fs/promises';
import { type DataSource } from 'typeorm';

/** Linux counts processor time in hundredths of a second. */
const TICK_MS = 10;
/** PostgreSQL's servers report what they did a second after it. */
const REPORTED_AFTER_MS = 1_200;

interface Reading {
  at: number;
  cpuMs: number;
  sqlMs: number;
}

/** Processor time of a process, and time that PostgreSQL spent on the database's statements. Milliseconds. */
export class Effort {
  private idle = { cpu: 0, sql: 0 };

  private constructor(
    private readonly pid: number,
    private readonly database: DataSource,
  ) {}

  /** Looks for a few seconds at what both do when nobody asks for anything: that does not count. */
  static async over(pid: number, database: DataSource): Promise<Effort> {
    const effort = new Effort(pid, database);
    const before = await effort.reading();
    await new Promise((done) => setTimeout(done, 4_000));
    const after = await effort.reading();
    const ms = after.at - before.at;
    effort.idle = { cpu: (after.cpuMs - before.cpuMs) / ms, sql: (after.sqlMs - before.sqlMs) / ms };
    return effort;
  }

  /** What `act` took beyond that. */
  async of<T>(act: () => Promise<T>): Promise<{ result: T; ms: number; cpuMs: number; sqlMs: number }> {
    const before = await this.reading();
    const began = performance.now();
    const result = await act();
    const took = performance.now() - began;
    const after = await this.reading();
    const ms = after.at - before.at;
    return {
      result,
      ms: took,
      cpuMs: Math.max(0, after.cpuMs - before.cpuMs - ms * this.idle.cpu),
      sqlMs: Math.max(0, after.sqlMs - before.sqlMs - ms * this.idle.sql),
    };
  }

  private async reading(): Promise<Reading> {
    await new Promise((done) => setTimeout(done, REPORTED_AFTER_MS));
    const [, afterName = ''] = (await readFile(`/proc/${this.pid}/stat`, 'utf8')).split(') ');
    const fields = afterName.split(' ').map(Number);
    const [row] = await this.database.query<{ ms: number }[]>(
      'SELECT active_time AS ms FROM pg_stat_database WHERE datname = current_database()',
    );
    const cpuMs = ((fields[11] ?? 0) + (fields[12] ?? 0)) * TICK_MS;
    return { at: performance.now(), cpuMs, sqlMs: row?.ms ?? 0 };
  }
}
