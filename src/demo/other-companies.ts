import { narrator } from './narrator';
import { DemoFailure } from './rest';

/** What the transporter and the destination do, on the platform itself, each with their own token. */
export class OtherCompany {
  constructor(
    private readonly platformUrl: string,
    readonly name: string,
    private readonly token: string,
  ) {}

  /** Sends one GraphQL operation to the platform. */
  async send(label: string, query: string, variables: Record<string, unknown>): Promise<Record<string, unknown>> {
    const response = await fetch(this.platformUrl, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${this.token}` },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as {
      data?: Record<string, Record<string, unknown>>;
      errors?: { message: string }[];
    };
    const data = answer.data && Object.values(answer.data)[0];
    if (answer.errors || !data) throw new DemoFailure(`${this.name}, ${label}: ${JSON.stringify(answer.errors)}`);
    narrator.elsewhere(this.name, `${label}${typeof data.status === 'string' ? ` → ${data.status}` : ''}`);
    return data;
  }

  sign(id: string, type: string, author: string, packagingId?: string): Promise<Record<string, unknown>> {
    const input = { type, author, date: new Date().toISOString(), ...(packagingId ? { packagingId } : {}) };
    return this.send(
      `signe / signs ${type}`,
      'mutation ($id: ID!, $input: BsffSignatureInput!) { signBsff(id: $id, input: $input) { id status } }',
      { id, input },
    );
  }

  update(id: string, label: string, input: Record<string, unknown>): Promise<Record<string, unknown>> {
    return this.send(
      label,
      'mutation ($id: ID!, $input: BsffInput!) { updateBsff(id: $id, input: $input) { id status } }',
      { id, input },
    );
  }

  updatePackaging(id: string, label: string, input: Record<string, unknown>): Promise<Record<string, unknown>> {
    return this.send(
      label,
      'mutation ($id: ID!, $input: UpdateBsffPackagingInput!) { updateBsffPackaging(id: $id, input: $input) { id numero } }',
      { id, input },
    );
  }
}
