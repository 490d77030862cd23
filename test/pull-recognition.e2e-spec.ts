import { type EntityManager } from 'typeorm';
import { transaction } from '../src/database/transaction';
import { Establishments } from '../src/establishments/establishments.service';
import { databaseTime } from '../src/pulls/clock';
import { Intake } from '../src/pulls/intake';
import { TrackdechetsBsffs } from '../src/trackdechets/trackdechets.bsffs';
import { TrackdechetsToken } from '../src/trackdechets/token';
import { eventually, TestApp } from './support/app';
import { completeDocument, readyToExport, TECHNICIAN, typeIn } from './support/documents';
import { type Person } from './support/people';
import { tokenOf } from './support/sandbox-client';

describe('A pull that meets one of our own documents', () => {
  let app: TestApp;
  let technician: Person;
  let establishmentId: string;

  beforeAll(async () => {
    app = await TestApp.start({ env: { EXPORT_SETTLE_SECONDS: '60' } });
    ({ technician, establishmentId } = await readyToExport(app));
  });
  afterAll(() => app.close());

  /** On Trackdéchets, while its export stands in that state since that long; it does not know what it made. */
  async function sent(state: string, secondsAgo: number): Promise<{ id: string; trackdechetsId: string }> {
    const document = completeDocument(`${state}-${secondsAgo}`);
    const id = await typeIn(technician, { ...document, establishmentId });
    await technician.post(`/bsffs/${id}/exports`, { mode: 'PUBLISHED' }).expect(202);
    const trackdechetsId = await eventually(async () => {
      const { body } = await technician.get(`/bsffs/${id}`).expect(200);
      return body.exportState === 'EXPORTED' && (body.trackdechets.id as string);
    });
    await transaction(app.dataSource, async (em) => {
      await em.query(
        `UPDATE bsffs SET trackdechets_id = NULL, remote = NULL, base = NULL, status = NULL, trackdechets_updated_at = NULL,
           pulled_at = NULL, exported_at = NULL, exported_by = NULL, export_state = $2 WHERE id = $1`,
        [id, state],
      );
      await em.query('DELETE FROM bsff_readings WHERE bsff_id = $1', [id]);
      // No worker touches it.
      await em.query(
        `UPDATE exports SET state = $2, trackdechets_id = NULL, finished_at = NULL, not_before = 'infinity', lease_until = 'infinity',
           sent_at = now() - make_interval(secs => $3) WHERE bsff_id = $1`,
        [id, state, secondsAgo],
      );
    });
    return { id, trackdechetsId };
  }

  /** What a pull makes of it: what the document is then, and its export. */
  async function taken({ id, trackdechetsId }: { id: string; trackdechetsId: string }): Promise<unknown> {
    const token = new TrackdechetsToken(tokenOf(TECHNICIAN));
    const read = await app.nest.get(TrackdechetsBsffs).get(trackdechetsId, { token, priority: 'bulk' });
    return transaction(app.dataSource, async (em: EntityManager) => {
      const own = await app.nest.get(Establishments).all(em);
      const page = { documents: [read], downstream: [], askedAt: await databaseTime(em) };
      const { created } = await app.nest.get(Intake).apply(em, page, own);
      const [row] = await em.query<object[]>(
        `SELECT b.trackdechets_id AS "trackdechetsId", b.export_state AS "exportState", e.state
         FROM bsffs b JOIN exports e ON e.bsff_id = b.id WHERE b.id = $1`,
        [id],
      );
      return { created, ...row };
    });
  }

  it.each([
    ['SENDING', 3_600],
    ['UNCERTAIN', 50],
  ])('leaves it to its export: %s for %i s', async (state, secondsAgo) => {
    const document = await sent(state, secondsAgo);
    expect(await taken(document)).toEqual({ created: 0, trackdechetsId: null, exportState: state, state });
  });

  it('takes it in for a document whose export is in doubt for longer than an answer takes', async () => {
    const document = await sent('UNCERTAIN', 70);
    const { trackdechetsId } = document;
    const held = { created: 0, trackdechetsId, exportState: 'EXPORTED', state: 'UNCERTAIN' };
    expect(await taken(document)).toEqual(held);
    expect(await taken(document)).toEqual(held);
  });

  it('leaves it there for everybody when its export, which waits, is cancelled or refused', async () => {
    const document = await sent('WAITING', 3_600);
    expect(await taken(document)).toMatchObject({ exportState: 'EXPORTED', state: 'WAITING' });
    const { body } = await technician.get(`/exports?state=WAITING`).expect(200);
    await technician.delete(`/exports/${body.items[0].id}`).expect(200);
    const read = await technician.get(`/bsffs/${document.id}`).expect(200);
    expect(read.body).toMatchObject({ exportState: 'EXPORTED', trackdechets: { id: document.trackdechetsId } });
  });
});
