/** Trackdéchets cuts a request after 60 s: a page that takes a tenth of that is long enough. Milliseconds. */
const COMFORTABLE = 2_000;
const LONG = 6_000;
const SMALLEST = 10;
const USUAL = 50;
const LARGEST = 200;

/** How many documents to ask for in full at once, from how long the last page took. */
export class PageSize {
  size = USUAL;

  /** The last page came in `ms`. */
  took(ms: number): void {
    if (ms > LONG) this.shrink();
    else if (ms < COMFORTABLE) this.size = Math.min(LARGEST, Math.round(this.size * 1.5));
  }

  /** Halves the page; false when it is as small as it gets. */
  shrink(): boolean {
    if (this.size === SMALLEST) return false;
    this.size = Math.max(SMALLEST, Math.floor(this.size / 2));
    return true;
  }
}
