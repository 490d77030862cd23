import { type DataSource } from 'typeorm';
import { type Environment } from '../config/environment';

export type Level = 'ok' | 'attention' | 'fault';

/** One thing that was looked at: how it is, and what to do. Never a secret. */
export interface Finding {
  check: string;
  level: Level;
  fr: string;
  en: string;
  remedy?: { fr: string; en: string };
}

export type Said = Omit<Finding, 'check'>;

export const ok = (fr: string, en: string): Said => ({ level: 'ok', fr, en });
export const attention = (fr: string, en: string, remedyFr: string, remedyEn: string): Said => ({
  level: 'attention',
  fr,
  en,
  remedy: { fr: remedyFr, en: remedyEn },
});
export const fault = (fr: string, en: string, remedyFr: string, remedyEn: string): Said => ({
  ...attention(fr, en, remedyFr, remedyEn),
  level: 'fault',
});

/** What a check on the database works with: one connection, on which nothing can be written. */
export interface Patient {
  sql: DataSource;
  environment: Environment;
}

export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count > 1 ? many : one}`;
