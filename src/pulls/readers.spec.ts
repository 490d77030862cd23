import { type Establishment } from '../establishments/establishment.entity';
import { planReaders } from './readers';

const establishments = ['1', '2', '3'].map((siret) => ({ id: `e${siret}`, siret }) as Establishment);
const owner = (userId: string, orgIds: string[], permissions = ['BSD_CAN_LIST']) => ({
  userId,
  companies: orgIds.map((orgId) => ({ orgId, permissions })),
});
const sirets = (list: Establishment[]): string[] => list.map(({ siret }) => siret);

describe('planReaders', () => {
  it('lets the first owner read all they may list, and the next ones only the rest', () => {
    const { readers, unread } = planReaders(establishments, [owner('contact', ['1', '2']), owner('other', ['2', '3'])]);
    expect(readers.map((reader) => [reader.userId, sirets(reader.establishments)])).toEqual([
      ['contact', ['1', '2']],
      ['other', ['3']],
    ]);
    expect(unread).toEqual([]);
  });

  it('says which establishments nobody may list', () => {
    const { readers, unread } = planReaders(establishments, [owner('driver', ['1'], ['BSD_CAN_READ'])]);
    expect(readers).toEqual([]);
    expect(sirets(unread)).toEqual(['1', '2', '3']);
  });

  it('asks nothing for companies that are not the instance’s', () => {
    expect(planReaders(establishments, [owner('contact', ['9'])]).readers).toEqual([]);
  });
});
