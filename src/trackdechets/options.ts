/** What the Trackdéchets room needs to know; the module takes it from AppConfig. */
export interface TrackdechetsOptions {
  apiUrl: string;
  /** HTTP requests a minute for all replicas behind one address; Trackdéchets allows 1,000. */
  requestsPerMinute: number;
  /** Part of the burst that bulk work leaves to people who wait, from 0 to 1. */
  interactiveShare: number;
  /** For one exchange, the answer's body included. Milliseconds. */
  timeoutMs: number;
}

export const TRACKDECHETS_OPTIONS = Symbol('TRACKDECHETS_OPTIONS');
