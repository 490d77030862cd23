import { QueryFailedError } from 'typeorm';
import { isDatabaseAway, isDatabaseUnavailable } from './database-away';
import { asProblem } from './problem.filter';

const withCode = (code: string, message = 'x'): Error => Object.assign(new Error(message), { code });
const failed = (code: string): QueryFailedError => new QueryFailedError('SELECT 1', [], withCode(code));

describe('a database that is away', () => {
  it.each([
    ['refused on every address of its name', new AggregateError([withCode('ECONNREFUSED'), withCode('ECONNREFUSED')])],
    ['a name that is not known yet', withCode('ENOTFOUND')],
    ['a connection reset', withCode('ECONNRESET')],
    ['a connection that ended in the middle', new QueryFailedError('SELECT 1', [], new Error('Connection terminated'))],
    [
      'a transaction whose connection broke before',
      new Error('Query runner already released. Cannot run queries anymore.'),
    ],
    ['no free connection in the pool', new Error('timeout exceeded when trying to connect')],
    ['too many connections', withCode('53300')],
    ['a full disk', failed('53100')],
    ['a server that shuts down', failed('57P01')],
    ['a server that starts', withCode('57P03')],
    ['a standby', failed('25006')],
    ['a transaction left open too long', failed('25P03')],
    ['a password that changed', withCode('28P01')],
    ['a certificate that expired', withCode('CERT_HAS_EXPIRED')],
    ['a certificate of an unknown authority', withCode('UNABLE_TO_VERIFY_LEAF_SIGNATURE')],
    ['a server without TLS', new Error('The server does not support SSL connections')],
  ])('is told from %s', (_, error) => {
    expect(isDatabaseAway(error)).toBe(true);
    expect(asProblem(error)).toMatchObject({ code: 'DATABASE_UNAVAILABLE', status: 503, options: { retryAfter: 5 } });
  });

  it.each([
    ['a lock held by somebody', failed('55P03')],
    ['a statement that takes too long', failed('57014')],
    ['a deadlock once too often', failed('40P01')],
  ])('is not away but unavailable with %s', (_, error) => {
    expect([isDatabaseAway(error), isDatabaseUnavailable(error)]).toEqual([false, true]);
    expect(asProblem(error).status).toBe(503);
  });

  it.each([
    ['a defect', new TypeError('x is not a function')],
    ['a violated constraint', failed('23505')],
    ['a wrong statement', failed('42601')],
    ['a file that is not there', withCode('ENOENT')],
    ['nothing', undefined],
  ])('is not %s', (_, error) => {
    expect(isDatabaseUnavailable(error)).toBe(false);
  });
});
