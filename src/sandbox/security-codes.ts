import { type Clock } from './clock';
import { TrackdechetsFault, forbidden } from './faults-of-api';
import { type SandboxCompany, type SandboxUser } from './registry';

const TRIES = 3;
const WINDOW_MS = 30 * 60_000;
const LOCK_MS = 10_000;

interface Tries {
  failed: number;
  since: number;
  lockedUntil: number;
}

/** Signing for an establishment with its four-digit code, and the lock after three tries (facts: bsff-lifecycle 3.4). */
export class SecurityCodes {
  private readonly tries = new Map<string, Tries>();

  constructor(private readonly clock: Clock) {}

  /** @throws TOO_MANY_REQUESTS from the third try on, even a right one, and for ten seconds; FORBIDDEN when the code is wrong */
  check(user: SandboxUser, company: SandboxCompany, code: number): void {
    const now = this.clock.now().getTime();
    const key = `${user.id}|${company.orgId}`;
    const known = this.tries.get(key);
    if (known && known.lockedUntil > now) throw locked();
    const tries = known && now - known.since < WINDOW_MS ? known : { failed: 0, since: now, lockedUntil: 0 };
    this.tries.set(key, tries);
    if (tries.failed >= TRIES - 1) {
      this.tries.set(key, { failed: 0, since: now, lockedUntil: now + LOCK_MS });
      throw locked();
    }
    if (company.securityCode === code) {
      this.tries.delete(key);
      return;
    }
    tries.failed++;
    throw forbidden(`Code de signature erroné. Essais restants : ${TRIES - tries.failed}.`);
  }
}

function locked(): TrackdechetsFault {
  return new TrackdechetsFault('TOO_MANY_REQUESTS', 'Trop de codes de signature erronés. Patientez 10 secondes.');
}
