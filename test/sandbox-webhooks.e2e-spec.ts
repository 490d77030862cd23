import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type Sandbox, startSandbox } from '../src/sandbox/server';
import { completeBsff, control, CREATE, graphql } from './support/sandbox-client';

const SECRET = 'a-secret-of-more-than-twenty-characters';
const SETTING = 'mutation($input: WebhookSettingCreateInput!) { createWebhookSetting(input: $input) { id activated } }';

interface Received {
  authorization: string | undefined;
  type: string | undefined;
  body: unknown;
  at: number;
}

describe('Webhooks of the sandbox', () => {
  let sandbox: Sandbox;
  let receiver: Server;
  let endpointUri: string;
  let answer: number;
  let received: Received[];

  beforeEach(async () => {
    answer = 200;
    received = [];
    receiver = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        const { authorization, 'content-type': type } = request.headers;
        received.push({ authorization, type, body: JSON.parse(text), at: Date.now() });
        response.writeHead(answer).end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    endpointUri = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
    sandbox = await startSandbox({ allowLocalWebhooks: true, webhookDelayMs: 20 });
  });
  afterEach(async () => {
    await sandbox.close();
    receiver.closeAllConnections();
    await new Promise((resolve) => receiver.close(resolve));
  });

  async function register(): Promise<string> {
    const { json } = await graphql(sandbox, '{ myCompanies { edges { node { id name } } } }');
    const node = json.data.myCompanies.edges
      .map((edge: { node: { id: string; name: string } }) => edge.node)
      .find((one: { name: string }) => one.name === 'THERMO LITTORAL');
    const input = { companyId: node.id, endpointUri, token: SECRET, activated: true };
    return (await graphql(sandbox, SETTING, { input })).json.data.createWebhookSetting.id as string;
  }

  const create = async (): Promise<string> =>
    (await graphql(sandbox, CREATE, { input: completeBsff() })).json.data.createBsff.id as string;

  async function until(holds: () => boolean): Promise<void> {
    for (let tries = 0; tries < 400 && !holds(); tries++) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(holds()).toBe(true);
  }

  it('tells each change with the header the real one writes', async () => {
    await register();
    const id = await create();
    await until(() => received.length === 1);
    expect(received[0]).toMatchObject({
      authorization: `Bearer: ${SECRET}`,
      type: 'application/json',
      body: [{ action: 'CREATED', id }],
    });
    await graphql(sandbox, 'mutation($id: ID!) { deleteBsff(id: $id) { id } }', { id });
    await until(() => received.length === 2);
    expect(received[1]?.body).toEqual([{ action: 'DELETED', id }]);
  });

  it('tries three times a second apart, and switches the endpoint off at the sixth failure', async () => {
    const setting = await register();
    const activated = async () =>
      (await graphql(sandbox, 'query($id: ID!) { webhooksetting(id: $id) { activated } }', { id: setting })).json.data
        .webhooksetting.activated;
    answer = 500;
    await create();
    await until(() => received.length === 3);
    const [first, second] = received;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(900);
    expect(await activated()).toBe(true);
    await create();
    await until(() => received.length === 6);
    await until(() => sandbox.platform.webhookTargets(['00000021000013']).length === 0);
    expect(await activated()).toBe(false);
    answer = 200;
    await create();
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(received).toHaveLength(6);
    const deliveries = await control(sandbox, 'GET /webhooks');
    expect(deliveries.map((one: { outcome: number; attempt: number }) => [one.outcome, one.attempt])).toEqual(
      [3, 2, 1, 3, 2, 1].map((attempt) => [500, attempt]),
    );
  });

  it('forgets failures after ten minutes without one', async () => {
    const orgId = '00000021000013';
    await register();
    answer = 500;
    await create();
    await until(() => received.length === 3);
    await control(sandbox, 'POST /clock', { advance: '11min' });
    await create();
    await until(() => received.length === 6);
    expect(sandbox.platform.webhookTargets([orgId])).toHaveLength(1);
  });

  it('refuses by default an endpoint that is not public https', async () => {
    const strict = await startSandbox();
    const { json } = await graphql(strict, '{ myCompanies(first: 1) { edges { node { id } } } }');
    const input = { companyId: json.data.myCompanies.edges[0].node.id, endpointUri, token: SECRET, activated: true };
    const refused = await graphql(strict, SETTING, { input });
    await strict.close();
    expect(refused.json.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });
});
