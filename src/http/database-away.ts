/**
 * SQLSTATE of a server that is away, starting, stopping, full, a read-only standby since a failover, or that does not let us in
 * (classes 08, 28, 53, 57P, 58 and 25006, 3D000), or that closed a transaction left open (25P03).
 */
const AWAY = /^(08|28|53|57P|58|25006$|25P03$|3D000$)/;
/** SQLSTATE of a lock or a statement that took too long, or that kept losing against others: the same again may pass. */
const BUSY = /^(55P03|57014|40001|40P01)$/;
/** What the network says instead. */
const UNREACHABLE =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE)$/;
/** What Node says of a server's certificate, and the driver of a server that speaks no TLS when it is asked for. */
const UNTRUSTED = /^(SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY_LEAF)|CERT_|ERR_TLS_)/;
const WITHOUT_TLS = /^The server does not support SSL connections/;
/** What the driver says, without a code: of a connection that broke, a pool without a free one, an answer that did not come. */
const DRIVER =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client (has encountered a connection error|was closed)|Cannot use a pool after calling end|Query runner already released|Driver not Connected)/i;

interface Failure {
  code?: unknown;
  message?: unknown;
  driverError?: unknown;
  /** Of an AggregateError: one for each address that a name stands for. */
  errors?: unknown;
}

function failuresIn(error: unknown): Failure[] {
  if (typeof error !== 'object' || error === null) return [];
  const failure = error as Failure;
  const inside = Array.isArray(failure.errors) ? failure.errors.flatMap(failuresIn) : [];
  return [failure, ...failuresIn(failure.driverError), ...inside];
}

const matches = (pattern: RegExp, text: unknown): boolean => typeof text === 'string' && pattern.test(text);

/** True when the error says that PostgreSQL cannot be used now, whatever is asked of it. */
export function isDatabaseAway(error: unknown): boolean {
  const away = failuresIn(error).some(
    ({ code, message }) => matches(AWAY, code) || matches(UNREACHABLE, code) || matches(DRIVER, message),
  );
  return away || tlsFaultOf(error) !== null;
}

/** Why no TLS connection to PostgreSQL is made: its certificate is not trusted, or it speaks no TLS; null for another error. */
export function tlsFaultOf(error: unknown): 'UNTRUSTED' | 'WITHOUT_TLS' | null {
  const failures = failuresIn(error);
  if (failures.some(({ code }) => matches(UNTRUSTED, code))) return 'UNTRUSTED';
  return failures.some(({ message }) => matches(WITHOUT_TLS, message)) ? 'WITHOUT_TLS' : null;
}

/** True when the same may simply be asked again a little later: PostgreSQL is away, or too busy with others. */
export function isDatabaseUnavailable(error: unknown): boolean {
  return isDatabaseAway(error) || failuresIn(error).some(({ code }) => matches(BUSY, code));
}
