import { type FullBsffFragment } from '../../trackdechets/generated';
import { remoteChanges, partiesOf } from './remote-document';

const signature = { date: '2026-11-20T08:00:00.000Z', author: 'Ada Froid' };
const document = (): FullBsffFragment =>
  ({
    id: 'FF-20261120-ABCDEFGHJ',
    createdAt: '2026-11-20T07:00:00.000Z',
    updatedAt: '2026-11-20T07:00:00.000Z',
    isDraft: false,
    status: 'SENT',
    type: 'COLLECTE_PETITES_QUANTITES',
    emitter: { company: { siret: '00000000000101' }, emission: { signature }, customInfo: null },
    waste: { code: '14 06 01*', description: 'R410A', adr: null },
    weight: { value: 12, isEstimate: false },
    transporters: [{ id: 't1', company: { siret: '00000000000202', vatNumber: null } }],
    destination: { company: { siret: '00000000000303' }, reception: null },
    packagings: [
      { id: 'p1', numero: 'B1', weight: 5, acceptation: null, operation: { noTraceability: false } },
      { id: 'p2', numero: 'B2', weight: 7, acceptation: null, operation: { noTraceability: false } },
    ],
    ficheInterventions: [
      { id: 'f1', numero: 'FI-1', detenteur: { company: { siret: '00000000000707' } } },
      { id: 'f2', numero: 'FI-2', detenteur: null },
    ],
    forwarding: [],
    grouping: [],
    repackaging: [],
  }) as unknown as FullBsffFragment;

describe('remoteChanges', () => {
  it('finds nothing in a repeat, whatever the order of fiches and the time of reading', () => {
    const again = document();
    again.ficheInterventions.reverse();
    again.updatedAt = '2026-11-20T09:00:00.000Z';
    expect(remoteChanges(document(), again)).toEqual([]);
  });

  it('tells each field of an acceptance by its container', () => {
    const after = document();
    const accepted = { date: signature.date, weight: 6.5, status: 'ACCEPTED', signature };
    after.packagings[1] = { ...after.packagings[1], acceptation: accepted } as FullBsffFragment['packagings'][number];
    after.status = 'RECEIVED';
    expect(remoteChanges(document(), after)).toEqual([
      { path: 'status', before: 'SENT', after: 'RECEIVED' },
      { path: 'packagings.1.acceptation.date', before: null, after: signature.date },
      { path: 'packagings.1.acceptation.weight', before: null, after: 6.5 },
      { path: 'packagings.1.acceptation.status', before: null, after: 'ACCEPTED' },
      { path: 'packagings.1.acceptation.signature.date', before: null, after: signature.date },
      { path: 'packagings.1.acceptation.signature.author', before: null, after: signature.author },
    ]);
  });

  it('does not take a container that was given a new id for another one', () => {
    const after = document();
    after.packagings = after.packagings.map((packaging, index) => ({ ...packaging, id: `new${index}` }));
    expect(remoteChanges(document(), after)).toEqual([]);
  });

  it('shows a transporter that left and one that came', () => {
    const after = document();
    after.transporters = [];
    expect(remoteChanges(document(), after)).toEqual([
      { path: 'transporters.0.company.siret', before: '00000000000202', after: null },
    ]);
    expect(remoteChanges(after, document())).toEqual([
      { path: 'transporters.0.company.siret', before: null, after: '00000000000202' },
    ]);
  });
});

describe('partiesOf', () => {
  it('names everyone who may read the document, holders included', () => {
    expect([...partiesOf(document())].sort()).toEqual([
      '00000000000101',
      '00000000000202',
      '00000000000303',
      '00000000000707',
    ]);
  });
});
