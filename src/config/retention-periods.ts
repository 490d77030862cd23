import { type Environment } from './environment';

/** How long what the law does not ask to keep is kept. */
export interface RetentionPeriods {
  /** Days; null keeps the audit for ever. */
  auditDays: number | null;
  /** Days that a front end may have been away and still catch up. */
  eventsDays: number;
  /** Days that the history of pulls is kept; the audit says more for longer. */
  pullsDays: number;
  /** Hours after which an unused session ends. */
  sessionIdleHours: number;
  /** Hours after which a session ends, used or not. */
  sessionLifeHours: number;
}

/** A producer of waste keeps its slips five years (art. R. 541-45 du code de l'environnement): so long is who did what to them. */
const FIVE_YEARS = 1_826;

/** The periods that the environment asks for, the documented ones otherwise. */
export function retentionPeriodsOf(environment: Environment): RetentionPeriods {
  const auditDays = environment.AUDIT_RETENTION_DAYS ?? FIVE_YEARS;
  return {
    auditDays: auditDays === 0 ? null : auditDays,
    eventsDays: environment.EVENTS_RETENTION_DAYS ?? 7,
    pullsDays: environment.PULLS_RETENTION_DAYS ?? 90,
    sessionIdleHours: environment.SESSION_IDLE_HOURS ?? 12,
    sessionLifeHours: environment.SESSION_LIFE_HOURS ?? 7 * 24,
  };
}
