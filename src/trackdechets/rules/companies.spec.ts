import { type CompanyLookup, type KnownCompany, closedCompanies, companyIssues } from './companies';
import { type BsffDocument } from './document';
import { exampleBsff, signature } from '../../../test/support/example-bsff';

const emitter = '00000021000013';
const transporter = '00000032000010';
const destination = '00000043000017';

function directory(changes: Record<string, Partial<KnownCompany> | null> = {}): CompanyLookup {
  const types: Record<string, string[]> = {
    [emitter]: ['PRODUCER'],
    [transporter]: ['TRANSPORTER'],
    [destination]: ['COLLECTOR'],
  };
  return (orgId) => {
    if (changes[orgId] === null || !(orgId in types || orgId in changes)) return null;
    const base = {
      orgId,
      registered: true,
      verified: true,
      dormant: false,
      closed: false,
      companyTypes: types[orgId] ?? [],
    };
    return { ...base, ...changes[orgId] };
  };
}
const told = (lookup: CompanyLookup, change?: (bsff: BsffDocument) => void): string[] =>
  companyIssues(exampleBsff(change), lookup).map(({ path, rule }) => `${path.join('.')} ${rule}`);

describe('establishments', () => {
  it('accepts registered ones in the right roles', () => {
    expect(told(directory())).toEqual([]);
  });

  it.each([
    [{ [emitter]: null }, []],
    [{ [emitter]: { dormant: true } }, ['emitter.company.siret COMPANY_DORMANT']],
    [{ [destination]: null }, ['destination.company.siret COMPANY_NOT_REGISTERED']],
    [{ [destination]: { registered: false } }, ['destination.company.siret COMPANY_NOT_REGISTERED']],
    [{ [destination]: { companyTypes: ['PRODUCER'] } }, ['destination.company.siret COMPANY_WRONG_PROFILE']],
    [{ [destination]: { verified: false } }, ['destination.company.siret COMPANY_NOT_VERIFIED']],
    [{ [destination]: { dormant: true } }, ['destination.company.siret COMPANY_DORMANT']],
    [
      { [destination]: { dormant: true, companyTypes: [], verified: false } },
      [
        'destination.company.siret COMPANY_DORMANT',
        'destination.company.siret COMPANY_WRONG_PROFILE',
        'destination.company.siret COMPANY_NOT_VERIFIED',
      ],
    ],
    [{ [destination]: { registered: false, verified: false } }, ['destination.company.siret COMPANY_NOT_REGISTERED']],
    [{ [transporter]: null }, ['transporter.company.siret COMPANY_NOT_REGISTERED']],
    [{ [transporter]: { companyTypes: ['PRODUCER'] } }, ['transporter.company.siret COMPANY_WRONG_PROFILE']],
  ])('%j', (changes, issues) => {
    expect(told(directory(changes))).toEqual(issues);
  });

  it('asks nothing of a transporter exempted from the receipt', () => {
    expect(
      told(directory({ [transporter]: null }), (bsff) => (bsff.transporters[0]!.recepisse.isExempted = true)),
    ).toEqual([]);
  });

  it('asks a foreign one to be registered, exempted or not, and writes the path of a SIRET', () => {
    const foreign = (bsff: BsffDocument): void => {
      Object.assign(bsff.transporters[0]!.company, { siret: null, vatNumber: 'BE0541696005' });
      bsff.transporters[0]!.recepisse.isExempted = true;
    };
    expect(told(directory(), foreign)).toEqual(['transporter.company.siret COMPANY_NOT_REGISTERED']);
    expect(companyIssues(exampleBsff(foreign), directory())[0]?.field).toBe('transporter.company.vatNumber');
  });

  it('says nothing of those that nobody has asked about', () => {
    expect(told(() => undefined)).toEqual([]);
  });
});

describe('closed establishments', () => {
  const lookup = directory({ [emitter]: { closed: true }, [transporter]: { closed: true } });
  const fields = (skipEmitter: boolean, change?: (bsff: BsffDocument) => void): string[] =>
    closedCompanies(exampleBsff(change), lookup, { emitter: skipEmitter, destination: false }).map(
      ({ field }) => field,
    );

  it('are found wherever they may still change', () => {
    expect(fields(false)).toEqual(['emitter.company.siret', 'transporter.company.siret']);
    expect(fields(true)).toEqual(['transporter.company.siret']);
  });

  it('are left alone once they have signed the transport', () => {
    expect(fields(true, (bsff) => (bsff.transporters[0]!.transport.signature = signature))).toEqual([]);
  });
});
