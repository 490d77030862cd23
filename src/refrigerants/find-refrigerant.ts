import { type Refrigerant, REFRIGERANTS } from './refrigerant';

const PREFIX = '(?:HCFC|HCFO|HFC|HFO|CFC|PFC|HC|FC|R)';
/** R-410A, R410A, r 410 a, HFO-1234yf, R 1234ze (E), RC318, R-13B1. */
const MENTION = new RegExp(
  `(?<![\\p{L}\\d])${PREFIX}[\\s.\\-]?(C?\\d{2,4}(?:B1)?)(?:(\\s?)-?([a-z]{1,3})(?![\\p{L}\\d]))?(?:\\s?\\(([EZ])\\))?`,
  'giu',
);

const byKey = new Map<string, Refrigerant>();
for (const fluid of REFRIGERANTS) byKey.set(keyOf(fluid.code.slice(2)), fluid);
// Of these two, one isomer alone is a refrigerant on the market: it is what the short name means.
for (const short of ['1234ZE', '1233ZD']) {
  const fluid = byKey.get(`${short}E`);
  if (fluid) byKey.set(short, fluid);
}

function keyOf(text: string): string {
  return text.replace(/[^a-z0-9]/gi, '').toUpperCase();
}

function fluidOf([, number = '', space, letters = '', isomer = '']: RegExpMatchArray): Refrigerant | undefined {
  const whole = byKey.get(keyOf(number + letters + isomer));
  // « R 22 de »: letters after a space may be the next word.
  return whole ?? (space || !letters ? byKey.get(keyOf(number)) : undefined);
}

/** The fluid that a text names, however it is written; null when it names none, or several. */
export function findRefrigerant(text: string): Refrigerant | null {
  const found = new Set<Refrigerant>();
  for (const mention of text.normalize('NFKC').slice(0, 1_000).matchAll(MENTION)) {
    const fluid = fluidOf(mention);
    if (!fluid) return null;
    found.add(fluid);
  }
  const [fluid] = found;
  return found.size === 1 && fluid ? fluid : null;
}
