/** An order that cannot be carried out as given; the sentence is French then English. */
export class BadOrder extends Error {
  constructor(
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** Reads the JSON body of a control request, field by field. */
export class Order {
  private constructor(private readonly fields: Record<string, unknown>) {}

  /** @throws BadOrder when the text is not a JSON object; an empty text is an empty object */
  static from(text: string): Order {
    let value: unknown;
    try {
      value = text.trim() === '' ? {} : JSON.parse(text);
    } catch {
      throw new BadOrder('JSON invalide / Invalid JSON');
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new BadOrder('Objet JSON attendu / JSON object expected');
    }
    return new Order(value as Record<string, unknown>);
  }

  get all(): Record<string, unknown> {
    return this.fields;
  }

  has(name: string): boolean {
    return this.fields[name] !== undefined;
  }

  text(name: string): string {
    const value = this.fields[name];
    if (typeof value !== 'string' || value === '') throw new BadOrder(`Texte attendu / Text expected: ${name}`);
    return value;
  }

  number(name: string, least = 0): number {
    const value = this.fields[name];
    if (typeof value !== 'number' || !Number.isFinite(value) || value < least) {
      throw new BadOrder(`Nombre attendu (au moins ${least}) / Number expected (at least ${least}): ${name}`);
    }
    return value;
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T {
    const value = this.fields[name];
    const found = values.find((known) => known === value);
    if (!found) throw new BadOrder(`${name} : ${values.join(', ')}`);
    return found;
  }

  date(name: string): Date {
    const date = new Date(this.text(name));
    if (Number.isNaN(date.getTime())) throw new BadOrder(`Date ISO 8601 attendue / ISO 8601 date expected: ${name}`);
    return date;
  }

  optional<T>(name: string, read: (name: string) => T): T | undefined {
    return this.has(name) ? read(name) : undefined;
  }
}

const UNITS: Record<string, number> = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000, j: 86_400_000 };

/** Milliseconds of `90s`, `-2h`, `3d` (or `3j`), `250ms`, or of a plain number of seconds. @throws BadOrder */
export function duration(value: unknown): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value * 1_000;
  const [, amount, unit] = /^(-?\d+(?:\.\d+)?)\s*(ms|s|min|h|d|j)$/.exec(String(value)) ?? [];
  const factor = UNITS[unit ?? ''];
  if (!amount || !factor) throw new BadOrder('Durée attendue, par exemple 90s, 2h, 3d / Duration expected');
  return Number(amount) * factor;
}
