import { type BsffDocument } from './document';
import { exampleBsff } from '../../../test/support/example-bsff';
import { consistencyIssues, formatIssues, transporterFormatIssues } from './formats';
import { type Issue } from './issues';

const told = (issues: Issue[]): [string, string, string][] =>
  issues.map(({ path, field, rule }) => [path.join('.'), field, rule]);
const forms = (change: (bsff: BsffDocument) => void) => told(formatIssues(exampleBsff(change)).forms);
const consistency = (change: (bsff: BsffDocument) => void) => told(consistencyIssues(exampleBsff(change)));
const packaging = (over: object) => (bsff: BsffDocument) => Object.assign(bsff.packagings[0] ?? {}, over);

describe('the form of each value', () => {
  it('finds nothing wrong with a complete document', () => {
    expect(formatIssues(exampleBsff())).toEqual({ kinds: [], forms: [] });
    expect(consistencyIssues(exampleBsff())).toEqual([]);
  });

  it('writes lengths and e-mails under flat names', () => {
    const found = forms((bsff) => {
      bsff.emitter.company.mail = 'pas un courriel';
      bsff.emitter.customInfo = 'i'.repeat(251);
      bsff.waste.adr = 'a'.repeat(751);
    });
    expect(found).toEqual([
      ['emitterCompanyMail', 'emitter.company.mail', 'INVALID_EMAIL'],
      ['emitterCustomInfo', 'emitter.customInfo', 'TOO_LONG'],
      ['wasteAdr', 'waste.adr', 'TOO_LONG'],
    ]);
  });

  it('follows the flat name of a SIRET by the role', () => {
    expect(forms((bsff) => (bsff.destination.company.siret = '123'))).toEqual([
      ['destinationCompanySiret.destination.company.siret', 'destination.company.siret', 'INVALID_SIRET'],
    ]);
  });

  it('refuses a French VAT number for a transporter', () => {
    expect(forms((bsff) => (bsff.transporters[0]!.company.vatNumber = 'FR87850019464'))).toEqual([
      [
        'transporters.0.transporterCompanyVatNumber.transporter.company.vatNumber',
        'transporter.company.vatNumber',
        'FRENCH_VAT_NUMBER',
      ],
    ]);
  });

  it('tells twice of what is no VAT number, once under its flat name alone', () => {
    const found = forms((bsff) => (bsff.transporters[0]!.company.vatNumber = 'BE123'));
    expect(found.map(([path, , rule]) => [path, rule])).toEqual([
      ['transporters.0.transporterCompanyVatNumber', 'INVALID_VAT_NUMBER'],
      ['transporters.0.transporterCompanyVatNumber.transporter.company.vatNumber', 'INVALID_VAT_NUMBER'],
    ]);
  });

  it('tells of a long packaging number for both places that keep it', () => {
    expect(forms(packaging({ numero: 'N'.repeat(251) })).map(([path]) => path)).toEqual([
      'packagings.0.emissionNumero',
      'packagings.0.numero',
    ]);
    expect(forms(packaging({ numero: 'N'.repeat(250) }))).toEqual([]);
  });

  it('holds unknown waste codes apart: they hide what is checked later', () => {
    expect(told(formatIssues(exampleBsff((bsff) => (bsff.waste.code = '14 06 01'))).kinds)).toEqual([
      ['wasteCode', 'waste.code', 'UNKNOWN_CODE'],
    ]);
  });

  it('counts transporters and plates', () => {
    const found = forms((bsff) => {
      const [first] = bsff.transporters;
      bsff.transporters = Array.from({ length: 6 }, () => structuredClone(first!));
      bsff.transporters[1]!.transport.plates = ['AAAA', 'BBBB', 'CCCC'];
    });
    expect(found).toEqual([
      ['transporters', 'transporters', 'TOO_MANY_ITEMS'],
      ['transporters.1.transporterTransportPlates', 'transporters.1.transport.plates', 'TOO_MANY_ITEMS'],
    ]);
  });
});

describe('packagings and weights', () => {
  it.each([
    [{ volume: 0 }, 'packagings.0.volume', 'NOT_POSITIVE'],
    [{ volume: null }, 'packagings.0.volume', 'REQUIRED'],
    [{ weight: 0 }, 'packagings.0.weight', 'NOT_POSITIVE'],
    [{ type: 'AUTRE' }, 'packagings.0.other', 'OTHER_REQUIRED'],
    [{ other: 'fût' }, 'packagings.0.other', 'OTHER_FORBIDDEN'],
  ])('%j', (over, path, rule) => {
    expect(consistency(packaging(over))).toEqual([[path, path, rule]]);
  });

  it('lets a draft wait for its volume, and copied packagings do without', () => {
    const draft = (bsff: BsffDocument): void => {
      bsff.isDraft = true;
      packaging({ volume: null })(bsff);
    };
    expect(consistency(draft)).toEqual([]);
    expect(consistency((bsff) => (packaging({ volume: null })(bsff), (bsff.type = 'GROUPEMENT')))).toEqual([]);
  });

  it('limits what goes by road to 40 t, writing the total’s path for a packaging too', () => {
    const heavy = (bsff: BsffDocument): void => {
      bsff.weight.value = 40_001;
      bsff.packagings[0]!.weight = 40_001;
    };
    expect(consistency(heavy)).toEqual([
      ['weight.value', 'weight.value', 'TOO_HEAVY_BY_ROAD'],
      ['weight.value', 'packagings.0.weight', 'TOO_HEAVY_BY_ROAD'],
    ]);
    expect(consistency((bsff) => (heavy(bsff), (bsff.transporters[0]!.transport.mode = 'RAIL')))).toEqual([]);
  });

  it.each([
    [['A'], ['PLATE_LENGTH']],
    [['     '], ['PLATE_BLANK']],
    [['     ', 'A'], ['PLATE_LENGTH']],
    [[''], ['PLATE_LENGTH']],
    [['AB-123-CD', 'X'.repeat(13)], ['PLATE_LENGTH']],
    [['AAAA', 'X'.repeat(12)], []],
  ])('plates %j', (plates, rules) => {
    const found = consistencyIssues(exampleBsff((bsff) => (bsff.transporters[0]!.transport.plates = plates)));
    expect(found.map(({ rule }) => rule)).toEqual(rules);
    expect(found.every(({ path }) => path.join('.') === 'transporters.0.transporter.transport.plates')).toBe(true);
  });
});

it('checks a transporter that stands alone without an index', () => {
  const [transporter] = exampleBsff((bsff) => {
    bsff.transporters[0]!.company.siret = '123';
    bsff.transporters[0]!.transport.plates = ['A'];
  }).transporters;
  expect(told(transporterFormatIssues(transporter!))).toEqual([
    ['transporterCompanySiret.transporter.company.siret', 'transporter.company.siret', 'INVALID_SIRET'],
    ['transporter.transport.plates', 'transporter.transport.plates', 'PLATE_LENGTH'],
  ]);
});
