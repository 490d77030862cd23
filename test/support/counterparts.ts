import { BsffsDocument, type BsffsQuery } from '../../src/trackdechets/generated';
import { type TrackdechetsBsff } from '../../src/trackdechets/trackdechets.bsffs';
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

interface Life {
  id: string;
  packaging: string;
  fiche: string | null;
  /** Steps done: emission, transport, reception, acceptation, operation. */
  step: number;
  over: boolean;
}

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
    const { json } = await graphql(this.sandbox, query, variables as Record<string, unknown>, { email, headers });
    if (json?.errors) throw new Error(JSON.stringify(json.errors));
    return json.data;
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  private ficheInput(weight: number): object {
    const { emitter } = completeBsff() as { emitter: { company: object } };
    const detenteur = { company: { name: 'Mme Martin', address: '3 rue du Lac' }, isPrivateIndividual: true };
    return { numero: 'FI-1', weight, postalCode: '17000', detenteur, operateur: emitter };
  }

  /** One more document, a third of them with a fiche d'intervention. */
  async add(n: number): Promise<void> {
    let fiche: string | null = null;
    if (n % 3 === 0) {
      const made = await this.ask<{ createFicheInterventionBsff: { id: string } }>(
        FICHE,
        { input: this.ficheInput(1) },
        TECHNICIAN,
      );
      fiche = made.createFicheInterventionBsff.id;
    }
    const input = { ...completeBsff(`N-${n}`), ...(fiche ? { ficheInterventions: [fiche] } : {}) };
    const { createBsff } = await this.ask<{ createBsff: TrackdechetsBsff }>(CREATE, { input }, TECHNICIAN);
    this.lives.push({ id: createBsff.id, packaging: createBsff.packagings[0]?.id ?? '', fiche, step: 0, over: false });
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
    await this.advance(life);
    return false;
  }

  private async advance(life: Life): Promise<void> {
    const { id, packaging } = life;
    const sign = (type: string, email: string): Promise<object> =>
      this.ask(SIGN, { id, input: { type, author: AUTHOR, packagingId: packaging } }, email);
    const acceptation = { date: DATE, weight: 1 + this.below(50), status: 'ACCEPTED', wasteDescription: 'R410A' };
    const operation = { date: DATE, code: 'R2', mode: 'REUTILISATION', description: `Lot ${this.below(1e6)}` };
    switch (life.step) {
      case 0:
        await sign('EMISSION', TECHNICIAN);
        break;
      case 1:
        await this.ask(UPDATE, { id, input: { transporter: { transport: { plates: ['AB-123-CD'] } } } }, CARRIER);
        await sign('TRANSPORT', CARRIER);
        break;
      case 2:
        await this.ask(UPDATE, { id, input: { destination: { reception: { date: DATE } } } }, PLANT);
        await sign('RECEPTION', PLANT);
        break;
      case 3:
        await this.ask(TREAT, { id: packaging, input: { acceptation } }, PLANT);
        if (this.random() < 0.3) return;
        await sign('ACCEPTATION', PLANT);
        break;
      case 4:
        await this.ask(TREAT, { id: packaging, input: { operation } }, PLANT);
        if (this.random() < 0.3) return;
        await sign('OPERATION', PLANT);
        break;
      default:
        // Nothing is final there: a treated container is corrected.
        await this.ask(TREAT, { id: packaging, input: { acceptation, operation } }, PLANT);
        return;
    }
    life.step++;
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
}
