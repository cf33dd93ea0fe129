import type { EngineOrderName, EngineOrders } from '../shared/engine-protocol.ts';
import type { Checkpoint, RunId, RunSummary } from '../shared/model/records.ts';
import { type Reply, UserError } from '../shared/result.ts';
import { ActiveClock } from './active-clock.ts';
import type { StudioContext } from './context.ts';
import type { Ending } from './ending.ts';
import { EngineProcess } from './engine-process.ts';
import { LiveCurve } from './live-curve.ts';
import { Recorder, type TrainingNews } from './recorder.ts';
import { storeFailure } from './store/failure.ts';

const RETRY_MS = 1000;
/** How long closing waits for the checkpoint that pausing makes. */
const LAST_CHECKPOINT_MS = 2000;

/**
 * One training: its engine process, what it records and what it announces. News is committed strictly in order and
 * before it is announced. When the disk refuses, the news waits here, the engine pauses, and both go on by themselves.
 */
export class Training {
  readonly runId: RunId;
  readonly engine: EngineProcess;
  /** Settles when the run has left training, with everything about it committed. */
  readonly ended: Promise<void>;
  /** Why recording waits, as a sentence; null while it works. */
  trouble: string | null = null;

  readonly #context: StudioContext;
  readonly #summary: () => RunSummary;
  readonly #recorder: Recorder;
  readonly #clock: ActiveClock;
  readonly #curve: LiveCurve;
  readonly #begun: Promise<Reply<null>>;
  #news: TrainingNews[] = [];
  #retry: NodeJS.Timeout | null = null;
  #pausedByUser = false;
  #isOver = false;
  #settleEnded: () => void = () => undefined;
  #onPaused: () => void = () => undefined;

  constructor(context: StudioContext, run: RunSummary, checkpoint: Checkpoint | null, summary: () => RunSummary) {
    this.#context = context;
    this.runId = run.id;
    this.#summary = summary;
    this.#clock = new ActiveClock(run.durationMs);
    this.#clock.start();
    this.#recorder = new Recorder(context, run.id, () => this.#clock.elapsedMs());
    this.ended = new Promise((resolve) => {
      this.#settleEnded = resolve;
    });
    this.engine = new EngineProcess(context.entry, (news) => this.#hear(news));
    this.#curve = new LiveCurve(run, checkpoint?.step ?? 0, {
      emit: context.emit,
      elapsedMs: () => this.#clock.elapsedMs(),
      silenceMs: () => performance.now() - this.engine.lastHeard,
    });
    this.engine.exited.then((exit) => this.#hear({ kind: 'exit', exit }));
    this.#begun = this.#begin(run, checkpoint);
  }

  async pause(): Promise<void> {
    this.#pausedByUser = true;
    await this.#order('pause', {});
  }

  async resume(): Promise<void> {
    if (this.trouble !== null) throw new UserError('disk-full', this.trouble);
    this.#pausedByUser = false;
    await this.#order('resume', {});
  }

  async stop(): Promise<void> {
    if (this.trouble !== null) throw new UserError('disk-full', this.trouble);
    await this.#order('stop', {});
  }

  /** Ends it from outside, at once. `keepLast`: lets the engine make a checkpoint first, if it answers in time. */
  async abandon(ending: Ending, keepLast: boolean): Promise<void> {
    if (keepLast && this.trouble === null) await this.#lastCheckpoint();
    if (this.#isOver) return;
    this.#finish();
    this.engine.kill();
    await this.engine.exited;
    try {
      this.#recorder.end(ending);
    } catch (error) {
      // The library cannot be written: at the next start the run is found without a living owner and recovered.
      if (storeFailure(error) === null) throw error;
    }
    this.#settleEnded();
  }

  async #begin(run: RunSummary, checkpoint: Checkpoint | null): Promise<Reply<null>> {
    const ready = await this.engine.ready;
    if (!ready.ok) return ready;
    const begun = await this.engine.order('train', { config: run.config, checkpoint });
    if (!begun.ok && !this.engine.gone) this.#hear({ kind: 'failed', error: begun.error });
    return begun;
  }

  async #order<K extends EngineOrderName>(kind: K, payload: EngineOrders[K]['order']): Promise<void> {
    const begun = await this.#begun;
    const reply = begun.ok ? await this.engine.order(kind, payload) : begun;
    if (!reply.ok) throw new UserError(reply.error.code, reply.error.message);
  }

  async #lastCheckpoint(): Promise<void> {
    let timer: NodeJS.Timeout | null = null;
    const waited = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, LAST_CHECKPOINT_MS);
    });
    const paused = new Promise<void>((resolve) => {
      this.#onPaused = resolve;
    });
    // The engine makes its checkpoint before it says `paused`; a paused one has made it already.
    const done = this.#pausedByUser ? Promise.resolve() : this.engine.order('pause', {}).then(() => paused);
    await Promise.race([waited, done, this.ended]);
    if (timer !== null) clearTimeout(timer);
  }

  #hear(news: TrainingNews): void {
    if (this.#isOver) return;
    if (news.kind === 'paused') this.#clock.stop();
    else if (news.kind === 'resumed') this.#clock.start();
    this.#news.push(news);
    if (this.trouble === null) this.#commitNews();
  }

  #commitNews(): void {
    for (let news = this.#news[0]; news !== undefined && !this.#isOver; news = this.#news[0]) {
      try {
        this.#commit(news);
      } catch (error) {
        const failure = storeFailure(error);
        if (failure === null) throw error;
        this.#waitForDisk(failure);
        return;
      }
      this.#news.shift();
    }
    if (this.trouble !== null) this.#goOn();
  }

  #commit(news: TrainingNews): void {
    const { runChanged, snapshots, ending } = this.#recorder.record(news);
    this.#curve.hear(news);
    for (const info of snapshots) this.#context.emit({ kind: 'snapshot', id: this.runId, info });
    if (ending !== null) this.#finish();
    if (runChanged) this.#context.emit({ kind: 'run', run: this.#summary() });
    if (news.kind === 'paused') this.#onPaused();
    if (ending !== null) this.#leave(ending);
  }

  #finish(): void {
    this.#isOver = true;
    this.trouble = null;
    this.#clock.stop();
    this.#curve.close();
    if (this.#retry !== null) clearTimeout(this.#retry);
  }

  #leave(ending: Ending): void {
    if (ending.status === 'failed') this.engine.kill();
    else this.engine.release();
    this.#settleEnded();
  }

  #waitForDisk(failure: UserError): void {
    this.#retry = setTimeout(() => this.#commitNews(), RETRY_MS);
    if (this.trouble !== null) return;
    this.trouble = `${failure.message} Training waits and goes on by itself.`;
    // The order may find the engine gone already; its exit is then among the waiting news.
    void this.engine.order('pause', {});
    this.#context.emit({ kind: 'run', run: this.#summary() });
    const message = `${this.#summary().name}: ${this.trouble}`;
    this.#context.emit({ kind: 'notice', level: 'error', message });
  }

  #goOn(): void {
    this.trouble = null;
    if (!this.#pausedByUser) void this.engine.order('resume', {});
    const run = this.#summary();
    this.#context.emit({ kind: 'run', run });
    const message = `${run.name} goes on: the library can be written again and nothing was lost.`;
    this.#context.emit({ kind: 'notice', level: 'info', message });
  }
}
