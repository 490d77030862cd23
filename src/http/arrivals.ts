/** Requests are held back for so long at most, however many connections keep coming. Milliseconds. */
const LONGEST = 25;

/**
 * Node accepts one connection a turn of its event loop, and a turn lasts as long as the requests that are carried out in it: clients that
 * connect while others keep the replica busy would wait for seconds. While connections come, requests therefore wait for the turn that
 * brings none: a hundred connections are accepted in a few milliseconds then.
 */
export class Arrivals {
  private connected = false;
  private held: (() => void)[] = [];
  private since = 0;

  /** A connection was accepted. */
  connection(): void {
    this.connected = true;
  }

  /** Carries out a request: now, or once no connection comes any more. */
  request(carryOut: () => void): void {
    if (this.held.push(carryOut) > 1) return;
    if (!this.connected) return this.letGo();
    this.since = performance.now();
    setImmediate(() => this.look());
  }

  private look(): void {
    if (!this.connected || performance.now() - this.since > LONGEST) return this.letGo();
    this.connected = false;
    setImmediate(() => this.look());
  }

  private letGo(): void {
    const { held } = this;
    this.held = [];
    for (const carryOut of held) carryOut();
  }
}
