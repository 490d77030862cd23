import { type Bsff, type Connector } from '../../clients/typescript/src/index.ts';
import { Cast } from './cast';
import { lifeOf, statusOf, tellLife } from './life';
import { narrator } from './narrator';
import { OtherCompany } from './other-companies';
import { DemoFailure, narratedConnector, refusalOf } from './rest';
import { type Server } from './server-process';

const CONTAINERS = [
  { type: 'BOUTEILLE' as const, numero: 'B-17-0421', volume: 12, weight: 5.2 },
  { type: 'BOUTEILLE' as const, numero: 'B-17-0422', volume: 12, weight: 3.1 },
];

/** The main job from the first sign-in to the treatment, as its people live it. */
export class Story {
  private readonly cast = new Cast();
  private readonly password = 'la nuit tous les chats sont gris';
  private readonly administrator: Connector;
  private readonly technician: Connector;
  private establishmentId = '';
  private bsffId = '';
  private trackdechetsId = '';

  constructor(private readonly server: Server) {
    this.administrator = narratedConnector(server.url);
    this.technician = narratedConnector(server.url);
  }

  async play(): Promise<void> {
    await this.setUp();
    await this.pasteToken();
    await this.designateContact();
    await this.exportBsff();
    await this.othersDoTheirPart();
    await this.bringBack();
  }

  private async setUp(): Promise<void> {
    narrator.step(
      1,
      'L’administratrice crée l’établissement et un technicien',
      'The administrator creates the establishment and a technician',
    );
    const { email, password } = this.server.administrator;
    await this.administrator.signIn(email, password);
    narrator.answer(201, `session de / session of ${email}`);
    const { siret, name, address, phone } = this.cast.company('operateur');
    const typed = { siret, name, address, phone, default: true };
    this.establishmentId = (await this.administrator.establishments.create(typed)).id;
    narrator.answer(201, `${name}, SIRET ${siret}`);
    const { token: _, ...person } = this.cast.user('operateur', 'MEMBER');
    const { password: theirs } = this;
    await this.administrator.users.create({
      ...person,
      phone: '06 00 00 00 17',
      rights: ['EXPORT_BSFF'],
      password: theirs,
    });
    narrator.answer(201, `${person.firstName} ${person.lastName}: EXPORT_BSFF`);
  }

  private async pasteToken(): Promise<void> {
    narrator.step(
      2,
      'Le technicien colle son jeton Trackdéchets, vérifié aussitôt',
      'The technician pastes their Trackdéchets token, checked at once',
    );
    const { email, token } = this.cast.user('operateur', 'MEMBER');
    await this.technician.signIn(email, this.password);
    const colleague = this.cast.user('operateur', 'ADMIN');
    const paste = this.technician.myToken.paste({ token: colleague.token });
    const { status, code, detail } = await refusalOf(paste, 'TRACKDECHETS_EMAIL_MISMATCH');
    narrator.answer(status, `${code}: ${detail}`);
    const right = await this.technician.myToken.paste({ token: ` ${token}\n` });
    narrator.answer(200, `${right.status}: ${right.message}`);
  }

  private async designateContact(): Promise<void> {
    narrator.step(3, 'Le contact Trackdéchets est désigné', 'The Trackdéchets contact is designated');
    const { firstName, lastName } = this.cast.user('operateur', 'ADMIN');
    const { id: userId } = await this.administrator.me.update({ firstName, lastName, phone: '05 46 00 00 11' });
    narrator.answer(200, `${firstName} ${lastName}`);
    const { rights } = await this.administrator.users.setRights(userId, { rights: ['FULL_ACCESS'] });
    narrator.answer(200, rights.join());
    const { user } = await this.administrator.contact.designate({ userId });
    narrator.answer(200, `contact: ${user?.firstName} ${user?.lastName}`);
  }

  private async exportBsff(): Promise<void> {
    narrator.step(
      4,
      'Une fiche d’intervention, un BSFF et deux bouteilles partent vers Trackdéchets',
      'An intervention form, a BSFF and two bottles leave for Trackdéchets',
    );
    const fiche = await this.technician.fiches.create({
      establishmentId: this.establishmentId,
      numero: 'FI-2026-0117',
      weight: 8.3,
      postalCode: '17000',
      detenteur: { company: this.cast.party('detenteur'), isPrivateIndividual: false },
    });
    narrator.answer(201, `fiche ${fiche.numero}, 8,3 kg`);
    const created = await this.technician.bsffs.create({
      establishmentId: this.establishmentId,
      type: 'COLLECTE_PETITES_QUANTITES',
      reference: 'CH-2026-0042',
      waste: { code: '14 06 01*', description: 'R-410A', adr: 'UN 1078, GAZ FRIGORIFIQUE, N.S.A., 2.2, (C/E)' },
      weight: { value: 8.3, isEstimate: false },
      packagings: CONTAINERS,
      ficheInterventionIds: [fiche.id],
      transporter: { company: this.cast.party('transporteur'), transport: { mode: 'ROAD', plates: ['AB-123-CD'] } },
      destination: { company: this.cast.party('traitement'), plannedOperationCode: 'R2', cap: 'CAP-2026-17' },
    });
    this.bsffId = created.id;
    narrator.answer(201, `BSFF ${created.id}, ${created.exportState}`);
    const { ready } = await this.technician.bsffs.readiness(created.id, { step: 'PUBLICATION' });
    narrator.answer(200, `prêt / ready: ${ready}`);
    await this.send();
  }

  private async send(): Promise<void> {
    const requested = await this.technician.bsffs.export(this.bsffId, { mode: 'PUBLISHED' });
    narrator.answer(202, `export ${requested.state}`);
    const done = await this.technician.exportEnded(requested, { timeoutMs: 30_000 });
    narrator.answer(200, `export ${done.state}, ${done.trackdechetsId}`);
    if (done.state !== 'SUCCEEDED' || !done.trackdechetsId) throw new DemoFailure(JSON.stringify(done));
    this.trackdechetsId = done.trackdechetsId;
    const signed = await this.technician.bsffs.sign(this.bsffId, { type: 'EMISSION' });
    narrator.answer(200, `signé / signed: ${statusOf(signed)}`);
  }

  private async othersDoTheirPart(): Promise<void> {
    narrator.step(
      5,
      'Sur Trackdéchets, les autres entreprises font leur part',
      'On Trackdéchets, the other companies do their part',
    );
    const transporter = this.other('transporteur');
    await transporter.company.sign(this.trackdechetsId, 'TRANSPORT', transporter.author);
    const { company, author } = this.other('traitement');
    await company.update(this.trackdechetsId, 'date la réception / dates the reception', {
      destination: { reception: { date: new Date().toISOString() } },
    });
    await company.sign(this.trackdechetsId, 'RECEPTION', author);
    const read = await company.send(
      'lit / reads',
      'query ($id: ID!) { bsff(id: $id) { id status packagings { id numero weight } } }',
      { id: this.trackdechetsId },
    );
    const packagings = read.packagings as { id: string; numero: string; weight: number }[];
    for (const { id, numero, weight } of packagings) {
      // The plant weighs again: half of what trouble is about.
      const accepted = {
        date: new Date().toISOString(),
        status: 'ACCEPTED',
        weight: Math.round((weight - 0.1) * 100) / 100,
        wasteCode: '14 06 01*',
        wasteDescription: 'R-410A',
      };
      await company.updatePackaging(id, `pèse / weighs ${numero}: ${accepted.weight} kg`, { acceptation: accepted });
    }
    await company.sign(this.trackdechetsId, 'ACCEPTATION', author);
    for (const { id, numero } of packagings) {
      const operation = {
        date: new Date().toISOString(),
        code: 'R2',
        mode: 'REUTILISATION',
        description: 'Régénération du fluide',
      };
      await company.updatePackaging(id, `traite / treats ${numero}: R2`, { operation });
      await company.sign(this.trackdechetsId, 'OPERATION', author, id);
    }
  }

  private other(key: string): { company: OtherCompany; author: string } {
    const { firstName, lastName, token } = this.cast.user(key, 'ADMIN');
    return {
      company: new OtherCompany(this.server.sandboxUrl, this.cast.company(key).name, token),
      author: `${firstName} ${lastName}`,
    };
  }

  private async bringBack(): Promise<void> {
    narrator.step(6, 'Télécharger les mises à jour', 'A pull brings it all back');
    const pull = await this.technician.pullEnded(await this.technician.pulls.request(), { timeoutMs: 30_000 });
    narrator.answer(200, `${pull.state}: vus / seen ${pull.seen}, modifiés / updated ${pull.updated}`);
    const bsff = await this.technician.bsffs.get(this.bsffId);
    narrator.answer(200, `statut / status ${statusOf(bsff)}`);
    tellLife(bsff);
    this.check(bsff);
  }

  /** The demonstration is true only if every step really happened. */
  private check(bsff: Bsff): void {
    const faults = lifeOf(bsff)
      .filter(({ date }) => !date)
      .map(({ step }) => step);
    if (statusOf(bsff) !== 'PROCESSED') faults.push('status');
    const { packagings } = bsff;
    if (
      packagings.length !== CONTAINERS.length ||
      packagings.some(({ acceptation, operation }) => !acceptation?.weight || operation?.code !== 'R2')
    ) {
      faults.push('packagings');
    }
    if (faults.length > 0) throw new DemoFailure(`manque / missing: ${faults.join(', ')}`);
  }
}
