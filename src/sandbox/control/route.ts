import { type Counterpart } from '../counterpart/counterpart';
import { type Generator } from '../generated-bsffs';
import { type Listener } from '../http/listener';
import { type Platform } from '../platform';
import { type SandboxState } from '../sandbox-state';
import { type WebhookDelivery } from '../webhook-delivery';
import { type Order } from './order';

/** What the control endpoint commands. */
export interface Controlled {
  state: SandboxState;
  /** Puts another platform in the place of the present one. */
  attach: (platform: Platform) => void;
  counterpart: Counterpart;
  webhooks: WebhookDelivery;
  generator: Generator;
  listener: Listener;
}

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  /** Fields of the JSON body, as --help and GET / show them. */
  body?: string;
  french: string;
  english: string;
  act: (controlled: Controlled, order: Order, id: string) => unknown;
}
