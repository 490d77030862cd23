import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openDataSource } from '../src/database/data-source';
import { startSandbox, type Sandbox } from '../src/sandbox/server';
import { version } from '../package.json';
import { eventually } from './support/app';
import { createTestDatabase, type TestDatabase } from './support/database';
import { Fleet } from './support/fleet';
import { TECHNICIAN } from './support/documents';
import { tokenOf } from './support/sandbox-client';

interface Attribute {
  key: string;
  value: { stringValue?: string; intValue?: number | string; arrayValue?: { values: { stringValue: string }[] } };
}

interface Exported {
  resourceSpans: {
    resource: { attributes: Attribute[] };
    scopeSpans: { scope: { name: string }; spans: RawSpan[] }[];
  }[];
}

interface RawSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  status?: { code?: number };
  attributes: Attribute[];
}

interface Span extends Omit<RawSpan, 'attributes'> {
  scope: string;
  attributes: Record<string, unknown>;
}

const valueOf = ({ value }: Attribute): unknown =>
  value.stringValue ?? value.arrayValue?.values.map((one) => one.stringValue) ?? value.intValue;
const record = (attributes: Attribute[]): Record<string, unknown> =>
  Object.fromEntries(attributes.map((attribute) => [attribute.key, valueOf(attribute)]));

/** Takes in what an OpenTelemetry collector would: OTLP over HTTP, in JSON. */
class Collector {
  readonly spans: Span[] = [];
  text = '';
  resource: Record<string, unknown> = {};
  private readonly server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      this.text += body;
      for (const { resource, scopeSpans } of (JSON.parse(body) as Exported).resourceSpans) {
        this.resource = record(resource.attributes);
        for (const { scope, spans } of scopeSpans) {
          const read = spans.map((span) => ({ ...span, scope: scope.name, attributes: record(span.attributes) }));
          this.spans.push(...read);
        }
      }
      response.setHeader('Content-Type', 'application/json').end('{}');
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  /** Spans below `span`, at any depth. */
  under(span: Span): Span[] {
    const children = this.spans.filter(({ parentSpanId }) => parentSpanId === span.spanId);
    return children.flatMap((child) => [child, ...this.under(child)]);
  }

  with(attributes: Record<string, unknown>): Span[] {
    return this.spans.filter((span) =>
      Object.entries(attributes).every(([name, value]) => span.attributes[name] === value),
    );
  }
}

describe('tracing, switched on by OTEL_EXPORTER_OTLP_ENDPOINT', () => {
  const collector = new Collector();
  let database: TestDatabase;
  let sandbox: Sandbox;
  let fleet: Fleet;

  beforeAll(async () => {
    database = await createTestDatabase();
    sandbox = await startSandbox();
    fleet = await Fleet.start({
      databaseUrl: database.url,
      sandbox,
      size: 1,
      env: {
        OTEL_EXPORTER_OTLP_ENDPOINT: await collector.start(),
        OTEL_BSP_SCHEDULE_DELAY: '200',
        OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment=test',
        LOG_LEVEL: 'info',
      },
    });
  }, 90_000);
  afterAll(async () => {
    await fleet?.stop();
    collector.close();
    await sandbox?.close();
    await database?.drop();
  });

  it('shows a request with its SQL, and the call to Trackdéchets of the export that it asked for, with the ids of the logs', async () => {
    const establishmentId = await fleet.settle();
    const [bsffId = ''] = await fleet.type(1, establishmentId, 'T');
    const { id: exportId } = await fleet.ask('POST', `/bsffs/${bsffId}/exports`, { mode: 'DRAFT' }, TECHNICIAN);
    await eventually(async () => (await fleet.states())['SUCCEEDED'] === 1);

    const asked = await eventually(async () =>
      collector.with({ 'http.route': '/api/v1/bsffs/:id/exports', exportId }).find(({ kind }) => kind === SERVER),
    );
    expect(asked.name).toBe('POST /api/v1/bsffs/:id/exports');
    expect(asked.attributes).toMatchObject({ bsffId, requestId: expect.any(String), userId: expect.any(String) });
    const inserted = collector
      .under(asked)
      .filter(
        ({ scope, attributes }) => scope.endsWith('-pg') && /INSERT INTO "exports"/.test(statementOf(attributes)),
      );
    expect(inserted).toHaveLength(1);

    const work = await eventually(async () =>
      collector.with({ exportId }).find(({ name }) => name === 'export.carryOut'),
    );
    expect(work.attributes).toMatchObject({ bsffId, requestId: asked.attributes.requestId, attempt: 1 });
    const below = collector.under(work);
    const call = below.find(({ name }) => name === 'trackdechets CreateDraftBsff');
    expect(call?.attributes).toMatchObject({ exportId, bsffId });
    const sent = below.find(({ kind, parentSpanId }) => kind === CLIENT && parentSpanId === call?.spanId);
    expect(String(sent?.attributes['url.full'] ?? sent?.attributes['http.url'])).toContain(new URL(sandbox.url).host);
    expect(below.some(({ scope }) => scope.endsWith('-pg'))).toBe(true);
    expect(collector.resource).toMatchObject({
      'service.name': 'trackdechets-connector',
      'service.version': version,
      'deployment.environment': 'test',
    });
  });

  it('goes on with the trace that a request comes with, and puts it in the logs', async () => {
    const traceId = randomBytes(16).toString('hex');
    const headers = {
      traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01`,
      'X-Request-Id': 'traced-0001',
    };
    await fetch(`${fleet.url}/api/v1/me?token=typed-in-the-query`, { headers });
    await fetch(`${fleet.url}/api/v1/invitations/a-secret-invitation-token`, { headers });
    await eventually(
      async () => collector.spans.filter((span) => span.traceId === traceId && span.kind === SERVER).length === 2,
    );
    const lines = fleet.printed.split('\n').filter((line) => line.includes('"requestId":"traced-0001"'));
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.filter((line) => !line.includes(`"traceId":"${traceId}"`))).toEqual([]);
  });

  it('says which statement failed, and no value that PostgreSQL quotes', async () => {
    const dataSource = await openDataSource(database.url, 1);
    await dataSource.query(
      `CREATE FUNCTION quote() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'invalid input "%"', NEW.input USING ERRCODE = '22P02'; END $$;
       CREATE TRIGGER quote BEFORE INSERT ON bsffs FOR EACH ROW EXECUTE FUNCTION quote()`,
    );
    await fleet.ask('POST', '/bsffs', { reference: 'typed in a document' }, TECHNICIAN).catch(() => undefined);
    await dataSource.query('DROP TRIGGER quote ON bsffs');
    await dataSource.destroy();
    const failed = await eventually(async () =>
      collector.spans.find(({ scope, status }) => scope.endsWith('-pg') && status?.code === ERROR),
    );
    expect(statementOf(failed.attributes)).toContain('INSERT INTO bsffs');
    expect(collector.text).not.toContain('typed in a document');
  });

  it('holds no secret, nothing of idle workers and nothing of the health checks', async () => {
    await fetch(`${fleet.url}/health/ready`);
    for (const secret of ['typed-in-the-query', 'a-secret-invitation-token', tokenOf(TECHNICIAN), 'un mot de passe']) {
      expect(collector.text).not.toContain(secret);
    }
    const roots = collector.spans.filter(({ parentSpanId }) => !parentSpanId);
    expect(roots.filter(({ scope, name }) => scope.endsWith('-pg') || name.includes('/health'))).toEqual([]);
  });

  it('sends what is left at the end of the process', async () => {
    await fetch(`${fleet.url}/api/v1/me`, { headers: { 'X-Request-Id': 'the-last-request' } });
    await fleet.stop('SIGTERM');
    expect(collector.with({ requestId: 'the-last-request' })).toHaveLength(1);
  });
});

const SERVER = 2;
const CLIENT = 3;
const ERROR = 2;
const statementOf = (attributes: Record<string, unknown>): string =>
  String(attributes['db.query.text'] ?? attributes['db.statement']);

describe('tracing, left off', () => {
  it('loads nothing of OpenTelemetry but the interface that others need', async () => {
    const program = `
      require('./src/telemetry/start'); require('./src/app.factory');
      const loaded = Object.keys(require.cache).flatMap((file) => file.match(/@opentelemetry\\/[\\w-]+/) ?? []);
      console.log(JSON.stringify([...new Set(loaded)]));`;
    const { OTEL_EXPORTER_OTLP_ENDPOINT: _, ...env } = process.env;
    const { stdout } = await promisify(execFile)(process.execPath, ['-r', '@swc-node/register', '-e', program], {
      cwd: join(__dirname, '..'),
      env,
    });
    // prom-client's.
    expect(JSON.parse(stdout)).toEqual(['@opentelemetry/api']);
  });
});
