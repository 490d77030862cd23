import { eventually, TestApp } from './support/app';
import { completeDocument, HOLDER, readyToExport, typeIn } from './support/documents';
import { killedAtEach } from './support/killed-at-each';
import { type Person } from './support/people';

const PATIENCE_MS = 20_000;

/** Both ends of a call or a write. */
const around = (name: string): string[] => [`before ${name}`, `after ${name}`];

describe('a replica killed at each step', () => {
  let app: TestApp;
  let technician: Person;
  let establishmentId: string;

  beforeAll(async () => {
    app = await TestApp.start({ env: { EXPORT_SETTLE_SECONDS: '2' } });
    ({ technician, establishmentId } = await readyToExport(app));
  });

  afterAll(() => app?.close());

  interface Sent {
    id: string;
    numero: string;
    ficheId?: string;
    exportId?: string;
  }

  const stateOf = async ({ exportId }: Sent): Promise<string> =>
    (await technician.get(`/exports/${exportId}`).expect(200)).body.state as string;
  const succeeded = (sent: Sent) =>
    eventually(async () => (await stateOf(sent)) === 'SUCCEEDED' || undefined, PATIENCE_MS);
  const heldAs = ({ numero }: Sent) =>
    app.sandbox.platform.store.rows.filter(({ packagings }) => packagings.some((one) => one.numero === numero));
  const soleOf = (sent: Sent, diedAt: string) => {
    const held = heldAs(sent);
    expect({ diedAt, held: held.length }).toEqual({ diedAt, held: 1 });
    return held[0]!;
  };

  /** A document with a fiche of its own, so that both kinds of call are made. */
  async function withFiche(numero: string): Promise<Sent> {
    const detenteur = { isPrivateIndividual: false, company: HOLDER };
    const fiche = { establishmentId, numero, weight: 2, postalCode: '17000', detenteur };
    const { body } = await technician.post('/fiches-intervention', fiche).expect(201);
    const document = { ...completeDocument(numero), establishmentId, ficheInterventionIds: [body.id] };
    return { id: await typeIn(technician, document), numero, ficheId: body.id as string };
  }

  async function ask(sent: Sent, mode: string): Promise<void> {
    sent.exportId = (await technician.post(`/bsffs/${sent.id}/exports`, { mode }).expect(202)).body.id as string;
  }

  /** The same, exported already. */
  async function there(numero: string, mode: string): Promise<Sent> {
    const sent = await withFiche(numero);
    await ask(sent, mode);
    await succeeded(sent);
    return sent;
  }

  it('of a creation leaves exactly one document on Trackdéchets', async () => {
    const died = await killedAtEach<Sent>(app, {
      prepare: (attempt) => withFiche(`K-${attempt}`),
      run: async (sent) => {
        await ask(sent, 'PUBLISHED');
        await succeeded(sent);
      },
      check: async (sent, diedAt) => {
        await succeeded(sent);
        soleOf(sent, diedAt);
      },
    });
    expect(died).toEqual([
      'after claimQueued',
      ...around('CreateFicheInterventionBsff'),
      ...around('recordTrackdechetsId'),
      ...around('moveAll'),
      ...around('CreateBsff'),
      ...around('moveAll'),
      ...around('recordAllExported'),
    ]);
  }, 240_000);

  it('of an update and a publication does both, whatever had been done', async () => {
    const died = await killedAtEach<Sent>(app, {
      prepare: (attempt) => there(`U-${attempt}`, 'DRAFT'),
      run: async (sent) => {
        await technician.patch(`/bsffs/${sent.id}`, { destination: { cap: `CAP ${sent.numero}` } }).expect(200);
        await ask(sent, 'PUBLISHED');
        await succeeded(sent);
      },
      check: async (sent, diedAt) => {
        await succeeded(sent);
        const held = soleOf(sent, diedAt);
        expect(held).toMatchObject({ isDraft: false, destination: { cap: `CAP ${sent.numero}` } });
        const { body } = await technician.get(`/bsffs/${sent.id}`).expect(200);
        expect(body).toMatchObject({ exportState: 'EXPORTED', conflict: null, trackdechets: { isDraft: false } });
        expect(body.trackdechets.localChanges).toEqual([]);
      },
    });
    expect(died).toEqual([
      'after claimQueued',
      ...around('BsffWithMetadata'),
      ...around('saveRemote'),
      ...around('moveAll'),
      ...around('UpdateBsff'),
      ...around('PublishBsff'),
      ...around('Bsff'),
      ...around('moveAll'),
      ...around('recordAllExported'),
    ]);
  }, 400_000);

  it('of a deletion deletes, here and there', async () => {
    const died = await killedAtEach<Sent>(app, {
      prepare: (attempt) => there(`D-${attempt}`, 'PUBLISHED'),
      run: async (sent) => {
        sent.exportId = (await technician.delete(`/bsffs/${sent.id}`).expect(202)).body.id as string;
        await succeeded(sent);
      },
      check: async (sent, diedAt) => {
        await succeeded(sent);
        expect(soleOf(sent, diedAt).isDeleted).toBe(true);
        await technician.get(`/bsffs/${sent.id}`).expect(404);
      },
    });
    expect(died).toEqual([
      'after claimQueued',
      ...around('BsffWithMetadata'),
      ...around('moveAll'),
      ...around('DeleteBsff'),
      ...around('moveAll'),
      ...around('markDeleted'),
    ]);
  }, 300_000);

  it('of a fiche’s edit brings it', async () => {
    const ficheOf = async ({ ficheId }: Sent) =>
      (await technician.get(`/fiches-intervention/${ficheId}`).expect(200)).body;
    const brought = (sent: Sent) => eventually(async () => !(await ficheOf(sent)).needsSync, PATIENCE_MS);
    const died = await killedAtEach<Sent>(app, {
      prepare: (attempt) => there(`F-${attempt}`, 'PUBLISHED'),
      run: async (sent) => {
        await technician.patch(`/fiches-intervention/${sent.ficheId}`, { weight: 3 }).expect(200);
        await brought(sent);
      },
      check: async (sent, diedAt) => {
        await brought(sent);
        const { trackdechetsId } = await ficheOf(sent);
        const held = app.sandbox.platform.store.fiches.get(trackdechetsId as string);
        expect({ diedAt, weight: held?.weight }).toEqual({ diedAt, weight: 3 });
        await technician.post(`/bsffs/${sent.id}/pull`).expect(200);
        expect(await ficheOf(sent)).toMatchObject({ weight: 3, conflict: null, needsSync: false });
      },
    });
    expect(died).toEqual([...around('UpdateFicheInterventionBsff'), ...around('markSynced')]);
  }, 240_000);

  it('of a signature leaves one or none, and says which', async () => {
    const died = await killedAtEach<Sent>(app, {
      prepare: (attempt) => there(`S-${attempt}`, 'PUBLISHED'),
      run: async (sent, url) => {
        const answer = await fetch(`${url}/api/v1/bsffs/${sent.id}/signatures`, {
          method: 'POST',
          headers: { authorization: `Bearer ${technician.token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ type: 'EMISSION' }),
        });
        if (answer.status !== 200) throw new Error(await answer.text());
      },
      check: async (sent, diedAt) => {
        const signed = soleOf(sent, diedAt).status === 'SIGNED_BY_EMITTER';
        // Asked for again, as a person would: signed once, then refused.
        const again = await technician.post(`/bsffs/${sent.id}/signatures`, { type: 'EMISSION' });
        expect({ diedAt, again: again.status }).toEqual({ diedAt, again: signed ? 409 : 200 });
        const { body } = await technician.get(`/bsffs/${sent.id}`).expect(200);
        expect(body.trackdechets.status).toBe('SIGNED_BY_EMITTER');
      },
    });
    expect(died).toEqual([...around('Bsff'), ...around('SignBsff'), ...around('Bsff'), ...around('apply')]);
  }, 240_000);
});
