import { type Platform, type SandboxUser } from '../platform';

export interface SandboxContext {
  platform: Platform;
  user: SandboxUser | null;
  /** Where clients reach the sandbox, without a slash at the end. */
  baseUrl: string;
  /** True when the user signed in to the web interface, which opens operations that no token does. */
  session?: boolean;
}

/** A resolver of this schema: synchronous, on plain values. */
export type Resolve<Source = never, Args = never> = (source: Source, args: Args, context: SandboxContext) => unknown;

/** Resolvers by type and field; what is not there is read off the source. */
export type Resolvers = Record<string, Record<string, Resolve>>;
