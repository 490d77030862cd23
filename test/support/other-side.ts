import { eventually, type TestApp } from './app';
import { type Person } from './people';
import { ADMIN, completeBsff, control, CREATE, graphql } from './sandbox-client';

export const CARRIER = 'exploitation@atlantique-fret.test';
export const PLANT = 'reception@recyclage-gaz-garonne.test';

const SIGN = 'mutation Sign($id: ID!, $input: BsffSignatureInput!) { signBsff(id: $id, input: $input) { id status } }';
const UPDATE = 'mutation Update($id: ID!, $input: BsffInput!) { updateBsff(id: $id, input: $input) { id } }';
const UPDATE_PACKAGING =
  'mutation P($id: ID!, $input: UpdateBsffPackagingInput!) { updateBsffPackaging(id: $id, input: $input) { id } }';
const DELETE = 'mutation Delete($id: ID!) { deleteBsff(id: $id) { id } }';

export interface Created {
  id: string;
  packagings: { id: string }[];
}

/** What others do on Trackdéchets itself, with their own tokens and without the connector. */
export class OtherSide {
  constructor(private readonly app: TestApp) {}

  private async ask(query: string, variables: object, email: string): Promise<Record<string, unknown>> {
    const { json } = await graphql(this.app.sandbox, query, variables as Record<string, unknown>, { email });
    if (json.errors) throw new Error(JSON.stringify(json.errors));
    return json.data;
  }

  /** A published document of the operator, made on Trackdéchets. */
  async create(numero: string, more: object = {}): Promise<Created> {
    const { createBsff } = await this.ask(CREATE, { input: { ...completeBsff(numero), ...more } }, ADMIN);
    return createBsff as Created;
  }

  sign(id: string, type: string, email: string, packagingId?: string): Promise<object> {
    return this.ask(SIGN, { id, input: { type, author: 'Une personne', packagingId } }, email);
  }

  update(id: string, input: object, email = ADMIN): Promise<object> {
    return this.ask(UPDATE, { id, input }, email);
  }

  updatePackaging(id: string, input: object): Promise<object> {
    return this.ask(UPDATE_PACKAGING, { id, input }, PLANT);
  }

  delete(id: string): Promise<object> {
    return this.ask(DELETE, { id }, ADMIN);
  }

  /** Signs it up to the lorry that has left. */
  async send(id: string): Promise<void> {
    await this.sign(id, 'EMISSION', ADMIN);
    await this.update(id, { transporter: { transport: { mode: 'ROAD', plates: ['AB-123-CD'] } } });
    await this.sign(id, 'TRANSPORT', CARRIER);
  }

  /** The plant receives it, accepts 7.5 kg of the container and treats it. */
  async treat(id: string, packagingId: string): Promise<void> {
    await this.update(id, { destination: { reception: { date: '2026-11-20T08:00:00.000Z' } } }, PLANT);
    await this.sign(id, 'RECEPTION', PLANT);
    const date = '2026-11-20T09:00:00.000Z';
    const acceptation = { date, weight: 7.5, status: 'ACCEPTED', wasteDescription: 'R410A' };
    await this.updatePackaging(packagingId, { acceptation });
    await this.sign(id, 'ACCEPTATION', PLANT, packagingId);
    const operation = { date, code: 'R2', mode: 'REUTILISATION', description: 'Régénération' };
    await this.updatePackaging(packagingId, { operation });
    await this.sign(id, 'OPERATION', PLANT, packagingId);
  }

  /** HTTP requests that Trackdéchets has got. */
  async requests(): Promise<number> {
    return (await control(this.app.sandbox, 'GET /state')).requests.total;
  }
}

/** Asks for a pull and waits for its end. */
export async function pull(person: Person, body = {}): Promise<Record<string, unknown>> {
  const asked = await person.post('/pulls', body).expect(202);
  return eventually(async () => {
    const { body: view } = await person.get(`/pulls/${asked.body.id}`).expect(200);
    return ['SUCCEEDED', 'FAILED'].includes(view.state) ? (view as Record<string, unknown>) : null;
  }, 30_000);
}

/** The document here, by its Trackdéchets id, as the API shows it. */
export async function shown(app: TestApp, person: Person, trackdechetsId: string): Promise<Record<string, unknown>> {
  const [row] = await app.dataSource.query<{ id: string }[]>('SELECT id FROM bsffs WHERE trackdechets_id = $1', [
    trackdechetsId,
  ]);
  if (!row) throw new Error(`${trackdechetsId} is not here`);
  return (await person.get(`/bsffs/${row.id}`).expect(200)).body as Record<string, unknown>;
}
