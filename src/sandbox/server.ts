import { randomInt } from 'node:crypto';
import { type GraphQLSchema } from 'graphql';
import { Agenda } from './agenda';
import { MovableClock, type Clock } from './clock';
import { ControlApi } from './control/control-api';
import { Counterpart } from './counterpart/counterpart';
import { type Directory, readDirectory } from './directory-file';
import { Generator } from './generated-bsffs';
import { FaultPlan } from './faults/fault-plan';
import { Outage } from './faults/outage';
import { Listener } from './http/listener';
import { PublicApi } from './http/public-api';
import { RateWindow } from './http/rate-window';
import { type OauthClient } from './oauth/applications';
import { Platform } from './platform';
import { type SandboxState } from './sandbox-state';
import { buildSandboxSchema } from './schema';
import { Traffic } from './traffic';
import { WebhookDelivery } from './webhook-delivery';

export interface SandboxOptions {
  /** A free port when absent or 0. */
  port?: number;
  host?: string;
  /** The control endpoint's port; a free one when absent or 0. */
  controlPort?: number;
  /** Companies and users; the one shipped with the sandbox when absent. */
  directory?: Directory;
  clock?: Clock;
  /** HTTP requests a minute for each client address; 1,000 when absent. */
  rateLimit?: number;
  /** Makes ids and faults repeatable; drawn when absent, so that two starts do not give the same ids. */
  seed?: number;
  /** Milliseconds added to every answer. */
  latencyMs?: number;
  /** Seconds (of the sandbox's clock) between two acts of the counterpart; it stays still when absent. */
  autoplaySeconds?: number;
  /** Milliseconds between a change and its webhook. */
  webhookDelayMs?: number;
  /** Lets webhooks go to http and to this machine, which the real platform refuses. */
  allowLocalWebhooks?: boolean;
  /** Applications that people may let act for them (OAuth2), known from the start. */
  oauthClients?: readonly OauthClient[];
}

export interface Sandbox {
  /** Where clients of Trackdéchets connect; GraphQL is at its root. */
  readonly url: string;
  readonly controlUrl: string;
  readonly platform: Platform;
  readonly clock: MovableClock;
  readonly faults: FaultPlan;
  /** Ends it at once, open connections included. */
  close(): Promise<void>;
}

/** Starts a stand-in for Trackdéchets and its control endpoint. @throws when a port is taken */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { host = '127.0.0.1', port = 0, controlPort = 0, autoplaySeconds } = options;
  const directory = options.directory ?? readDirectory();
  const schema: GraphQLSchema = buildSandboxSchema();
  const state = initialState(options, directory);
  const webhooks = new WebhookDelivery(state.clock, options.webhookDelayMs);
  const counterpart = new Counterpart(state, schema, autoplaySeconds);
  const attach = (platform: Platform): void => {
    state.platform = platform;
    webhooks.watch(platform);
    counterpart.watch(platform);
  };
  attach(state.platform);
  const generator = new Generator(state, schema);

  const api = new PublicApi(state, schema);
  const listener = new Listener(host, port, (request, response) => api.handle(request, response));
  const control = new ControlApi({ state, attach, counterpart, webhooks, generator, listener });
  const controlListener = new Listener(host, controlPort, (request, response) => control.handle(request, response));
  await listener.open();
  state.baseUrl = listener.url;
  try {
    await controlListener.open();
  } catch (error) {
    await listener.close();
    throw error;
  }
  state.controlUrl = controlListener.url;
  return {
    url: listener.url,
    controlUrl: controlListener.url,
    get platform() {
      return state.platform;
    },
    clock: state.clock,
    faults: state.faults,
    close: async () => {
      state.agenda.stop();
      webhooks.stop();
      await Promise.all([listener.close(), controlListener.close()]);
    },
  };
}

function initialState(options: SandboxOptions, directory: Directory): SandboxState {
  const { seed = randomInt(2 ** 31), rateLimit = 1_000, latencyMs = 0, allowLocalWebhooks, oauthClients } = options;
  const clock = new MovableClock(options.clock);
  const platformOptions = { directory, clock, seed, allowLocalWebhooks, oauthClients };
  return {
    platform: new Platform(platformOptions),
    platformOptions,
    clock,
    agenda: new Agenda(clock),
    faults: new FaultPlan(seed),
    outage: new Outage(clock),
    rate: new RateWindow(clock, rateLimit),
    traffic: new Traffic(clock),
    latencyMs,
    blacklist: new Set(),
    baseUrl: '',
    controlUrl: '',
  };
}
