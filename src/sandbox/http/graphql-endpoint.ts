import { type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type GraphQLSchema } from 'graphql';
import { deliver, playBefore, TOO_MANY } from '../faults/delivery';
import { BadFault, readFaultHeader, type Fault } from '../faults/fault';
import { type SandboxState } from '../sandbox-state';
import { type SeenRequest } from '../traffic';
import { bearerToken } from './bearer';
import { Execution, type OperationAnswer } from './execution';
import { answerType, refuseForgery } from './negotiation';
import { readGetOperation, readOperation, UnreadableRequest, type Operation } from './operation';
import { PreparedDocuments } from './prepared';
import { clientAddress } from './rate-window';
import { html, json, send, type Reply } from './reply';
import { readBody, RefusedBody } from './request-body';

interface Call {
  operations: Operation[];
  batch: boolean;
  /** Said instead of every answer, once the readable operations of the array have been executed. */
  unreadable?: UnreadableRequest;
  token: string | undefined;
}

/** POST / (and GET /?query=…): reads the operations of a request, executes them, answers as the real platform would. */
export class GraphqlEndpoint {
  private readonly documents: PreparedDocuments;
  private readonly execution: Execution;

  constructor(
    private readonly state: SandboxState,
    schema: GraphQLSchema,
  ) {
    this.documents = new PreparedDocuments(schema);
    this.execution = new Execution(schema, (error) => state.traffic.fail(error));
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL, seen: SeenRequest): Promise<void> {
    const call = await this.read(request, url);
    if ('status' in call) return send(response, call);
    const names = call.operations.flatMap((operation) => operation.names);
    seen.operations = names;
    this.state.traffic.count(names);
    const faults = this.faultsOf(request, names);
    if (faults instanceof BadFault) return send(response, json(400, { error: faults.message }));
    seen.fault = faults.map(({ kind }) => kind).join(', ') || null;
    if (this.state.latencyMs > 0) await sleep(this.state.latencyMs, undefined, { ref: false });
    if (await playBefore(faults, response)) return;
    await deliver(await this.act(call, faults, request, seen), faults, response);
  }

  private async read(request: IncomingMessage, url: URL): Promise<Call | Reply> {
    try {
      const body = await readBody(request);
      const token = bearerToken(request, body, url.searchParams);
      refuseForgery(request);
      if (request.method === 'GET')
        return { operations: [readGetOperation(url.searchParams, this.documents)], batch: false, token };
      if (request.method !== 'POST') throw new UnreadableRequest('GET ou POST.', 405, { Allow: 'GET, POST' });
      return { ...this.readAll(body), token };
    } catch (error) {
      if (error instanceof RefusedBody) return error.reply;
      if (error instanceof UnreadableRequest) return error.reply(answerType(request));
      throw error;
    }
  }

  private readAll(body: unknown): Omit<Call, 'token'> {
    if (!Array.isArray(body)) return { operations: [readOperation(body, this.documents)], batch: false };
    if (body.length === 0) throw new UnreadableRequest('Le lot ne porte aucune opération.');
    const call: Omit<Call, 'token'> = { operations: [], batch: true };
    for (const element of body) {
      try {
        call.operations.push(readOperation(element, this.documents));
      } catch (error) {
        if (!(error instanceof UnreadableRequest)) throw error;
        call.unreadable ??= error;
      }
    }
    return call;
  }

  private faultsOf(request: IncomingMessage, names: string[]): Fault[] | BadFault {
    const header = request.headers['x-sandbox-fault'];
    try {
      return this.state.faults.draw(names, header ? readFaultHeader(String(header)) : []);
    } catch (error) {
      if (error instanceof BadFault) return error;
      throw error;
    }
  }

  private async act(call: Call, faults: Fault[], request: IncomingMessage, seen: SeenRequest): Promise<Reply> {
    const { platform, baseUrl, blacklist } = this.state;
    // A session of the web interface wins over the token (facts: auth 1.1).
    const session = platform.web.of(request);
    const user = session?.user ?? platform.authenticate(call.token);
    seen.user = user?.email ?? null;
    if (user && blacklist.has(user.email)) return html(200, 'Too Many Requests');
    const creates = call.operations.some(({ names }) => names.includes('createApplication'));
    if (creates && !platform.applications.mayTryToCreate(user?.email ?? clientAddress(request))) {
      return { status: 429, type: 'text/plain; charset=utf-8', body: TOO_MANY };
    }
    const only = Math.min(...faults.map(({ executed }) => executed ?? Infinity));
    const answers: OperationAnswer[] = [];
    for (const operation of call.operations.slice(0, only)) {
      answers.push(await this.execute(operation, faults, { platform, user, baseUrl, session: session !== null }));
    }
    seen.codes = answers.flatMap(({ body }) => (body.errors ?? []).map(({ extensions }) => String(extensions?.code)));
    return this.reply(call, answers, answerType(request));
  }

  private async execute(operation: Operation, faults: Fault[], context: unknown): Promise<OperationAnswer> {
    const strikes = (kind: Fault['kind']): boolean =>
      faults.some((fault) => fault.kind === kind && (!fault.operation || operation.names.includes(fault.operation)));
    if (strikes('server-error')) return this.execution.failed(operation);
    const answer = await this.execution.run(operation, context);
    return strikes('done-server-error') ? this.execution.failed(operation) : answer;
  }

  private reply(call: Call, answers: OperationAnswer[], type: string | undefined): Reply {
    if (call.unreadable) return call.unreadable.reply(type);
    if (!type) return new UnreadableRequest('Aucun type accepté (en-tête Accept) ne convient.', 406).reply();
    const status = answers.findLast((answer) => answer.status !== undefined)?.status ?? 200;
    const bodies = answers.map(({ body }) => body);
    return json(status, call.batch ? bodies : bodies[0], type);
  }
}
