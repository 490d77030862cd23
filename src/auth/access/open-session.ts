/**
 * SQL: whether session `s` is still open. `idleHours` is the parameter of SESSION_IDLE_HOURS. Requests alone are use: a stream of
 * events that is left open in some window keeps no session alive.
 */
export function stillOpen(idleHours: string): string {
  return `s.expires_at > now() AND s.last_seen_at > now() - make_interval(hours => ${idleHours})`;
}
