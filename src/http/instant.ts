import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { buildMessage, IsOptional, ValidateBy } from 'class-validator';

const INSTANT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d))?$/;
/** In UTC. PostgreSQL knows no year 0, and the years that it writes with five digits are read by nobody else. */
const STORABLE = /^(?!0000)\d{4}-/;

/** True for a date that exists, alone or with a time and its offset, and that PostgreSQL takes. */
export function isInstant(value: unknown): value is string {
  if (typeof value !== 'string' || !INSTANT.test(value)) return false;
  const date = new Date(value);
  if (Number.isNaN(date.getTime()) || !STORABLE.test(date.toISOString())) return false;
  // The 31st of February is no date, even though JavaScript turns it into the 3rd of March.
  const day = new Date(`${value.slice(0, 10)}T00:00:00Z`);
  return day.toISOString().startsWith(value.slice(0, 10));
}

/** An instant with its offset, or a date alone, which Trackdéchets reads as midnight UTC; kept in UTC. */
export function Instant(more: { description?: string; nullable?: boolean } = {}): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      nullable: true,
      type: String,
      oneOf: ['date-time', 'date'].map((format) => ({ type: 'string', format })),
      example: '2026-11-22T08:00:00.000Z',
      ...more,
    }),
    IsOptional(),
    ValidateBy({
      name: 'isDateString',
      validator: { validate: isInstant, defaultMessage: buildMessage(() => 'an ISO 8601 date') },
    }),
    Transform(({ value }: { value: unknown }) => (isInstant(value) ? new Date(value).toISOString() : value)),
  );
}
