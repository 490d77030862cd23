import { eventually, type TestApp } from './app';
import { completeDocument, readyToExport, typeIn } from './documents';
import { type Person } from './people';

/** A technician who may export, and how they watch what becomes of what they ask for. */
export class ExportDesk {
  private count = 0;

  private constructor(
    private readonly app: TestApp,
    readonly technician: Person,
    readonly establishmentId: string,
    private readonly numeros: string,
  ) {}

  /** `numeros`: what the numbers of its documents' containers begin with. */
  static async open(app: TestApp, numeros: string): Promise<ExportDesk> {
    const { technician, establishmentId } = await readyToExport(app);
    return new ExportDesk(app, technician, establishmentId, numeros);
  }

  /** A complete document with a container of its own. */
  document(): Record<string, unknown> {
    return { ...completeDocument(`${this.numeros}-${++this.count}`), establishmentId: this.establishmentId };
  }

  /** The id of a new document, complete but for what `fields` say otherwise. */
  typed(fields: object = {}, person = this.technician): Promise<string> {
    return typeIn(person, { ...this.document(), ...fields });
  }

  /** The id of a new export. */
  async ask(bsffId: string, { mode = 'DRAFT', person = this.technician } = {}): Promise<string> {
    const { body } = await person.post(`/bsffs/${bsffId}/exports`, { mode }).expect(202);
    return String(body.id);
  }

  async read(exportId: string): Promise<Record<string, unknown>> {
    const { body } = await this.technician.get(`/exports/${exportId}`).expect(200);
    return body as Record<string, unknown>;
  }

  ended(exportId: string, timeoutMs?: number): Promise<Record<string, unknown>> {
    return eventually(async () => {
      const row = await this.read(exportId);
      return row['finishedAt'] ? row : null;
    }, timeoutMs);
  }

  async send(bsffId: string, mode = 'DRAFT'): Promise<Record<string, unknown>> {
    return this.ended(await this.ask(bsffId, { mode }));
  }

  /** Once the export is there: `WAITING`, or with its reason `WAITING NO_VALID_TOKEN`. */
  async at(exportId: string, standing: string, timeoutMs?: number): Promise<void> {
    await eventually(async () => {
      const { state, reason } = await this.read(exportId);
      return standing === state || standing === `${String(state)} ${String(reason)}`;
    }, timeoutMs);
  }

  /** Once a request of the export is on its way, or was. */
  async left(exportId: string): Promise<void> {
    await eventually(async () => (await this.causes(exportId)).includes('INTENT_COMMITTED'));
  }

  /** Why it went from each state to the next. */
  async causes(exportId: unknown): Promise<string[]> {
    const rows = await this.app.dataSource.query<{ cause: string }[]>(
      'SELECT cause FROM export_transitions WHERE export_id = $1 ORDER BY id',
      [exportId],
    );
    return rows.map(({ cause }) => cause);
  }

  /** How many documents Trackdéchets holds. */
  held(): number {
    return this.app.sandbox.platform.counts().total;
  }
}
