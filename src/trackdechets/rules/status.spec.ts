import * as fc from 'fast-check';
import { OPERATIONS, type OperationCode } from './codes';
import { type TreatedPackaging, statusOf } from './status';
import { signature } from '../../../test/support/example-bsff';

interface Sketch {
  accepted?: 'ACCEPTED' | 'REFUSED';
  code?: OperationCode;
  noTraceability?: boolean;
  operated?: boolean;
  last?: { refused?: boolean; code?: OperationCode };
}

function packaging({
  accepted,
  code,
  noTraceability = false,
  operated = code !== undefined,
  last,
}: Sketch): TreatedPackaging {
  const acceptation = { status: accepted ?? null, signature: accepted ? signature : null };
  const operation = { code: code ?? null, noTraceability, signature: operated ? signature : null };
  const downstream = last && {
    acceptation: last.refused ? { status: 'REFUSED' as const, signature } : { status: null, signature: null },
    operation: { code: last.code ?? null, noTraceability: false },
  };
  return { acceptation, operation, last: downstream ?? { acceptation, operation } };
}

describe('the status of a BSFF', () => {
  it.each<[string, Sketch[], string | null]>([
    ['nothing signed', [{}], null],
    ['one of two accepted', [{ accepted: 'ACCEPTED' }, {}], null],
    ['all accepted', [{ accepted: 'ACCEPTED' }, { accepted: 'ACCEPTED' }], 'ACCEPTED'],
    ['one refused', [{ accepted: 'ACCEPTED' }, { accepted: 'REFUSED' }], 'PARTIALLY_REFUSED'],
    ['all refused', [{ accepted: 'REFUSED' }], 'REFUSED'],
    ['final', [{ accepted: 'ACCEPTED', code: 'R2' }, { accepted: 'REFUSED' }], 'PROCESSED'],
    ['intermediate', [{ accepted: 'ACCEPTED', code: 'D13' }], 'INTERMEDIATELY_PROCESSED'],
    ['intermediate without traceability', [{ accepted: 'ACCEPTED', code: 'D13', noTraceability: true }], 'PROCESSED'],
    ['final code not signed', [{ accepted: 'ACCEPTED', code: 'R2', operated: false }], 'ACCEPTED'],
    ['final downstream', [{ accepted: 'ACCEPTED', code: 'D13', last: { code: 'R5' } }], 'PROCESSED'],
    ['refused downstream', [{ accepted: 'ACCEPTED', code: 'D13', last: { refused: true } }], 'REFUSED'],
    ['treated before acceptance of the other', [{ accepted: 'ACCEPTED', code: 'R2' }, {}], null],
    ['no packaging', [], 'REFUSED'],
  ])('%s', (_, sketches, status) => {
    expect(statusOf(sketches.map(packaging))).toBe(status);
  });

  it('does not depend on the order of the packagings', () => {
    const sketch = fc.record(
      {
        accepted: fc.constantFrom('ACCEPTED' as const, 'REFUSED' as const),
        code: fc.constantFrom(...(Object.keys(OPERATIONS) as OperationCode[])),
        noTraceability: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(sketch, { minLength: 1, maxLength: 5 }), (sketches) => {
        const packagings = sketches.map(packaging);
        expect(statusOf(packagings.toReversed())).toBe(statusOf(packagings));
      }),
    );
  });
});
