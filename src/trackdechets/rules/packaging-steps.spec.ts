import { type PackagingTreatment, emptyCompany } from './document';
import { exampleCompany, signature } from '../../../test/support/example-bsff';
import { lastTreatmentSignature, missingTreatment, treatmentConsistency, treatmentFormats } from './packaging-steps';

interface Change {
  acceptation?: Partial<PackagingTreatment['acceptation']>;
  operation?: Partial<PackagingTreatment['operation']>;
}

function treated({ acceptation, operation }: Change = {}): PackagingTreatment {
  return {
    numero: 'B-1',
    acceptation: {
      date: signature.date,
      weight: 8,
      status: 'ACCEPTED',
      refusalReason: null,
      wasteCode: null,
      wasteDescription: 'R404A',
      signature: null,
      ...acceptation,
    },
    operation: {
      code: 'R2',
      mode: 'REUTILISATION',
      description: 'Régénération',
      date: signature.date,
      noTraceability: false,
      nextDestination: { plannedOperationCode: null, cap: null, company: emptyCompany() },
      signature: null,
      ...operation,
    },
  };
}
const nextDestination = {
  plannedOperationCode: 'R2' as const,
  cap: null,
  company: exampleCompany('00000043000017', 'GAZ'),
};
const unknown = (): undefined => undefined;
const consistency = (change: Change): string[] =>
  treatmentConsistency(treated(change), unknown).map(({ path, rule }) => `${path.join('.')}|${rule}`);
const missing = (change: Change, step: 'ACCEPTATION' | 'OPERATION'): string[] =>
  missingTreatment(treated(change), step).map(({ path }) => path.join('.'));

describe('the treatment of a packaging', () => {
  it('is clean when complete', () => {
    expect(treatmentFormats(treated())).toEqual({ kinds: [], forms: [] });
    expect(consistency({})).toEqual([]);
  });

  it.each<[Change, string[]]>([
    [{ acceptation: { weight: 0 } }, ['|WEIGHT_OF_ACCEPTATION']],
    [{ acceptation: { status: 'REFUSED' } }, ['|WEIGHT_OF_REFUSAL']],
    [{ acceptation: { status: 'REFUSED', weight: 0 } }, []],
    [{ operation: { mode: 'ELIMINATION' } }, ['|MODE_OF_OPERATION']],
    [{ operation: { mode: 'ELIMINATION', signature } }, []],
    [{ operation: { code: 'D13', mode: 'RECYCLAGE' } }, ['|MODE_OF_OPERATION']],
    [{ operation: { noTraceability: true } }, ['|NO_TRACEABILITY_OF_FINAL']],
    [{ operation: { nextDestination } }, ['|NEXT_DESTINATION_OF_FINAL']],
    [{ operation: { code: 'D13', mode: null, nextDestination } }, []],
  ])('%j leaves an unplaced issue', (change, found) => {
    expect(consistency(change)).toEqual(found);
  });

  it('writes flat names for forms', () => {
    const { kinds, forms } = treatmentFormats(
      treated({
        acceptation: { status: 'PARTIALLY_REFUSED', weight: -1, wasteCode: '01 01 01' },
        operation: {
          description: 'd'.repeat(251),
          nextDestination: { ...nextDestination, company: { ...emptyCompany(), siret: '1' } },
        },
      }),
    );
    expect(kinds.map(({ path }) => path.join('.'))).toEqual(['acceptationWasteCode']);
    expect(forms.map(({ path }) => path.join('.'))).toEqual([
      'acceptationStatus',
      'acceptationWeight',
      'operationDescription',
      'operationNextDestinationCompanySiret.nextDestination.company.siret',
    ]);
  });

  it('looks the next destination up as a destination', () => {
    const lost = treated({ operation: { code: 'D13', mode: null, nextDestination } });
    expect(treatmentConsistency(lost, () => null).map(({ path }) => path.join('.'))).toEqual([
      'destination.company.siret',
    ]);
  });

  it('asks a refusal for its reason, an operation for a mode when its code has some', () => {
    expect(missing({ acceptation: { status: 'REFUSED', weight: 0 } }, 'ACCEPTATION')).toEqual([
      'acceptationRefusalReason',
    ]);
    expect(missing({ acceptation: { signature }, operation: { mode: null } }, 'OPERATION')).toEqual(['operationMode']);
  });

  it('asks an intermediate operation for where the fluid goes, unless its traceability ends', () => {
    const intermediate = { code: 'D13' as const, mode: null };
    expect(missing({ acceptation: { signature }, operation: intermediate }, 'OPERATION')).toEqual([
      'operationNextDestinationPlannedOperationCode',
      'operationNextDestinationCompanyName',
      'operationNextDestinationCompanySiret',
      'operationNextDestinationCompanyVatNumber',
      'operationNextDestinationCompanyAddress',
      'operationNextDestinationCompanyContact',
      'operationNextDestinationCompanyPhone',
      'operationNextDestinationCompanyMail',
    ]);
    expect(
      missing({ acceptation: { signature }, operation: { ...intermediate, noTraceability: true } }, 'OPERATION'),
    ).toEqual([]);
    expect(missing({ operation: { ...intermediate, noTraceability: true } }, 'OPERATION')).toEqual([
      'acceptationSignatureAuthor',
      'acceptationSignatureDate',
    ]);
  });

  it('knows its last signature', () => {
    expect(lastTreatmentSignature(treated())).toBeNull();
    expect(lastTreatmentSignature(treated({ acceptation: { signature } }))).toBe('ACCEPTATION');
    expect(lastTreatmentSignature(treated({ acceptation: { signature }, operation: { signature } }))).toBe('OPERATION');
  });
});
