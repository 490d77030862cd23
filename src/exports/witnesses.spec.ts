import { type DataSource } from 'typeorm';
import { type BsffExchange } from '../bsff/bsff-exchange';
import { type Composition } from '../bsff/compose';
import { type Credentials } from '../credentials/credentials';
import { LIST } from '../trackdechets/rules/permissions';
import { type TrackdechetsAccount } from '../trackdechets/trackdechets.account';
import { type ClaimedExport } from './export-queue';
import { seenFrom, Witnesses } from './witnesses';

const [EMITTER, CARRIER, NEXT_CARRIER, TREATMENT] = ['1', '2', '3', '4'];
const party = (siret: string | undefined): object => ({ company: { siret } });

const composition = {
  input: { emitter: party(EMITTER), transporter: party(CARRIER), destination: party(TREATMENT) },
  moreTransporters: [party(NEXT_CARRIER)],
  ficheIds: [],
  fichesThere: true,
} as unknown as Composition;

const company = (orgId: string | undefined, permissions = [LIST]) => ({ orgId, permissions }) as never;

describe('who sees what became of a creation', () => {
  const people: Record<string, string[]> = {
    author: [CARRIER, NEXT_CARRIER],
    carrier: [CARRIER],
    carriers: [CARRIER, NEXT_CARRIER, '9'],
    emitter: [EMITTER],
    stranger: ['9'],
  };
  const account = { verifyToken: async () => ({ companies: [] }) };
  const reported: string[] = [];
  const witnesses = (usable: string[]): Witnesses =>
    new Witnesses(
      {} as DataSource,
      { compose: async () => composition } as unknown as BsffExchange,
      {
        usableOwners: async () =>
          usable.map((userId) => ({ userId, companies: (people[userId] ?? []).map((orgId) => company(orgId)) })),
        reportUnauthenticated: async (userId: string) => reported.push(userId),
      } as unknown as Credentials,
      account as unknown as TrackdechetsAccount,
    );
  const item = (fields: Partial<ClaimedExport>): ClaimedExport =>
    ({ kind: 'CREATE', mode: 'PUBLISHED', requestedBy: 'author', payload: null, ...fields }) as ClaimedExport;
  const everybody = ['stranger', 'emitter', 'carrier', 'carriers', 'author'];

  it('is anybody who lists one of those who act on it, its owner first', async () => {
    expect(await witnesses(everybody).of(item({}))).toEqual(['author', 'emitter', 'carrier', 'carriers']);
  });

  it('is, for a draft, who is of every establishment that its author has on it', async () => {
    const frozen = seenFrom(composition, 'DRAFT', [company(CARRIER), company(NEXT_CARRIER), company('8')]);
    expect(frozen).toEqual([CARRIER, NEXT_CARRIER]);
    const draft = item({ mode: 'DRAFT', payload: { seenFrom: frozen } });
    expect(await witnesses(everybody).of(draft)).toEqual(['author', 'carriers']);
    expect(await witnesses(['emitter', 'carrier']).of(draft)).toEqual([]);
  });

  it('is, for a draft of which only its parties are known, who is of all of them', async () => {
    expect(seenFrom(composition, 'DRAFT', [])).toEqual([EMITTER, CARRIER, NEXT_CARRIER, TREATMENT]);
    expect(await witnesses(everybody).of(item({ mode: 'DRAFT' }))).toEqual(['author']);
  });

  it('is at last its owner, whatever is known of their roles', async () => {
    expect(await witnesses(['emitter', 'stranger']).of(item({ requestedBy: 'stranger' }))).toEqual([
      'emitter',
      'stranger',
    ]);
  });

  it('is nobody whose role Trackdéchets has taken away since, and has that role checked', async () => {
    const load = { token: null, priority: 'bulk', userId: 'emitter' } as never;
    expect(await witnesses(everybody).confirm(load, item({}))).toBe(false);
    expect(reported).toEqual(['emitter']);
  });
});
