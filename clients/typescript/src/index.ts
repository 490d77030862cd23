export { type CallOptions, type KeyedOptions, type MatchedOptions, newIdempotencyKey } from './calls.ts';
export { Connector } from './connector.ts';
export { type ConnectorEvent, type EventOptions } from './events.ts';
export * from './generated/operations.ts';
export { type ConnectorOptions } from './line.ts';
export { type components, type operations, type paths } from './generated/schema.ts';
export { ConnectionLost, type Fault, type ProblemCode, ProblemError } from './problem.ts';
export { type TransportOptions } from './transport.ts';
export { type WaitOptions, WaitTimeout } from './waiting.ts';
