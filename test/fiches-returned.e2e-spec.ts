import { FicheEditSender } from '../src/exports/fiche-edit-sender';
import { FicheEdits } from '../src/exports/fiche-edits';
import { TrackdechetsBsffs } from '../src/trackdechets/trackdechets.bsffs';
import { eventually, TestApp } from './support/app';
import { completeDocument, HOLDER, readyToExport, typeIn } from './support/documents';
import { EventReader } from './support/event-reader';
import { type Person } from './support/people';
import { ADMIN, control, graphql } from './support/sandbox-client';

const EDIT = `mutation Edit($id: ID!, $input: BsffFicheInterventionInput!) {
  updateFicheInterventionBsff(id: $id, input: $input) { id } }`;

interface FicheShown {
  id: string;
  trackdechetsId: string;
  version: number;
  needsSync: boolean;
  weight: number;
  numero: string;
}

describe('Fiches d’intervention edited on Trackdéchets', () => {
  let app: TestApp;
  let technician: Person;
  let establishmentId: string;
  let listening: EventReader;

  beforeAll(async () => {
    app = await TestApp.start();
    ({ technician, establishmentId } = await readyToExport(app));
    listening = await new EventReader(app, technician).opened();
  });
  afterAll(async () => {
    listening.close();
    await app.close();
  });

  const show = async (id: string): Promise<FicheShown> =>
    (await technician.get(`/fiches-intervention/${id}`).expect(200)).body;
  const change = (id: string, body: object) => technician.patch(`/fiches-intervention/${id}`, body).expect(200);
  const pull = (bsffId: string) => technician.post(`/bsffs/${bsffId}/pull`).expect(200);
  /** Edits made here wait until the mock is restored; a look for some that is under way ends before they are made. */
  const holdBack = async (): Promise<jest.SpyInstance> => {
    const held = jest.spyOn(app.nest.get(FicheEditSender), 'claim').mockResolvedValue([]);
    await app.nest.get(FicheEdits)['work']['turn'];
    return held;
  };
  const audit = async (id: string): Promise<string[]> => {
    const rows = await app.dataSource.query<{ action: string }[]>(
      `SELECT action FROM audit_events WHERE subject_type = 'fiche' AND subject_id = $1 ORDER BY at`,
      [id],
    );
    return rows.map(({ action }) => action);
  };

  /** A fiche and a document that names it, both on Trackdéchets. */
  async function there(numero: string): Promise<{ fiche: FicheShown; bsffId: string }> {
    const typed = { numero, weight: 4.2, postalCode: '17000', detenteur: { company: HOLDER } };
    const { body } = await technician.post('/fiches-intervention', typed).expect(201);
    const bsffId = await typeIn(technician, {
      ...completeDocument(numero),
      establishmentId,
      ficheInterventionIds: [body.id],
    });
    const exported = await technician.post(`/bsffs/${bsffId}/exports`, { mode: 'PUBLISHED' }).expect(202);
    await eventually(async () => (await technician.get(`/exports/${exported.body.id}`)).body.state === 'SUCCEEDED');
    return { fiche: await show(body.id as string), bsffId };
  }

  async function editThere({ trackdechetsId }: FicheShown, changes: object): Promise<void> {
    const operateur = { company: { ...HOLDER, siret: '00000021000013', name: 'THERMO LITTORAL' } };
    const { numero, ...whole } = { numero: 'FI', weight: 4.2, postalCode: '17000', ...changes };
    const detenteur = { isPrivateIndividual: false, company: HOLDER };
    const input = { numero, detenteur, operateur, ...whole };
    const { json } = await graphql(app.sandbox, EDIT, { id: trackdechetsId, input }, { email: ADMIN });
    if (json.errors) throw new Error(JSON.stringify(json.errors));
  }

  it('come back into the fiche here, once, with the audit, the event and the document’s history', async () => {
    const { fiche, bsffId } = await there('FI-1');
    await editThere(fiche, { numero: 'FI-1 bis', weight: 4.4 });
    await pull(bsffId);
    await pull(bsffId);
    expect(await show(fiche.id)).toMatchObject({
      numero: 'FI-1 bis',
      weight: 4.4,
      version: fiche.version + 1,
      needsSync: false,
      conflict: null,
    });
    expect(await audit(fiche.id)).toEqual(['fiche.created', 'fiche.changed_there']);
    const told = await eventually(async () => {
      const heard = listening.events.filter(({ event }) => event === 'fiche');
      return heard.length > 0 && heard;
    });
    expect(told.map(({ data }) => data)).toEqual([{ id: fiche.id, changed: true, conflict: false }]);
    const history = (await technician.get(`/bsffs/${bsffId}/history`).expect(200)).body.items;
    expect(history).toContainEqual(
      expect.objectContaining({ origin: 'TRACKDECHETS', path: 'ficheInterventions.0.weight', before: 4.2, after: 4.4 }),
    );
  });

  it('keep what was edited here meanwhile: each side’s change is taken, the one from here is sent', async () => {
    const { fiche, bsffId } = await there('FI-2');
    const held = await holdBack();
    await change(fiche.id, { postalCode: '17300' });
    await editThere(fiche, { numero: 'FI-2', weight: 9 });
    await pull(bsffId);
    expect(await show(fiche.id)).toMatchObject({ weight: 9, postalCode: '17300', needsSync: true, conflict: null });
    held.mockRestore();
    await app.dataSource.query(`SELECT pg_notify('exports', '')`);
    await eventually(async () => !(await technician.get(`/fiches-intervention/${fiche.id}`)).body.needsSync);
    await pull(bsffId);
    const { body } = await technician.get(`/bsffs/${bsffId}`);
    expect(body.conflict).toBeNull();
    expect(await show(fiche.id)).toMatchObject({ weight: 9, postalCode: '17300', needsSync: false });
  });

  it('are kept beside what was typed here when both changed the same field, and nothing is sent until somebody chooses', async () => {
    const { fiche, bsffId } = await there('FI-3');
    const held = await holdBack();
    await change(fiche.id, { weight: 5, postalCode: '17300' });
    await editThere(fiche, { numero: 'FI-3', weight: 6, postalCode: '17400' });
    await pull(bsffId);
    const inConflict = await show(fiche.id);
    const fields = [
      { path: 'weight', local: 5, remote: 6 },
      { path: 'postalCode', local: '17300', remote: '17400' },
    ];
    expect(inConflict).toMatchObject({ weight: 5, postalCode: '17300', needsSync: true, conflict: { fields } });
    const updates = async (): Promise<number> =>
      (await control(app.sandbox, 'GET /state')).requests.byOperation.updateFicheInterventionBsff;
    const before = await updates();
    held.mockRestore();
    await app.dataSource.query(`SELECT pg_notify('exports', '')`);
    await pull(bsffId);

    const path = `/fiches-intervention/${fiche.id}/conflict-resolution`;
    await technician.post(path, { fields: [{ path: 'numero', keep: 'LOCAL' }] }).expect(409);
    await app.http.post(`/api/v1${path}`).send({}).expect(401);
    const first = await technician.post(path, { fields: [{ path: 'weight', keep: 'REMOTE' }] }).expect(200);
    expect(first.body).toMatchObject({ weight: 6, conflict: { fields: [fields[1]] } });
    expect(await updates()).toBe(before);
    const second = await technician.post(path, { fields: [{ path: 'postalCode', keep: 'LOCAL' }] }).expect(200);
    expect(second.body).toMatchObject({ weight: 6, postalCode: '17300', conflict: null });
    await eventually(async () => !(await technician.get(`/fiches-intervention/${fiche.id}`)).body.needsSync);
    expect(await updates()).toBe(before + 1);
    await pull(bsffId);
    expect(await show(fiche.id)).toMatchObject({ weight: 6, postalCode: '17300', conflict: null });
    expect(await audit(fiche.id)).toContain('fiche.conflict_resolved');
  });

  it('come back into a fiche that went there before what both sides agreed on was kept', async () => {
    const { fiche, bsffId } = await there('FI-5');
    await pull(bsffId);
    await app.dataSource.query('UPDATE fiches SET base = NULL, remote = NULL, sending = NULL, synced_at = NULL');
    await editThere(fiche, { numero: 'FI-5', weight: 8 });
    await pull(bsffId);
    expect(await show(fiche.id)).toMatchObject({ weight: 8, needsSync: false, conflict: null });
  });

  it('do not undo edits that went while they were being read, whatever this replica’s clock says', async () => {
    const { fiche, bsffId } = await there('FI-4');
    await pull(bsffId);
    const bsffs = app.nest.get(TrackdechetsBsffs);
    const get = bsffs.get.bind(bsffs);
    const reading = jest.spyOn(bsffs, 'get').mockImplementationOnce(async (...asked) => {
      const read = await get(...asked);
      for (const weight of [6, 7]) {
        await change(fiche.id, { weight });
        await eventually(async () => !(await show(fiche.id)).needsSync);
      }
      const later = Date.now() + 180_000;
      jest.spyOn(Date, 'now').mockReturnValue(later);
      return read;
    });
    await pull(bsffId);
    jest.restoreAllMocks();
    expect(reading).toHaveBeenCalledTimes(1);
    expect(await show(fiche.id)).toMatchObject({ weight: 7, needsSync: false });
    // Asked for after the edit went: somebody has undone it there.
    await editThere(fiche, { numero: 'FI-4', weight: 4.2 });
    await pull(bsffId);
    expect(await show(fiche.id)).toMatchObject({ weight: 4.2, needsSync: false });
  });
});
