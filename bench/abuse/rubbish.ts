/** Requests that no client should send, each another one; `random` gives numbers from 0 to 1. */
export function rubbish(random: () => number, session: string, ids: readonly string[]): Buffer {
  const below = (count: number): number => Math.floor(random() * count);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  const noise = (length: number): Buffer => Buffer.from(Array.from({ length }, () => below(256)));

  const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(below(2) ? levels : below(levels));
  const value = (depth = 0): string =>
    pick<() => string>([
      () => String(pick([0, -1, 1e308, -1e-320, 2 ** 53, NaN])),
      () =>
        pick([
          'null',
          'true',
          '"\\u0000"',
          '"\\ud800"',
          '""',
          '"../../etc/passwd"',
          `"${"x'; DROP TABLE bsffs;--".repeat(5)}"`,
        ]),
      () => JSON.stringify('é🧊\u202e'.repeat(below(200))),
      () => deep(below(200)),
      () => `"${'a'.repeat(below(5_000))}"`,
      () => (depth > 3 ? '{}' : object(depth + 1)),
      () => (depth > 3 ? '[]' : `[${Array.from({ length: below(6) }, () => value(depth + 1)).join()}]`),
    ])();
  const KEYS = ['type', 'weight', 'packagings', 'transporter', 'destination', 'waste', 'establishmentId', 'reference'];
  const object = (depth = 0): string => {
    const keys = [
      ...KEYS,
      '__proto__',
      'constructor',
      'toString',
      'length',
      '$where',
      '',
      'é',
      'company',
      'email',
      'bsffIds',
    ];
    return `{${Array.from({ length: below(8) }, () => `${JSON.stringify(pick(keys))}:${value(depth)}`).join()}}`;
  };

  const BODIES: (() => Buffer)[] = [
    () => Buffer.from(object()),
    () => Buffer.from(value()),
    () => Buffer.from(object().slice(0, below(200))),
    () => noise(below(2_000)),
    () => Buffer.concat([Buffer.from('{"reference":"'), noise(8), Buffer.from('"}')]),
    () => Buffer.from(`{${Array.from({ length: below(3_000) }, (_, n) => `"k${n}":${n}`).join()}}`),
    () => Buffer.from(deep(50_000)),
    () => Buffer.alloc(0),
  ];
  const ROOTS = [
    'bsffs',
    'exports',
    'partners',
    'establishments',
    'fiches-intervention',
    'users',
    'sessions',
    'me',
    'companies',
    'pulls',
    'events',
    'audit-events',
    'refrigerants',
    'hooks/trackdechets',
    'invitations',
    'trackdechets-contact',
    'nowhere',
  ];
  const PIECES = [
    () => pick(ids),
    () => '%',
    () => '%00',
    () => '%C3%28',
    () => '..%2f..%2f',
    () => 'readiness',
    () => 'x'.repeat(below(4_000)),
    () => '__proto__',
    () => '﷽'.repeat(below(20)),
    () => "1'%20OR%201=1",
    () => 'exports',
    () => 'history',
    () => 'pdf',
  ];
  const PARAMETERS = [
    'limit',
    'cursor',
    'query',
    'exportState',
    'status',
    'updatedSince',
    'step',
    '__proto__',
    'a[b][c]',
    'constructor',
  ];
  const path = (): string => {
    const pieces = Array.from({ length: below(4) }, () => pick(PIECES)());
    const many = below(20) === 0 ? 600 : below(5);
    const query = Array.from(
      { length: many },
      () => `${pick(PARAMETERS)}=${pick(['', '1', '-1', '%', '%00', '%ff', '💥', 'x'.repeat(20)])}`,
    );
    return `${pick(['/api/v1', '/api/v1', '/api/v1', '', '/api', '//', '/docs'])}/${[pick(ROOTS), ...pieces].join('/')}${query.length ? `?${query.join('&')}` : ''}`;
  };
  const HEADERS: (() => string)[] = [
    () => `X-${below(1000)}: ${'v'.repeat(below(3_000))}`,
    () => `Accept-Language: ${pick(['*', ',,,;q=9', 'x'.repeat(500), 'fr-FR;q=abc'])}`,
    () =>
      `Content-Type: ${pick(['application/json', 'application/json; charset=utf-7', 'text/xml', ';;;', 'multipart/form-data'])}`,
    () => `Content-Encoding: ${pick(['gzip', 'br', 'deflate', 'zstd', 'gzip, gzip'])}`,
    () => `If-Match: ${pick(['*', '"', 'W/"1"', 'x'.repeat(900)])}`,
    () => `Idempotency-Key: ${pick(['', 'k', 'é', 'x'.repeat(300)])}`,
    () => `Last-Event-ID: ${pick(['', '-', '99999999999999999999-1', 'x'.repeat(500)])}`,
    () => `Cookie: session=${pick(['', ';', '"', 'x'.repeat(2_000), '%'])}`,
    () => `X-Forwarded-For: ${pick(['', 'nobody', '::1, 1.2.3.4', ','.repeat(300)])}`,
    () => `X-Request-Id: ${pick(['', '<script>', 'x'.repeat(100)])}`,
    () => `Expect: ${pick(['100-continue', 'more'])}`,
    () => `Range: bytes=0-,${'1-2,'.repeat(50)}`,
    () =>
      pick([
        'No colon',
        'Bad Name: 1',
        ': empty',
        'Transfer-Encoding: gzip',
        'Content-Length: -1',
        'Upgrade: websocket',
      ]),
  ];
  const METHODS = [
    'GET',
    'GET',
    'POST',
    'POST',
    'PATCH',
    'PUT',
    'DELETE',
    'HEAD',
    'TRACE',
    'PROPFIND',
    'PURGE',
    'CONNECT',
    'get',
    'FETCH',
    '',
  ];

  if (below(25) === 0) return Buffer.concat([noise(below(3_000)), Buffer.from('\r\n\r\n')]);
  const body = pick(BODIES)();
  const headers = Array.from({ length: below(6) }, () => pick(HEADERS)());
  const type = below(4) ? ['Content-Type: application/json'] : [];
  const access = below(3)
    ? [`Authorization: Bearer ${session}`]
    : below(2)
      ? [`Authorization: ${pick(['Bearer', 'Basic eDp5', 'Bearer ' + 'x'.repeat(99)])}`]
      : [];
  const chunked = below(12) === 0;
  const size = chunked ? 'Transfer-Encoding: chunked' : `Content-Length: ${body.length}`;
  const sent = chunked
    ? Buffer.from(pick(['zz\r\n', `${body.length.toString(16)}\r\n`, '0\r\n\r\n']))
    : Buffer.alloc(0);
  const head = [
    `${pick(METHODS)} ${path()} HTTP/${pick(['1.1', '1.1', '1.1', '1.0', '3.7'])}`,
    'Host: connector',
    ...access,
    ...type,
    ...headers,
    size,
    'Connection: close',
    '',
    '',
  ];
  return Buffer.concat([
    Buffer.from(head.join('\r\n')),
    sent,
    body,
    chunked ? Buffer.from('\r\n0\r\n\r\n') : Buffer.alloc(0),
  ]);
}
