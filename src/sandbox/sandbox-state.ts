import { type Agenda } from './agenda';
import { type MovableClock } from './clock';
import { type FaultPlan } from './faults/fault-plan';
import { type Outage } from './faults/outage';
import { type RateWindow } from './http/rate-window';
import { type Platform, type PlatformOptions } from './platform';
import { type Traffic } from './traffic';

/** What a running sandbox is made of. The platform is replaced whole by a reset or a loaded file. */
export interface SandboxState {
  platform: Platform;
  /** What a platform put in its place starts from. */
  readonly platformOptions: PlatformOptions & { seed: number };
  readonly clock: MovableClock;
  readonly agenda: Agenda;
  readonly faults: FaultPlan;
  readonly outage: Outage;
  readonly rate: RateWindow;
  readonly traffic: Traffic;
  /** Milliseconds added to every answer. */
  latencyMs: number;
  /** E-mails of users the platform's staff has locked out. */
  readonly blacklist: Set<string>;
  /** Where clients reach it, without a slash at the end. */
  baseUrl: string;
  controlUrl: string;
}
