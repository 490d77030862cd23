import { type RetentionPeriods } from '../config/retention-periods';

/** What of a table has had its time. */
export interface Rule {
  table: string;
  /** SQL; $1 is `parameter`. */
  condition: string;
  parameter: number;
  fr: string;
  en: string;
}

/** The API's promise to repeat an answer: not for the operator to choose. */
const IDEMPOTENCY_HOURS = 24;
/** An administrator may want to see that a link was sent and used. */
const INVITATION_DAYS = 30;

/** Everything that goes in its time, but the audit. Documents, exports, histories and fiches stay: the law keeps them. */
export function rulesOf(periods: RetentionPeriods): Rule[] {
  const { eventsDays, pullsDays, sessionIdleHours } = periods;
  return [
    {
      table: 'events',
      condition: 'created_at < now() - make_interval(days => $1)',
      parameter: eventsDays,
      fr: `événements de plus de ${eventsDays} jours`,
      en: `events older than ${eventsDays} days`,
    },
    {
      table: 'idempotency_keys',
      condition: 'created_at < now() - make_interval(hours => $1)',
      parameter: IDEMPOTENCY_HOURS,
      fr: `clés d’idempotence de plus de ${IDEMPOTENCY_HOURS} h`,
      en: `idempotency keys older than ${IDEMPOTENCY_HOURS} h`,
    },
    {
      table: 'sessions',
      condition: 'expires_at < now() OR last_seen_at < now() - make_interval(hours => $1)',
      parameter: sessionIdleHours,
      fr: 'sessions terminées',
      en: 'sessions that ended',
    },
    {
      table: 'invitations',
      condition: 'coalesce(used_at, expires_at) < now() - make_interval(days => $1)',
      parameter: INVITATION_DAYS,
      fr: `invitations utilisées ou expirées depuis ${INVITATION_DAYS} jours`,
      en: `invitations used or expired for ${INVITATION_DAYS} days`,
    },
    {
      table: 'sign_in_attempts',
      condition: 'window_ends_at < now() - make_interval(mins => $1)',
      parameter: 0,
      fr: 'tentatives de connexion dont la fenêtre est passée',
      en: 'sign-in attempts whose window is over',
    },
    {
      table: 'trackdechets_connections',
      condition: 'expires_at < now() - make_interval(mins => $1)',
      parameter: 0,
      fr: 'connexions OAuth2 abandonnées',
      en: 'OAuth2 connections left unfinished',
    },
    {
      table: 'pulls',
      condition: 'finished_at < now() - make_interval(days => $1)',
      parameter: pullsDays,
      fr: `récupérations de plus de ${pullsDays} jours`,
      en: `pulls older than ${pullsDays} days`,
    },
  ];
}
