import { TrackdechetsError, type TrackdechetsErrorKind } from '../trackdechets/errors';
import { fault, placed, refusalFaults } from './refusals';
import { pauseAfter, stepAfter } from './outcome';

const failed = (kind: TrackdechetsErrorKind, details: object = {}): TrackdechetsError =>
  new TrackdechetsError(kind, 'CreateBsff', { code: 'CODE', ...details });
const after = (kind: TrackdechetsErrorKind, sent = true) =>
  stepAfter(failed(kind), { kind: 'CREATE', attempts: 1, sent });

describe('what follows a request that did not succeed', () => {
  it('is doubt only when the act itself may have been done', () => {
    expect(after('UNKNOWN_OUTCOME').to).toBe('UNCERTAIN');
    expect(after('UNKNOWN_OUTCOME', false)).toMatchObject({ to: 'WAITING', reason: 'TRACKDECHETS_UNAVAILABLE' });
    for (const kind of ['CREDENTIALS', 'RATE_LIMITED', 'UNAVAILABLE', 'FORBIDDEN', 'REFUSED', 'MALFORMED'] as const) {
      expect(after(kind).to).not.toBe('UNCERTAIN');
    }
  });

  it('waits for what can come back, and ends on what cannot', () => {
    expect(after('CREDENTIALS')).toMatchObject({ to: 'WAITING', reason: 'NO_VALID_TOKEN' });
    expect(after('UNAVAILABLE')).toMatchObject({ to: 'WAITING', reason: 'TRACKDECHETS_UNAVAILABLE' });
    expect(after('FORBIDDEN')).toMatchObject({ to: 'REFUSED', reason: 'TRACKDECHETS_ROLE_MISSING' });
    expect(after('NOT_FOUND')).toMatchObject({ to: 'REFUSED', reason: 'REMOVED_ON_TRACKDECHETS' });
    expect(after('MALFORMED')).toMatchObject({ to: 'REFUSED', reason: 'TRACKDECHETS_ERROR' });
  });

  it('heeds the time that Trackdéchets asks for, else waits longer and longer, half a minute at most', () => {
    const step = stepAfter(failed('RATE_LIMITED', { retryAfter: 42 }), { kind: 'CREATE', attempts: 0, sent: true });
    expect(step.pauseMs).toBe(42_000);
    const pauses = Array.from({ length: 10 }, (_, attempts) => pauseAfter(attempts));
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(Math.max(...pauses)).toBe(30_000);
  });
});

describe('refusals on the document’s own fields', () => {
  it('keep the field, our words in both languages and Trackdéchets’ sentence', () => {
    const issues = [{ path: ['packagings', '1', 'numero'], field: 'packagings.0.numero', message: 'Le numéro manque' }];
    expect(refusalFaults(failed('REFUSED', { issues }), 'CREATE')).toEqual([
      {
        path: 'packagings.0.numero',
        code: 'TRACKDECHETS_REFUSED',
        fr: 'Contenant n° 1, numéro : refusé par Trackdéchets.',
        en: 'Container no. 1, number: refused by Trackdéchets.',
        trackdechets: 'Le numéro manque',
      },
    ]);
  });

  it('tell a sealed field from a missing right, which share one code', () => {
    const sealed = failed('FORBIDDEN', { trackdechetsMessage: 'Des champs ont été verrouillés via signature' });
    expect(refusalFaults(sealed, 'UPDATE')[0]?.code).toBe('FIELD_SEALED');
    expect(refusalFaults(failed('FORBIDDEN'), 'UPDATE')[0]?.code).toBe('TRACKDECHETS_ROLE_MISSING');
  });

  it('find the company that Trackdéchets names by its number alone', () => {
    const message = "L'établissement 00000087000014 est fermé";
    const found = refusalFaults(failed('REFUSED', { trackdechetsMessage: message }), 'CREATE');
    const input = { emitter: { company: { siret: '1' } }, destination: { company: { siret: '00000087000014' } } };
    expect(placed(found, input)).toMatchObject([{ code: 'COMPANY_CLOSED', path: 'destination.company.siret' }]);
    expect(placed([fault('TRACKDECHETS_REFUSED', 'waste.code')], input)[0]?.path).toBe('waste.code');
  });
});
