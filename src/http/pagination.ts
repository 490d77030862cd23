import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { isInstant } from './instant';
import { Problem } from './problem';
import { numeric } from './text';
import { isUnstorable } from './validation';

/** Query of every list: `limit` (default 50, at most 200) and `cursor` (the `nextCursor` of the page before). */
export class PageQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 50 })
  @Transform(numeric)
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(200)
  limit = 50;

  @ApiPropertyOptional({ description: 'nextCursor of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;
}

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** An opaque cursor: the sort key of the last item shown. */
export function encodeCursor(key: (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

type Matcher = Pick<RegExp, 'test'>;

/** 24:00 is left out: with a fraction behind it PostgreSQL refuses it. */
const TIMESTAMP = /^(\d{4}-\d\d-\d\d)[T ]((?!24)\d\d:\d\d:\d\d)(\.\d{1,6})?(Z|\+00(:00)?)?$/;

/** The sort key inside a cursor; CURSOR_INVALID when it is not one of ours, `matchers` telling what each part looks like. */
export function decodeCursor(cursor: string | undefined, matchers: Matcher[]): string[] | null {
  if (cursor === undefined || cursor === '') return null;
  try {
    const key = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown;
    if (Array.isArray(key) && key.length === matchers.length) {
      const parts = key.map(String);
      if (parts.every((part, index) => matchers[index]?.test(part) && !isUnstorable(part))) return parts;
    }
  } catch {
    // Told below.
  }
  throw new Problem('CURSOR_INVALID');
}

/** Cuts a list read with one item too many into a page. */
export function pageOf<T>(rows: T[], limit: number, keyOf: (last: T) => (string | number)[]): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null };
}

/** Matchers for decodeCursor. */
export const CURSOR_UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const CURSOR_INTEGER = /^\d{1,18}$/;
export const CURSOR_TIMESTAMP: Matcher = {
  test: (part) => {
    const [, day, time] = TIMESTAMP.exec(part) ?? [];
    return isInstant(`${day}T${time}Z`);
  },
};
