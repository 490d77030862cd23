import { seededRandom } from './seeded';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const BASE_36 = '0123456789abcdefghijklmnopqrstuvwxyz';
const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

const parisDay = new Intl.DateTimeFormat('fr-CA', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** Identifiers in the forms Trackdéchets gives them, repeatable under a seed. */
export class Ids {
  private readonly random: () => number;
  private count = 0;

  constructor(seed: number) {
    this.random = seededRandom(seed);
  }

  private draw(alphabet: string, length: number): string {
    let text = '';
    for (let i = 0; i < length; i++) text += alphabet.charAt(Math.floor(this.random() * alphabet.length));
    return text;
  }

  /** `FF-20261120-7XK3M9QZA`: the day in France and nine random characters. */
  bsff(now: Date): string {
    return `FF-${parisDay.format(now).replaceAll('-', '')}-${this.draw(CROCKFORD, 9)}`;
  }

  /** 25 characters in the manner of cuid: a time, a counter, chance. */
  cuid(now: Date): string {
    this.count = (this.count + 1) % 36 ** 4;
    const time = now.getTime().toString(36).padStart(8, '0').slice(-8);
    return `c${time}${this.count.toString(36).padStart(4, '0')}${this.draw(BASE_36, 12)}`;
  }

  /** A token for a link. */
  token(length: number): string {
    return this.draw(ALPHANUMERIC, length);
  }
}
