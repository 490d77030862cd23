import { type GraphQLSchema } from 'graphql';
import { Insider } from '../insider';
import { type Platform, type PlatformChange } from '../platform';
import { type SandboxState } from '../sandbox-state';
import { accept, receive, transport, treat, type Acting } from './acts';
import { nextStage, STAGES, VIEW_QUERY, type Stage, type View } from './view';

export interface PlayOptions {
  /** The last stage to play; all when absent. */
  until?: Stage;
  /** Refuses every packaging instead of accepting it, for this reason. */
  refusal?: string;
}

export interface Played {
  played: Stage[];
  status: string;
  /** Why it went no further, when something refused. */
  stopped?: string;
}

/** The transporter and the destination of a BSFF, played by their own users through the sandbox's own GraphQL. */
export class Counterpart {
  /** Why the last automatic act of a BSFF did not pass, by its id. */
  readonly stuck = new Map<string, string>();
  private readonly planned = new Set<string>();
  private readonly insider: Insider;
  private delayMs: number | undefined;

  constructor(
    private readonly state: SandboxState,
    schema: GraphQLSchema,
    delaySeconds?: number,
  ) {
    this.insider = new Insider(state, schema);
    this.autoplaySeconds = delaySeconds;
  }

  /** Seconds of the sandbox's clock between two acts; undefined: it does nothing on its own. */
  set autoplaySeconds(seconds: number | undefined) {
    this.delayMs = seconds === undefined ? undefined : seconds * 1000;
  }

  get autoplaySeconds(): number | undefined {
    return this.delayMs === undefined ? undefined : this.delayMs / 1000;
  }

  /** Follows this platform's BSFFs from now on, and no other's. */
  watch(platform: Platform): void {
    this.planned.clear();
    this.stuck.clear();
    platform.on('change', (change) => {
      if (this.state.platform === platform) this.planFrom(change, this.state.clock.now().getTime());
    });
  }

  /** Plays the counterpart's part of one BSFF at once. @throws InsiderRefused when the BSFF cannot be read */
  async play(id: string, options: PlayOptions = {}): Promise<Played> {
    const played: Stage[] = [];
    let view = await this.insider.read<View>(id, VIEW_QUERY);
    let stage = nextStage(view);
    const last = STAGES.indexOf(options.until ?? 'OPERATION');
    while (stage && STAGES.indexOf(stage) <= last) {
      try {
        await this.act(stage, view, options);
      } catch (error) {
        return { played, status: view.status, stopped: error instanceof Error ? error.message : String(error) };
      }
      played.push(stage);
      view = await this.insider.read<View>(id, VIEW_QUERY);
      stage = nextStage(view);
    }
    return { played, status: view.status };
  }

  private planFrom({ id, action }: PlatformChange, from: number): void {
    if (this.delayMs === undefined || action === 'DELETED' || this.planned.has(id)) return;
    this.planned.add(id);
    const { platform, agenda } = this.state;
    agenda.plan(from + this.delayMs, async (dueAt) => {
      if (this.state.platform === platform && this.delayMs !== undefined) await this.playNext(id, dueAt);
    });
  }

  private async playNext(id: string, dueAt: number): Promise<void> {
    this.stuck.delete(id);
    try {
      const view = await this.insider.read<View>(id, VIEW_QUERY);
      const stage = nextStage(view);
      if (stage) await this.act(stage, view, {});
      this.planned.delete(id);
      if (stage) this.planFrom({ id, action: 'UPDATED', orgIds: [] }, dueAt);
    } catch (error) {
      this.planned.delete(id);
      this.stuck.set(id, error instanceof Error ? error.message : String(error));
    }
  }

  private async act(stage: Stage, view: View, { refusal }: PlayOptions): Promise<void> {
    const acting: Acting = { insider: this.insider, platform: this.state.platform, view, now: this.state.clock.now() };
    if (stage === 'TRANSPORT') await transport(acting);
    if (stage === 'RECEPTION') await receive(acting);
    if (stage === 'ACCEPTATION') await accept(acting, refusal);
    if (stage === 'OPERATION') await treat(acting);
  }
}
