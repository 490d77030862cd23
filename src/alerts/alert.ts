/** What an administrator should do something about. */
export const ALERT_CODES = ['ESTABLISHMENT_UNREAD', 'WEBHOOK_SWITCHED_OFF', 'CONTACT_LOST'] as const;
export type AlertCode = (typeof ALERT_CODES)[number];

/** Why nobody can read an establishment on Trackdéchets, or why the contact is no longer one. */
export const ALERT_REASONS = [
  'NO_TOKEN',
  'TOKEN_REFUSED',
  'TOKEN_UNVERIFIED',
  'KEY_LOST',
  'NO_EXPORT_RIGHT',
  'REMOVED',
  'NOT_ELIGIBLE',
] as const;
export type AlertReason = (typeof ALERT_REASONS)[number];

export interface NewAlert {
  code: AlertCode;
  /** Id of the establishment or user it is about. */
  subjectId: string;
  reason?: AlertReason;
  /** What its sentence names. */
  params?: Record<string, string>;
}

/** A row of `alerts`. */
export interface Alert {
  id: string;
  code: AlertCode;
  subjectId: string;
  reason: AlertReason | null;
  params: Record<string, string>;
  since: Date;
}
