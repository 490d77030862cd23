import { type Clock } from '../clock';
import { type Ids } from '../ids';
import { type SandboxUser } from '../registry';

const LIFE_MS = 600_000;
const CODE_LENGTH = 16;

interface IssuedCode {
  clientId: string;
  redirectUri: string;
  user: SandboxUser;
  until: number;
  used: boolean;
}

/** Codes that a consent gives and that an application exchanges once for a token, within 600 s. */
export class Codes {
  private readonly issued = new Map<string, IssuedCode>();

  constructor(
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  issue(grant: { clientId: string; redirectUri: string; user: SandboxUser }): string {
    const code = this.ids.token(CODE_LENGTH);
    this.issued.set(code, { ...grant, until: this.clock.now().getTime() + LIFE_MS, used: false });
    return code;
  }

  /** Whose consent it is, or why not, in Trackdéchets' words and order; a refused try leaves the code as it was. */
  redeem(code: string, clientId: string, redirectUri: string | undefined): { user: SandboxUser } | { refusal: string } {
    const grant = this.issued.get(code);
    if (!grant) return { refusal: 'Invalid authorization code' };
    if (grant.redirectUri !== redirectUri) return { refusal: 'Invalid redirect uri' };
    if (grant.clientId !== clientId) return { refusal: 'Invalid client id' };
    if (grant.used || grant.until <= this.clock.now().getTime()) return { refusal: 'Grant has expired' };
    grant.used = true;
    return { user: grant.user };
  }
}
