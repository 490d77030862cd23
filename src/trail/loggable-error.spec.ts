import { DatabaseError } from 'pg';
import { QueryFailedError } from 'typeorm';
import { loggableError, loggableMessage } from './loggable-error';

const failed = (message: string, fields: Partial<DatabaseError>): QueryFailedError =>
  new QueryFailedError(
    'UPDATE users SET last_name = $1',
    ['Nom-typé'],
    Object.assign(new DatabaseError(message, 0, 'error'), fields),
  );

describe('an error in the logs', () => {
  it('keeps what failed and where, and drops every other property', () => {
    const error = failed('duplicate key value violates unique constraint "users_email"', {
      code: '23505',
      constraint: 'users_email',
      detail: 'Key (email)=(typee@instance.test) already exists.',
      where: 'PL/pgSQL function',
      table: 'users',
    });
    expect(loggableError(Object.assign(error, { body: { name: 'Nom-typé' } }))).toEqual({
      type: 'QueryFailedError',
      message: 'duplicate key value violates unique constraint "users_email"',
      stack: error.stack,
      code: '23505',
      constraint: 'users_email',
      query: 'UPDATE users SET last_name = $1',
    });
  });

  it.each([
    ['invalid input syntax for type uuid: "Nom-typé"', 'invalid input syntax for type uuid'],
    ['syntaxe en entrée invalide pour le type uuid : « Nom-typé »', 'syntaxe en entrée invalide pour le type uuid'],
    ['value "Nom-typé\n    at Nom-typé" is out of range for type integer', 'value'],
    ['"Nom-typé" is out of range for type real', '22P02'],
    ['numeric field overflow', 'numeric field overflow'],
  ])('holds no value that PostgreSQL quotes: %s', (message, told) => {
    const error = failed(message, { code: '22P02' });
    expect(loggableMessage(error)).toBe(told);
    const { stack, ...rest } = loggableError(error);
    expect(JSON.stringify({ stack, ...rest })).not.toContain('Nom-typé');
    expect(stack).toMatch(new RegExp(`^QueryFailedError: ${told}\n +at `));
  });

  it('tells the causes too, in the same way, and does not go round in circles', () => {
    const cause: Error = failed('canceling statement due to lock timeout', { code: '55P03' });
    const aggregate = new AggregateError([Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })], 'all', {
      cause,
    });
    cause.cause = aggregate;
    const told = loggableError(aggregate);
    expect(told).toMatchObject({
      type: 'AggregateError',
      errors: [{ code: 'ECONNREFUSED' }],
      cause: { code: '55P03' },
    });
    expect(JSON.stringify(told)).not.toContain('Nom-typé');
  });

  it('says of what is no error only what it is', () => {
    expect(loggableError('Nom-typé')).toEqual({ type: 'string', message: '', stack: '' });
    expect(loggableError({ name: 'Nom-typé' })).toEqual({ type: 'Object', message: '', stack: '' });
    expect(loggableError(null)).toEqual({ type: 'object', message: '', stack: '' });
  });
});
