import { type Bsff, Connector, type SignatureInput } from '../clients/typescript/src/index.ts';
import { TestApp } from './support/app';
import { completeDocument, OPERATOR, TECHNICIAN } from './support/documents';
import { OtherSide } from './support/other-side';
import { ADMIN } from './support/sandbox-client';

const PASSWORD = 'la nuit tous les chats sont gris';
const CARRIERS_CODE = 4231;

/** The main job as the people of a company do it, with nothing but the published client in their hands. */
describe('From the first sign-in to the treatment', () => {
  let app: TestApp;
  let administrator: Connector;
  let technician: Connector;
  let establishmentId: string;
  let technicianId: string;
  let bsff: Bsff;

  beforeAll(async () => {
    app = await TestApp.start();
    const { email, password } = await app.people.administrator();
    administrator = new Connector({ baseUrl: app.url });
    await administrator.signIn(email, password);
    technician = new Connector({ baseUrl: app.url });
  });
  afterAll(() => app?.close());

  const tokenOf = (email: string): string => app.directory.users[email]?.token ?? '';

  it('an administrator prepares the instance and invites a technician, who chooses a password', async () => {
    const establishment = await administrator.establishments.create({
      siret: OPERATOR,
      name: 'THERMO LITTORAL',
      address: '14 quai des Salines 17000 La Rochelle',
    });
    expect(establishment).toMatchObject({ default: true, trackdechetsRoles: [] });
    establishmentId = establishment.id;
    const { id, invitation, ...user } = await administrator.users.create({
      email: TECHNICIAN,
      firstName: 'Bastien',
      lastName: 'Morel',
      phone: '06 00 00 00 17',
      rights: ['EXPORT_BSFF', 'DEFINE_CONTACT'],
    });
    technicianId = id;
    expect(user).toMatchObject({ active: true, trackdechets: { status: 'NONE' } });
    await expect(technician.signIn(TECHNICIAN, PASSWORD)).rejects.toMatchObject({ code: 'INVALID_CREDENTIALS' });
    await technician.invitations.accept(invitation!.token, { password: PASSWORD });
    await expect(technician.invitations.accept(invitation!.token, { password: PASSWORD })).rejects.toMatchObject({
      status: 410,
      code: 'INVITATION_GONE',
    });
    const session = await technician.signIn(TECHNICIAN, PASSWORD);
    expect(session.user.id).toBe(technicianId);
    await expect(technician.users.list()).rejects.toMatchObject({ status: 403, code: 'FORBIDDEN' });
  });

  it('the technician pastes their own token and becomes the contact', async () => {
    await expect(technician.myToken.paste({ token: tokenOf(ADMIN) })).rejects.toMatchObject({
      code: 'TRACKDECHETS_EMAIL_MISMATCH',
    });
    const status = await technician.myToken.paste({ token: ` ${tokenOf(TECHNICIAN)}\n` });
    expect(status).toMatchObject({ status: 'VALID', companies: [{ orgId: OPERATOR, role: 'MEMBER' }] });
    expect(JSON.stringify(status)).not.toContain(tokenOf(TECHNICIAN));
    const { user } = await technician.contact.designate({ userId: technicianId });
    expect(user).toMatchObject({ id: technicianId, lastName: 'Morel' });
    expect((await technician.me.get()).trackdechetsContact).toBe(true);
  });

  it('a document is typed as things are known, and says what it still lacks', async () => {
    const fiche = await technician.fiches.create({
      numero: 'FI-2026-0117',
      weight: 4.5,
      postalCode: '17000',
      detenteur: {
        company: {
          siret: '00000065000010',
          name: 'HALLES DU VIEUX PORT',
          address: '1 place du Marché 17000 La Rochelle',
          contact: 'Odile Renaud',
          phone: '05 46 00 00 51',
          mail: 'direction@halles-vieux-port.test',
        },
      },
    });
    const typed = await technician.bsffs.create({ establishmentId, reference: 'CH-2026-0042' });
    expect(typed).toMatchObject({ exportState: 'LOCAL', trackdechets: null, conflict: null, packagings: [] });
    const { ready, errors } = await technician.bsffs.readiness(typed.id, { step: 'PUBLICATION' });
    expect(ready).toBe(false);
    expect(errors.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['type', 'packagings', 'destination.company.siret']),
    );
    const document = { ...completeDocument('B-17-0421'), ficheInterventionIds: [fiche.id] };
    bsff = await technician.bsffs.change(typed.id, document, { ifMatch: typed });
    expect(bsff).toMatchObject({ version: typed.version + 1, ficheInterventionIds: [fiche.id] });
    const now = await technician.bsffs.readiness(typed.id, { step: 'PUBLICATION' });
    expect(now).toMatchObject({ ready: true, errors: [] });
  });

  it('it reaches Trackdéchets once, with its fiche and the contact', async () => {
    const before = app.sandbox.platform.counts().total;
    const sent = await technician.exported(bsff.id, 'PUBLISHED');
    expect(sent.export).toMatchObject({ state: 'SUCCEEDED', attempts: 1, errors: [], requestedBy: technicianId });
    ({ bsff } = sent);
    expect(bsff).toMatchObject({
      exportState: 'EXPORTED',
      trackdechets: { id: sent.export.trackdechetsId, status: 'INITIAL', isDraft: false, exportedBy: technicianId },
      emitter: { company: { siret: OPERATOR, contact: 'Bastien Morel', phone: '06 00 00 00 17' } },
    });
    const [ficheId = ''] = bsff.ficheInterventionIds;
    expect((await technician.fiches.get(ficheId)).trackdechetsId).toEqual(expect.any(String));
    expect(app.sandbox.platform.counts().total).toBe(before + 1);
    const again = await technician.bsffs.list({ query: 'CH-2026-0042' });
    expect(again.items.map(({ id }) => id)).toEqual([bsff.id]);
  });

  it('is signed at the door, with the carrier’s code', async () => {
    const sign = (body: SignatureInput): Promise<Bsff> => technician.bsffs.sign(bsff.id, body);
    await expect(sign({ type: 'RECEPTION' })).rejects.toMatchObject({ code: 'SIGNATURE_NOT_EXPECTED' });
    const emitted = await sign({ type: 'EMISSION' });
    expect(emitted.trackdechets?.status).toBe('SIGNED_BY_EMITTER');
    expect(emitted.emitter?.signature).toMatchObject({ author: 'Bastien Morel' });
    const transport = { mode: 'ROAD' as const, plates: ['AA-001-AA'] };
    const gone = await sign({ type: 'TRANSPORT', transport, securityCode: CARRIERS_CODE });
    expect(gone.trackdechets?.status).toBe('SENT');
    await expect(technician.bsffs.remove(bsff.id)).rejects.toMatchObject({ code: 'BSFF_NOT_DELETABLE' });
  });

  it('what the plant weighed and did comes back, with its history', async () => {
    const there = new OtherSide(app);
    const packagingId = bsff.packagings[0]?.trackdechetsId ?? '';
    await there.treat(bsff.trackdechets?.id ?? '', packagingId);
    const pull = await technician.pullEnded(await technician.pulls.request());
    expect(pull).toMatchObject({ state: 'SUCCEEDED', updated: 1, created: 0, removed: 0, conflicts: 0, error: null });
    bsff = await technician.bsffs.get(bsff.id);
    expect(bsff).toMatchObject({
      trackdechets: { status: 'PROCESSED', removed: false },
      destination: { signature: { author: 'Une personne' } },
      packagings: [{ weight: 4.5, acceptation: { weight: 7.5, status: 'ACCEPTED' }, operation: { code: 'R2' } }],
    });
    const changes: string[] = [];
    for await (const { origin, path, after } of technician.bsffs.eachHistory(bsff.id, { limit: 5 }))
      if (origin === 'TRACKDECHETS') changes.push(`${path} ${JSON.stringify(after)}`);
    expect(changes).toEqual(
      expect.arrayContaining([
        'status "PROCESSED"',
        'packagings.0.acceptation.weight 7.5',
        'packagings.0.operation.code "R2"',
      ]),
    );
    const { containers } = await technician.bsffs.history(bsff.id);
    expect(containers).toMatchObject([{ numero: 'B-17-0421', chain: [] }]);
  });

  it('and the year’s figures hold it', async () => {
    const year = new Date().getUTCFullYear();
    const { items } = await technician.bsffs.summary({ year });
    expect(items).toEqual([
      {
        fluid: 'R-410A',
        status: 'PROCESSED',
        destination: 'RECYCLAGE GAZ GARONNE',
        operation: 'R2',
        containers: 1,
        kilograms: 7.5,
        co2EquivalentTonnes: 15.656,
      },
    ]);
    expect(await technician.bsffs.summaryCsv({ year })).toContain(
      'R-410A;PROCESSED;RECYCLAGE GAZ GARONNE;R2;1;7,5;15,656',
    );
    const pdf = await technician.bsffs.pdf(bsff.id);
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const actions = new Set<string>();
    for await (const { action, actorId } of administrator.auditEvents.each({ subjectType: 'bsff', limit: 3 }))
      if (actorId === technicianId) actions.add(action);
    expect([...actions]).toEqual(
      expect.arrayContaining(['bsff.created', 'bsff.changed', 'bsff.signed', 'bsff.pdf_read']),
    );
    const events = await app.dataSource.query<{ type: string; data: unknown }[]>('SELECT type, data FROM events');
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(['export', 'pull', 'bsff', 'token', 'contact']));
    expect(events.flatMap(({ type, data }) => app.contract.faultsOfEvent(type, data))).toEqual([]);
    await technician.signOut();
    await expect(technician.me.get()).rejects.toMatchObject({ status: 401, code: 'NOT_SIGNED_IN' });
  });
});
