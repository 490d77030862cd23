import { type Environment } from './environment';
import { type RetentionPeriods, retentionPeriodsOf } from './retention-periods';
import { type TrackdechetsOauthConfig, trackdechetsOauthOf } from './trackdechets-oauth';
import { originsOf } from './web-urls';

export interface EncryptionKey {
  id: string;
  /** 32 bytes. */
  key: Buffer;
}

/** What the running process was told: validated once at the start, read everywhere, never changed. */
export class AppConfig {
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string;
  readonly databasePoolSize: number;
  /** False: somebody else runs the migrate command, and a start waits for it. */
  readonly migrateOnStart: boolean;
  /** After being asked to stop, requests are still served this long, for load balancers to take note. Milliseconds. */
  readonly shutdownDelayMs: number;
  readonly trackdechetsApiUrl: string;
  /** True when the platform is the built-in stand-in. */
  readonly sandbox: boolean;
  readonly trackdechetsRequestsPerMinute: number;
  readonly trackdechetsTimeoutMs: number;
  /** Null when people can only paste their token. */
  readonly trackdechetsOauth: TrackdechetsOauthConfig | null;
  /** After an unknown outcome, Trackdéchets can no longer be executing the request once this has passed. Milliseconds. */
  readonly exportSettleMs: number;
  /** Seconds between two scheduled pulls; 0 turns them off. */
  readonly pullIntervalSeconds: number;
  readonly retention: RetentionPeriods;
  /** The first one encrypts, all of them decrypt. */
  readonly credentialsKeys: readonly [EncryptionKey, ...EncryptionKey[]];
  readonly firstAdministrator: { email: string; password: string } | null;
  readonly publicUrl: string | null;
  /** As browsers write them. */
  readonly corsOrigins: string[];
  readonly trustedProxies: number;
  readonly logLevel: string;
  /** What /metrics asks for; null when it is open. */
  readonly metricsToken: string | null;

  constructor(
    environment: Environment,
    resolved: { databaseUrl: string; trackdechetsApiUrl: string; sandbox: boolean; credentialsKeys: string },
  ) {
    this.production = environment.NODE_ENV === 'production';
    this.port = environment.PORT ?? 3000;
    this.host = environment.HOST ?? (this.production ? '0.0.0.0' : '127.0.0.1');
    this.databaseUrl = resolved.databaseUrl;
    this.databasePoolSize = environment.DATABASE_POOL_SIZE ?? 10;
    this.migrateOnStart = environment.MIGRATE_ON_START !== 'false';
    this.shutdownDelayMs = (environment.SHUTDOWN_DELAY_SECONDS ?? 0) * 1_000;
    this.trackdechetsApiUrl = resolved.trackdechetsApiUrl;
    this.sandbox = resolved.sandbox;
    this.trackdechetsRequestsPerMinute = environment.TRACKDECHETS_REQUESTS_PER_MINUTE ?? 1000;
    this.trackdechetsTimeoutMs = environment.TRACKDECHETS_TIMEOUT_MS ?? 65_000;
    this.trackdechetsOauth = trackdechetsOauthOf(environment, resolved);
    // Trackdéchets' requests end within 65 s; the rest is for a request that leaves late and for the clocks.
    this.exportSettleMs = (environment.EXPORT_SETTLE_SECONDS ?? 85) * 1_000;
    this.pullIntervalSeconds = environment.PULL_INTERVAL_SECONDS ?? 600;
    this.retention = retentionPeriodsOf(environment);
    this.credentialsKeys = parseKeys(resolved.credentialsKeys);
    this.firstAdministrator =
      environment.ADMIN_EMAIL && environment.ADMIN_PASSWORD
        ? { email: environment.ADMIN_EMAIL, password: environment.ADMIN_PASSWORD }
        : null;
    this.publicUrl = environment.PUBLIC_URL?.replace(/\/$/, '') ?? null;
    this.corsOrigins = originsOf(environment.CORS_ORIGINS);
    this.trustedProxies = environment.TRUSTED_PROXIES ?? 0;
    this.metricsToken = environment.METRICS_TOKEN ?? null;
    this.logLevel = environment.LOG_LEVEL ?? (environment.NODE_ENV === 'test' ? 'silent' : 'info');
  }
}

function parseKeys(text: string): [EncryptionKey, ...EncryptionKey[]] {
  const keys = text.split(',').map((part) => {
    const [id = '', key = ''] = part.split(':');
    return { id, key: Buffer.from(key, 'base64') };
  });
  return keys as [EncryptionKey, ...EncryptionKey[]];
}
