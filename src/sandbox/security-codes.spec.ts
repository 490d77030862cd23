import { MovableClock } from './clock';
import { type SandboxCompany, type SandboxUser } from './platform';
import { SecurityCodes } from './security-codes';

const user = { id: 'u' } as SandboxUser;
const company = { orgId: '00000021000013', securityCode: 4217 } as SandboxCompany;

describe('security codes', () => {
  let clock: MovableClock;
  let codes: SecurityCodes;
  const attempt = (code: number): string => {
    try {
      codes.check(user, company, code);
      return 'OK';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  beforeEach(() => {
    clock = new MovableClock();
    codes = new SecurityCodes(clock);
  });

  it('lets the right one through, and forgets the wrong ones before it', () => {
    expect([1, 4217, 1, 4217].map(attempt)).toEqual(['FORBIDDEN', 'OK', 'FORBIDDEN', 'OK']);
  });

  it('refuses the third try even right, locks for ten seconds, then counts anew', () => {
    expect([1, 2, 4217, 4217].map(attempt)).toEqual([
      'FORBIDDEN',
      'FORBIDDEN',
      'TOO_MANY_REQUESTS',
      'TOO_MANY_REQUESTS',
    ]);
    clock.advance(10_001);
    expect([1, 4217].map(attempt)).toEqual(['FORBIDDEN', 'OK']);
  });

  it('forgets after half an hour', () => {
    expect([1, 2].map(attempt)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    clock.advance(30 * 60_000);
    expect(attempt(4217)).toBe('OK');
  });
});
