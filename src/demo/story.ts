import { Cast } from './cast';
import { lifeOf, statusOf, tellLife } from './life';
import { narrator } from './narrator';
import { OtherCompany } from './other-companies';
import { DemoFailure, Rest } from './rest';
import { type Server } from './server-process';

type Json = Record<string, unknown>;
const CONTAINERS = [
  { type: 'BOUTEILLE', numero: 'B-17-0421', volume: 12, weight: 5.2 },
  { type: 'BOUTEILLE', numero: 'B-17-0422', volume: 12, weight: 3.1 },
];

/** The main job from the first sign-in to the treatment, as its people live it. */
export class Story {
  private readonly cast = new Cast();
  private readonly password = 'la nuit tous les chats sont gris';
  private administrator!: Rest;
  private technician!: Rest;
  private establishmentId = '';
  private bsffId = '';
  private trackdechetsId = '';

  constructor(private readonly server: Server) {}

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
    this.administrator = await new Rest(this.server.url).signIn(email, password);
    narrator.answer(201, `session de / session of ${email}`);
    const { siret, name, address, phone } = this.cast.company('operateur');
    const establishment = await this.administrator.call('POST', '/establishments', 201, {
      siret,
      name,
      address,
      phone,
      default: true,
    });
    this.establishmentId = String(establishment.body.id);
    narrator.answer(201, `${name}, SIRET ${siret}`);
    const technician = this.cast.user('operateur', 'MEMBER');
    const { token: _, ...person } = technician;
    const body = { ...person, phone: '06 00 00 00 17', rights: ['EXPORT_BSFF'], password: this.password };
    await this.administrator.call('POST', '/users', 201, body, { ...body, password: '…' });
    narrator.answer(201, `${person.firstName} ${person.lastName}: EXPORT_BSFF`);
  }

  private async pasteToken(): Promise<void> {
    narrator.step(
      2,
      'Le technicien colle son jeton Trackdéchets, vérifié aussitôt',
      'The technician pastes their Trackdéchets token, checked at once',
    );
    const { email, token } = this.cast.user('operateur', 'MEMBER');
    this.technician = await new Rest(this.server.url).signIn(email, this.password);
    const colleague = this.cast.user('operateur', 'ADMIN');
    const wrong = await this.technician.call(
      'PUT',
      '/me/trackdechets-token',
      422,
      { token: colleague.token },
      { token: `…${colleague.token.slice(-4)}` },
    );
    narrator.answer(422, `${String(wrong.body.code)}: ${String(wrong.body.detail)}`);
    const right = await this.technician.call(
      'PUT',
      '/me/trackdechets-token',
      200,
      { token: ` ${token}\n` },
      { token: `…${token.slice(-4)}` },
    );
    narrator.answer(200, `${String(right.body.status)}: ${String(right.body.message)}`);
  }

  private async designateContact(): Promise<void> {
    narrator.step(3, 'Le contact Trackdéchets est désigné', 'The Trackdéchets contact is designated');
    const { firstName, lastName } = this.cast.user('operateur', 'ADMIN');
    const me = await this.administrator.call('PATCH', '/me', 200, { firstName, lastName, phone: '05 46 00 00 11' });
    narrator.answer(200, `${firstName} ${lastName}`);
    const userId = String(me.body.id);
    await this.administrator.call('PUT', `/users/${userId}/rights`, 200, { rights: ['FULL_ACCESS'] });
    narrator.answer(200, 'FULL_ACCESS');
    await this.administrator.call('PUT', '/trackdechets-contact', 200, { userId });
    narrator.answer(200, `contact: ${firstName} ${lastName}`);
  }

  private async exportBsff(): Promise<void> {
    narrator.step(
      4,
      'Une fiche d’intervention, un BSFF et deux bouteilles partent vers Trackdéchets',
      'An intervention form, a BSFF and two bottles leave for Trackdéchets',
    );
    const fiche = await this.technician.call('POST', '/fiches-intervention', 201, {
      establishmentId: this.establishmentId,
      numero: 'FI-2026-0117',
      weight: 8.3,
      postalCode: '17000',
      detenteur: { company: this.cast.party('detenteur'), isPrivateIndividual: false },
    });
    narrator.answer(201, `fiche ${String(fiche.body.numero)}, 8,3 kg`);
    const created = await this.technician.call('POST', '/bsffs', 201, {
      establishmentId: this.establishmentId,
      type: 'COLLECTE_PETITES_QUANTITES',
      reference: 'CH-2026-0042',
      waste: { code: '14 06 01*', description: 'R-410A', adr: 'UN 1078, GAZ FRIGORIFIQUE, N.S.A., 2.2, (C/E)' },
      weight: { value: 8.3, isEstimate: false },
      packagings: CONTAINERS,
      ficheInterventionIds: [fiche.body.id],
      transporter: { company: this.cast.party('transporteur'), transport: { mode: 'ROAD', plates: ['AB-123-CD'] } },
      destination: { company: this.cast.party('traitement'), plannedOperationCode: 'R2', cap: 'CAP-2026-17' },
    });
    this.bsffId = String(created.body.id);
    narrator.answer(201, `BSFF ${this.bsffId}, ${String(created.body.exportState)}`);
    const readiness = await this.technician.call('GET', `/bsffs/${this.bsffId}/readiness?step=PUBLICATION`, 200);
    narrator.answer(200, `prêt / ready: ${String(readiness.body.ready)}`);
    await this.send();
  }

  private async send(): Promise<void> {
    const requested = await this.technician.call('POST', `/bsffs/${this.bsffId}/exports`, 202, { mode: 'PUBLISHED' });
    narrator.answer(202, `export ${String(requested.body.state)}`);
    const done = await this.technician.until(
      `/exports/${String(requested.body.id)}`,
      ({ state }) => !['QUEUED', 'SENDING'].includes(String(state)),
    );
    narrator.answer(200, `export ${String(done.body.state)}, ${String(done.body.trackdechetsId)}`);
    if (done.body.state !== 'SUCCEEDED') throw new DemoFailure(JSON.stringify(done.body));
    this.trackdechetsId = String(done.body.trackdechetsId);
    const signed = await this.technician.call('POST', `/bsffs/${this.bsffId}/signatures`, 200, { type: 'EMISSION' });
    narrator.answer(200, `signé / signed: ${statusOf(signed.body)}`);
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
    const requested = await this.technician.call('POST', '/pulls', 202);
    const pull = await this.technician.until(
      `/pulls/${String(requested.body.id)}`,
      ({ finishedAt }) => finishedAt !== null,
    );
    narrator.answer(
      200,
      `${String(pull.body.state)}: vus / seen ${String(pull.body.seen)}, modifiés / updated ${String(pull.body.updated)}`,
    );
    const { body } = await this.technician.call('GET', `/bsffs/${this.bsffId}`, 200);
    narrator.answer(200, `statut / status ${statusOf(body)}`);
    tellLife(body);
    this.check(body);
  }

  /** The demonstration is true only if every step really happened. */
  private check(bsff: Json): void {
    const faults = lifeOf(bsff)
      .filter(({ date }) => !date)
      .map(({ step }) => step);
    if (statusOf(bsff) !== 'PROCESSED') faults.push('status');
    const packagings = bsff.packagings as { acceptation?: { weight?: number }; operation?: { code?: string } }[];
    if (
      packagings.length !== CONTAINERS.length ||
      packagings.some(({ acceptation, operation }) => !acceptation?.weight || operation?.code !== 'R2')
    ) {
      faults.push('packagings');
    }
    if (faults.length > 0) throw new DemoFailure(`manque / missing: ${faults.join(', ')}`);
  }
}
