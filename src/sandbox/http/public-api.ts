import { type IncomingMessage, type ServerResponse } from 'node:http';
import { type GraphQLSchema } from 'graphql';
import { deliver, playBefore, TOO_MANY } from '../faults/delivery';
import { Insider } from '../insider';
import { OauthEndpoints } from '../oauth/oauth-endpoints';
import { page } from '../page';
import { drawBsff } from '../pdf/bsff-pdf';
import { SHEET_QUERY, type BsffSheet } from '../pdf/bsff-sheet';
import { type SandboxState } from '../sandbox-state';
import { type SeenRequest } from '../traffic';
import { GraphqlEndpoint } from './graphql-endpoint';
import { prefersHtml } from './negotiation';
import { clientAddress } from './rate-window';
import { gatewayPage, html, redirect, send, type Reply } from './reply';

const TOKEN_PATH = '/oauth2/token';
const DOWNLOAD_PATH = '/download';
const ROAD_CONTROL = /^\/road-control\/([^/]+)$/;

/** Everything a client of Trackdéchets can reach: rate limit first, then the route. */
export class PublicApi {
  private readonly graphql: GraphqlEndpoint;
  private readonly insider: Insider;
  private readonly oauth: OauthEndpoints;

  constructor(
    private readonly state: SandboxState,
    schema: GraphQLSchema,
  ) {
    this.graphql = new GraphqlEndpoint(state, schema);
    this.insider = new Insider(state, schema);
    this.oauth = new OauthEndpoints(state);
  }

  /** Answers one request; never throws. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://sandbox.invalid');
    const seen = this.state.traffic.begin(request.method ?? '', url.pathname);
    const startedAt = process.hrtime.bigint();
    try {
      await this.route(request, response, url, seen);
    } catch (error) {
      if (!request.destroyed) this.state.traffic.fail(error);
      if (!response.headersSent) send(response, html(500, 'Erreur interne du serveur'));
      else response.destroy();
    }
    seen.status = response.headersSent ? response.statusCode : null;
    seen.aborted = response.destroyed && !response.writableEnded;
    seen.ms = Number(process.hrtime.bigint() - startedAt) / 1e6;
    this.state.traffic.end(seen);
  }

  private async route(request: IncomingMessage, response: ServerResponse, url: URL, seen: SeenRequest): Promise<void> {
    if (this.state.outage.now) return send(response, gatewayPage(503, 'Service Unavailable'));
    const { allowed, headers } = this.state.rate.count(clientAddress(request));
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (!allowed) return send(response, html(429, TOO_MANY));
    if (request.method === 'OPTIONS') return this.preflight(request, response);
    if (url.pathname === TOKEN_PATH && request.method === 'POST') {
      return this.struck('oauth2Token', request, response, url, seen);
    }
    if (pathOf(url) === DOWNLOAD_PATH && isReading(request)) {
      return this.struck('download', request, response, url, seen);
    }
    if (url.pathname !== '/') return send(response, await this.other(request, url));
    if (request.method === 'GET' && !url.searchParams.has('query') && prefersHtml(request))
      return send(response, html(200, page(this.state)));
    return this.graphql.handle(request, response, url, seen);
  }

  /** What an application waits for apart from GraphQL: faults strike it under this name, as they strike an operation. */
  private async struck(
    name: string,
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    seen: SeenRequest,
  ): Promise<void> {
    seen.operations = [name];
    this.state.traffic.count(seen.operations);
    const faults = this.state.faults.draw(seen.operations);
    seen.fault = faults.map(({ kind }) => kind).join(', ') || null;
    if (await playBefore(faults, response)) return;
    await deliver(await this.other(request, url), faults, response);
  }

  private preflight(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(204, {
      'Access-Control-Allow-Origin': request.headers.origin ?? '*',
      'Access-Control-Allow-Methods': 'GET,HEAD,PUT,PATCH,POST,DELETE',
      'Access-Control-Allow-Headers': request.headers['access-control-request-headers'] ?? '*',
    });
    response.end();
  }

  private async other(request: IncomingMessage, url: URL): Promise<Reply> {
    const path = pathOf(url);
    const reading = isReading(request);
    if (reading && path === '/ping') return html(200, 'Pong!');
    if (reading && path === DOWNLOAD_PATH) return this.download(url.searchParams.get('token'));
    const roadControl = ROAD_CONTROL.exec(url.pathname)?.[1];
    if (reading && roadControl) return this.roadControl(roadControl);
    return (await this.oauth.answer(request, url)) ?? html(404, 'Not found');
  }

  private async download(token: string | null): Promise<Reply> {
    if (!token) return html(400, 'Le jeton de téléchargement est absent.');
    const id = this.state.platform.resolvePdf(token);
    if (!id) return html(403, 'Le jeton de téléchargement est inconnu ou expiré.');
    const body = await drawBsff(await this.insider.read<BsffSheet>(id, SHEET_QUERY));
    const headers = { 'Content-Disposition': `attachment; filename="${id}.pdf"` };
    return { status: 200, type: 'application/pdf', body, headers };
  }

  private roadControl(token: string): Reply {
    const { platform, baseUrl } = this.state;
    const id = platform.resolvePdfAccess(token);
    if (!id) return html(200, 'Le lien est inconnu ou expiré.');
    return redirect(`${baseUrl}/download?token=${platform.pdfLink(id)}`);
  }
}

function pathOf(url: URL): string {
  return url.pathname.toLowerCase().replace(/\/$/, '');
}

function isReading({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
}
