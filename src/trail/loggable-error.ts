/** An error as a log line may hold it: what failed and where, never what it was about. */
export interface LoggableError {
  type: string;
  message: string;
  stack: string;
  /** SQLSTATE, or the network's own. */
  code?: string;
  constraint?: string;
  /** The statement, whose values are apart. */
  query?: string;
  cause?: LoggableError;
  /** Of an AggregateError: one for each address that a name stands for. */
  errors?: LoggableError[];
}

type Thrown = Partial<Record<keyof LoggableError | 'name', unknown>>;

/** PostgreSQL's data exceptions: the one class of errors whose messages quote values. */
const DATA_EXCEPTION = /^22[\dA-Z]{3}$/;
/** From where a message quotes, in whatever language PostgreSQL speaks: invalid input syntax for type uuid: "…" */
const QUOTATION = /\s*[:"'«»“”„‘’].*/su;
/** Causes of causes: further, they go round in circles. */
const DEEPEST = 5;

/** The message without the values that it quotes. */
export function loggableMessage(error: unknown): string {
  const { message, code } = thrown(error);
  const text = typeof message === 'string' ? message : '';
  return typeof code === 'string' && DATA_EXCEPTION.test(code) ? text.replace(QUOTATION, '') || code : text;
}

/**
 * Only what is named here is kept: TypeORM hangs a statement's values on its errors (`parameters`), PostgreSQL whole rows
 * (`detail`, `where`), others what they like.
 */
export function loggableError(error: unknown, depth = 0): LoggableError {
  const { code, constraint, query, cause, errors } = thrown(error);
  const deeper = depth < DEEPEST;
  return {
    type: error instanceof Object ? error.constructor.name : typeof error,
    message: loggableMessage(error),
    stack: stackOf(error),
    ...(typeof code === 'string' && { code }),
    ...(typeof constraint === 'string' && { constraint }),
    ...(typeof query === 'string' && { query }),
    ...(cause !== undefined && deeper && { cause: loggableError(cause, depth + 1) }),
    ...(Array.isArray(errors) && deeper && { errors: errors.map((one) => loggableError(one, depth + 1)) }),
  };
}

/** It begins with the message. */
function stackOf(error: unknown): string {
  const { message, stack } = thrown(error);
  if (typeof message !== 'string' || typeof stack !== 'string') return '';
  const told = loggableMessage(error);
  if (told === message) return stack;
  const begins = stack.indexOf(message);
  return begins < 0 ? told : stack.slice(0, begins) + told + stack.slice(begins + message.length);
}

function thrown(error: unknown): Thrown {
  return typeof error === 'object' && error !== null ? error : {};
}
