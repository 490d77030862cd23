import { TestApp } from './support/app';
import { SECOND_TECHNICIAN } from './support/documents';
import { ExportDesk } from './support/export-desk';
import { OtherSide } from './support/other-side';
import { type Person } from './support/people';
import { control } from './support/sandbox-client';

const CARRIER = 'exploitation@atlantique-fret.test';

describe('doubts that a colleague looks into', () => {
  let app: TestApp;
  let desk: ExportDesk;
  let administrator: Person;
  let colleague: Person;

  beforeAll(async () => {
    app = await TestApp.start({ env: { EXPORT_SETTLE_SECONDS: '3', TRACKDECHETS_TIMEOUT_MS: '2000' } });
    desk = await ExportDesk.open(app, 'D');
    administrator = await app.people.administrator();
    colleague = await app.people.person({ email: SECOND_TECHNICIAN, rights: ['EXPORT_BSFF'], withToken: true });
  });
  afterAll(() => app?.close());

  it('end though Trackdéchets shuts out who asked', async () => {
    app.sandbox.faults.add({ kind: 'done-hang', operation: 'createDraftBsff', count: 1 });
    const asked = await desk.ask(await desk.typed({}, colleague), { person: colleague });
    await desk.at(asked, 'SENDING');
    await control(app.sandbox, 'PUT /blacklist', { email: SECOND_TECHNICIAN, blacklisted: true });
    expect(await desk.ended(asked, 30_000)).toMatchObject({ state: 'SUCCEEDED', attempts: 1 });
    await control(app.sandbox, 'PUT /blacklist', { email: SECOND_TECHNICIAN, blacklisted: false });
  }, 40_000);

  it('are not refused for what is sealed to that colleague alone', async () => {
    const id = await desk.typed({}, colleague);
    const { trackdechetsId } = await desk.ended(await desk.ask(id, { person: colleague, mode: 'PUBLISHED' }));
    await new OtherSide(app).sign(String(trackdechetsId), 'EMISSION', SECOND_TECHNICIAN);
    await colleague.post(`/bsffs/${id}/pull`).expect(200);
    await colleague.patch(`/bsffs/${id}`, { weight: { value: 4.2, isEstimate: true } }).expect(200);
    app.sandbox.faults.add({ kind: 'hang', operation: 'updateBsff', count: 1 });
    await app.people.person({ email: CARRIER, rights: ['EXPORT_BSFF'], withToken: true });
    await desk.technician.delete('/me/trackdechets-token').expect(204);
    const asked = await desk.ask(id, { person: colleague, mode: 'PUBLISHED' });
    await desk.at(asked, 'SENDING');
    await administrator.patch(`/users/${colleague.id}`, { active: false }).expect(200);
    await desk.at(asked, 'WAITING NO_EXPORT_RIGHT', 30_000);
    await administrator.patch(`/users/${colleague.id}`, { active: true }).expect(200);
    expect(await desk.ended(asked, 30_000)).toMatchObject({ state: 'SUCCEEDED', attempts: 2 });
  }, 60_000);
});
