import { type Clock } from './clock';
import { type Platform, type PlatformChange } from './platform';
import { type WebhookTarget } from './webhook-settings';

const TIMEOUT_MS = 5_000;
const ATTEMPTS = 3;
const BETWEEN_ATTEMPTS_MS = 1_000;
const FAILURES_ACCEPTED = 5;
const FAILURES_FORGOTTEN_MS = 600_000;
const DEFAULT_DELAY_MS = 300;
const LAST = 50;

/** One POST to an endpoint, as the control endpoint shows it. */
export interface Delivery {
  at: string;
  orgId: string;
  endpointUri: string;
  action: string;
  id: string;
  attempt: number;
  /** HTTP status, or what kept it from being had. */
  outcome: number | string;
}

/**
 * Delivers webhooks as the real platform does: some time after the change, three attempts a second apart that go to every
 * recipient again, and an endpoint switched off by its sixth failure within ten minutes (facts: webhooks 5.2 and 5.4).
 */
export class WebhookDelivery {
  readonly last: Delivery[] = [];
  private readonly failures = new Map<string, { count: number; forgottenAt: number }>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private platform: Platform | undefined;
  private stopped = false;

  constructor(
    private readonly clock: Clock,
    private readonly delayMs = DEFAULT_DELAY_MS,
  ) {}

  /** Follows this platform's changes from now on, and no other's. */
  watch(platform: Platform): void {
    this.platform = platform;
    this.failures.clear();
    platform.on('change', (change) => {
      if (this.platform !== platform || platform.webhookTargets(change.orgIds).length === 0) return;
      this.later(this.delayMs, () => this.attempt(platform, change, 1));
    });
  }

  stop(): void {
    this.stopped = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }

  private later(ms: number, act: () => Promise<void>): void {
    if (this.stopped) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      void act();
    }, ms);
    this.timers.add(timer);
  }

  private async attempt(platform: Platform, change: PlatformChange, number: number): Promise<void> {
    const targets = platform.webhookTargets(change.orgIds);
    const sent = await Promise.all(targets.map((target) => this.post(platform, target, change, number)));
    if (sent.includes(false) && number < ATTEMPTS && this.platform === platform) {
      this.later(BETWEEN_ATTEMPTS_MS, () => this.attempt(platform, change, number + 1));
    }
  }

  private async post(
    platform: Platform,
    target: WebhookTarget,
    { action, id }: PlatformChange,
    attempt: number,
  ): Promise<boolean> {
    const { orgId, endpointUri, token } = target;
    const outcome = await call(endpointUri, token, [{ action, id }]);
    if (this.stopped) return true;
    this.last.unshift({ at: this.clock.now().toISOString(), orgId, endpointUri, action, id, attempt, outcome });
    if (this.last.length > LAST) this.last.pop();
    const succeeded = typeof outcome === 'number' && outcome >= 200 && outcome < 300;
    if (!succeeded) this.countFailure(platform, target);
    return succeeded;
  }

  private countFailure(platform: Platform, { settingId, orgId, endpointUri }: WebhookTarget): void {
    const key = `${orgId}|${endpointUri}`;
    const now = this.clock.now().getTime();
    const known = this.failures.get(key);
    const count = known && known.forgottenAt > now ? known.count : 0;
    if (count >= FAILURES_ACCEPTED) {
      this.failures.delete(key);
      platform.deactivateWebhook(settingId);
    } else {
      this.failures.set(key, { count: count + 1, forgottenAt: now + FAILURES_FORGOTTEN_MS });
    }
  }
}

/** The header reads `Bearer:` with its colon, as the real one does. */
async function call(endpointUri: string, token: string, body: unknown): Promise<number | string> {
  try {
    const response = await fetch(endpointUri, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer: ${token}` },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    return cause instanceof Error ? ('code' in cause && String(cause.code)) || cause.name : String(cause);
  }
}
