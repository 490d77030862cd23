import { chunks } from '../../src/pulls/chunks';
import { chainsOf } from '../../src/pulls/container-chains';
import {
  BsffsDocument,
  BsffsDownstreamDocument,
  type BsffsDownstreamQuery,
  type BsffsQuery,
} from '../../src/trackdechets/generated';
import { type TrackdechetsBsff } from '../../src/trackdechets/trackdechets.bsffs';
import { readDirectory } from '../../src/sandbox/directory-file';
import { type Sandbox } from '../../src/sandbox/server';
import { TECHNICIAN } from './documents';
import { CARRIER, PLANT } from './other-side';
import { completeBsff, graphql } from './sandbox-client';

const AUTHOR = 'Une autre personne';
const DATE = '2026-11-20T08:00:00.000Z';
const CREATE = `mutation C($input: BsffInput!) { createBsff(input: $input) { id packagings { id } ficheInterventions { id } } }`;
const FICHE = 'mutation F($input: BsffFicheInterventionInput!) { createFicheInterventionBsff(input: $input) { id } }';
const EDIT_FICHE =
  'mutation E($id: ID!, $input: BsffFicheInterventionInput!) { updateFicheInterventionBsff(id: $id, input: $input) { id } }';
const UPDATE = 'mutation U($id: ID!, $input: BsffInput!) { updateBsff(id: $id, input: $input) { packagings { id } } }';
const SIGN = 'mutation S($id: ID!, $input: BsffSignatureInput!) { signBsff(id: $id, input: $input) { id } }';
const TREAT =
  'mutation T($id: ID!, $input: UpdateBsffPackagingInput!) { updateBsffPackaging(id: $id, input: $input) { id } }';
const DELETE = 'mutation D($id: ID!) { deleteBsff(id: $id) { id } }';

const DEPOT = 'accueil@depot-fluides-ouest.test';

/** One document between two parties: e-mails of who signs, and the operation that ends it. */
interface Leg {
  id: string;
  packaging: string;
  from: string;
  to: string;
  code: 'R2' | 'R13';
  /** Steps done: emission, transport, reception, acceptation, operation. */
  step: number;
}

interface Life extends Leg {
  fiche: string | null;
  /** The document that takes the container over at the depot. */
  onward: Leg | null;
  over: boolean;
}

const { transit, traitement } = readDirectory().companies;
const party = (company: typeof transit): object => {
  const { siret, name, address, contact, phone, mail } = company ?? {};
  return { siret, name, address, contact, phone, mail };
};

const LAST_STEP = 5;

/** The other parties of many documents, acting at random on Trackdéchets while the connector reads. */
export class Counterparts {
  readonly lives: Life[] = [];
  changes = 0;

  constructor(
    private readonly sandbox: Sandbox,
    private readonly random: () => number,
  ) {}

  private async ask<T = object>(query: string, variables: object, email: string): Promise<T> {
    // Each from an address of its own: only the connector's is limited.
    const headers = { 'x-forwarded-for': `10.0.${this.below(250)}.${this.below(250)}` };
    for (;;) {
      const asked = graphql(this.sandbox, query, variables as Record<string, unknown>, { email, headers });
      const { json } = await asked.catch(() => ({ json: undefined }));
      if (json?.errors) throw new Error(JSON.stringify(json.errors));
      if (json) return json.data as T;
      // The platform is away for everybody, and did nothing.
      await new Promise((done) => setTimeout(done, 200));
    }
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  private ficheInput(weight: number): object {
    const { emitter } = completeBsff() as { emitter: { company: object } };
    const detenteur = { company: { name: 'Mme Martin', address: '3 rue du Lac' }, isPrivateIndividual: true };
    return { numero: 'FI-1', weight, postalCode: '17000', detenteur, operateur: emitter };
  }

  /** One more document, a third of them with a fiche d'intervention, a fourth for a depot that will pass them on. */
  async add(n: number): Promise<Life> {
    let fiche: string | null = null;
    if (n % 3 === 0) {
      const made = await this.ask<{ createFicheInterventionBsff: { id: string } }>(
        FICHE,
        { input: this.ficheInput(1) },
        TECHNICIAN,
      );
      fiche = made.createFicheInterventionBsff.id;
    }
    const passedOn = n % 4 === 3;
    const depot = { destination: { company: party(transit), cap: 'CAP', plannedOperationCode: 'R13' } };
    const fiches = fiche ? { ficheInterventions: [fiche] } : {};
    const input = { ...completeBsff(`N-${n}`), ...fiches, ...(passedOn ? depot : {}) };
    const leg = await this.begin(input, TECHNICIAN, passedOn ? DEPOT : PLANT);
    const life = { ...leg, fiche, onward: null, over: false };
    this.lives.push(life);
    return life;
  }

  private async begin(input: object, from: string, to: string): Promise<Leg> {
    const { createBsff } = await this.ask<{ createBsff: TrackdechetsBsff }>(CREATE, { input }, from);
    const packaging = createBsff.packagings[0]?.id ?? '';
    return { id: createBsff.id, packaging, from, to, code: to === DEPOT ? 'R13' : 'R2', step: 0 };
  }

  /** One random change of one random document. */
  async change(): Promise<void> {
    const life = this.lives[this.below(this.lives.length)];
    if (!life || life.over) return;
    const dice = this.random();
    // Nobody else touches it meanwhile.
    life.over = true;
    try {
      const gone = await this.act(life, dice);
      if (!gone) life.over = false;
      this.changes++;
    } catch (error) {
      throw new Error(`${life.id} step ${life.step} dice ${dice}: ${(error as Error).message}`, { cause: error });
    }
  }

  private async act(life: Life, dice: number): Promise<boolean> {
    const { id, fiche, step } = life;
    if (fiche && dice < 0.1) {
      await this.ask(EDIT_FICHE, { id: fiche, input: this.ficheInput(1 + this.below(90)) }, TECHNICIAN);
      return false;
    }
    if (step < 2 && dice < 0.12) {
      await this.ask(DELETE, { id }, TECHNICIAN);
      return true;
    }
    // A fiche's operator must stay the emitter.
    if (step === 0 && !fiche && dice < 0.16) {
      const company = { siret: '00000043000017', name: 'Autre' };
      await this.ask(UPDATE, { id, input: { emitter: { company } } }, CARRIER);
      return true;
    }
    if (step === 0 && dice < 0.5) {
      const input = {
        destination: { cap: `CAP ${this.below(1e6)}` },
        weight: { value: 1 + this.below(90), isEstimate: true },
      };
      await this.ask(UPDATE, { id, input }, TECHNICIAN);
      return false;
    }
    await this.goOn(life);
    return false;
  }

  /** The next step of a document; after the depot's operation, that of the document which takes its container over. */
  async goOn(life: Life): Promise<void> {
    if (life.onward) return this.advance(life.onward);
    if (life.step < LAST_STEP || life.code === 'R2') return this.advance(life);
    const { packagings: _, ...rest } = completeBsff();
    const input = { ...rest, type: 'REEXPEDITION', emitter: { company: party(transit) }, forwarding: [life.packaging] };
    life.onward = await this.begin(input, DEPOT, PLANT);
  }

  private async advance(leg: Leg): Promise<void> {
    const { id, packaging, from, to, code } = leg;
    const sign = (type: string, email: string): Promise<object> =>
      this.ask(SIGN, { id, input: { type, author: AUTHOR, packagingId: packaging } }, email);
    const acceptation = { date: DATE, weight: 1 + this.below(50), status: 'ACCEPTED', wasteDescription: 'R410A' };
    const next = { plannedOperationCode: 'R2', cap: 'CAP', company: party(traitement) };
    const means = code === 'R2' ? { mode: 'REUTILISATION' } : { nextDestination: next };
    const operation = { date: DATE, code, description: `Lot ${this.below(1e6)}`, ...means };
    switch (leg.step) {
      case 0:
        await sign('EMISSION', from);
        break;
      case 1:
        await this.ask(UPDATE, { id, input: { transporter: { transport: { plates: ['AB-123-CD'] } } } }, CARRIER);
        await sign('TRANSPORT', CARRIER);
        break;
      case 2:
        await this.ask(UPDATE, { id, input: { destination: { reception: { date: DATE } } } }, to);
        await sign('RECEPTION', to);
        break;
      case 3:
        await this.ask(TREAT, { id: packaging, input: { acceptation } }, to);
        if (this.random() < 0.3) return;
        await sign('ACCEPTATION', to);
        break;
      case 4:
        await this.ask(TREAT, { id: packaging, input: { operation } }, to);
        if (this.random() < 0.3) return;
        await sign('OPERATION', to);
        break;
      default:
        // Nothing is final there: a treated container is corrected.
        await this.ask(TREAT, { id: packaging, input: { acceptation, operation } }, to);
        return;
    }
    leg.step++;
  }

  /** Every document that the operator may read there, asked for without the connector. */
  async everything(): Promise<Map<string, TrackdechetsBsff>> {
    const all = new Map<string, TrackdechetsBsff>();
    for (let after: string | null = null; ;) {
      const page: BsffsQuery = await this.ask<BsffsQuery>(
        String(BsffsDocument),
        { where: {}, first: 200, after },
        TECHNICIAN,
      );
      for (const { node } of page.bsffs.edges) all.set(node.id, node);
      after = page.bsffs.pageInfo.endCursor;
      if (!page.bsffs.pageInfo.hasNextPage) return all;
    }
  }

  /** Where the containers of each of those documents went. */
  async chains(): Promise<Map<string, object>> {
    const found = new Map<string, object>();
    for (const ids of chunks([...(await this.everything()).keys()], 200)) {
      const variables = { where: { id: { _in: ids } }, first: ids.length };
      const { bsffs } = await this.ask<BsffsDownstreamQuery>(String(BsffsDownstreamDocument), variables, TECHNICIAN);
      for (const { node } of bsffs.edges) found.set(node.id, chainsOf(node));
    }
    return found;
  }
}
