import { assertNever } from '../shared/assert-never.ts';
import type { Metric, RunId, SnapshotInfo } from '../shared/model/records.ts';
import type { StudioContext } from './context.ts';
import type { Ending } from './ending.ts';
import { type EngineExit, type EngineNews, exitInWords } from './engine-process.ts';
import { Sparkline } from './sparkline.ts';
import { ChecksumError } from './store/bytes.ts';

/** What a training's process tells its studio, its end included. */
export type TrainingNews = EngineNews | { readonly kind: 'exit'; readonly exit: EngineExit };

/** What changed by a piece of news, announced only after it was committed. */
export type Recorded = {
  readonly runChanged: boolean;
  readonly snapshots: readonly SnapshotInfo[];
  readonly ending: Ending | null;
};

const QUIET: Recorded = { runChanged: false, snapshots: [], ending: null };
const CHANGED: Recorded = { ...QUIET, runChanged: true };

/** Writes one run's engine events into the library, each event in one transaction. Throws when the disk refuses. */
export class Recorder {
  readonly runId: RunId;
  readonly #context: StudioContext;
  readonly #elapsedMs: () => number;
  #sparkline = new Sparkline();

  constructor(context: StudioContext, runId: RunId, elapsedMs: () => number) {
    this.#context = context;
    this.runId = runId;
    this.#elapsedMs = elapsedMs;
  }

  record(news: TrainingNews): Recorded {
    const { store, now } = this.#context;
    const { runs, losses, events } = store;
    const id = this.runId;
    switch (news.kind) {
      case 'heartbeat':
        return QUIET;
      case 'ready':
        store.atomically(() => runs.update(id, { backend: news.backend, versions: this.#context.versions }));
        return CHANGED;
      case 'started':
        store.atomically(() => this.#started(news.step, news.parameterCount));
        return CHANGED;
      case 'losses':
        store.atomically(() => {
          losses.write(id, news.firstStep, news.values);
          runs.update(id, { step: news.firstStep + news.values.length, durationMs: this.#elapsedMs() });
        });
        this.#sparkline.push(news.values);
        return QUIET;
      case 'metrics':
        return { ...CHANGED, snapshots: store.durably(() => this.#metrics(news.metrics)) };
      case 'snapshot': {
        const { step } = news.snapshot;
        const metrics = store.durably(() => {
          store.snapshots.write(id, news.snapshot);
          return store.metrics.at(id, step);
        });
        return { ...QUIET, snapshots: [{ step, metrics }] };
      }
      case 'checkpoint':
        store.durably(() => store.checkpoints.write(id, news.checkpoint));
        return QUIET;
      case 'paused':
      case 'resumed':
        store.durably(() => {
          const status = news.kind === 'paused' ? 'paused' : 'training';
          runs.update(id, { status, reason: null, step: news.step, durationMs: this.#elapsedMs() });
          events.write(news.kind, id, `step ${news.step}`);
        });
        return CHANGED;
      case 'done':
        return this.end({ status: news.outcome, reason: null, step: news.step });
      case 'diverged':
        return this.end({ status: 'diverged', reason: this.#divergedInWords(news.step), step: news.step });
      case 'failed':
        return this.end({ status: 'failed', reason: this.#keptInWords(news.error.message) });
      case 'exit': {
        // A process that was killed can simply go on; one that ended by itself has a fault.
        const status = news.exit.signal === null ? 'failed' : 'interrupted';
        if (news.exit.lastWords !== '') events.write('engine-output', id, news.exit.lastWords);
        const reason = `The engine stopped before the run was done: ${exitInWords(news.exit)}.`;
        return this.end({ status, reason: this.#keptInWords(reason) });
      }
      default:
        return assertNever(news);
    }
  }

  /** Commits how the training ended. Also for ends that no engine announces (closing, deleting). */
  end(ending: Ending): Recorded {
    const { store, now } = this.#context;
    store.durably(() => {
      store.runs.update(this.runId, {
        status: ending.status,
        outcome: ending.status,
        reason: ending.reason,
        ...(ending.step === undefined ? {} : { step: ending.step }),
        owner: null,
        position: null,
        finishedAt: now(),
        durationMs: this.#elapsedMs(),
        sparkline: this.#sparkline.values(),
      });
      store.events.write(ending.status, this.runId, ending.reason);
    });
    return { ...CHANGED, ending };
  }

  /** Step of the newest checkpoint, in words, after a sentence. */
  #keptInWords(sentence: string): string {
    const step = this.#context.store.checkpoints.steps(this.runId)[0];
    const kept = step === undefined ? 'Resume starts it again.' : `Resume goes on from step ${step}.`;
    return `${sentence.replace(/[.\s]*$/, '.')} ${kept}`;
  }

  #divergedInWords(step: number): string {
    const kept = this.#context.store.checkpoints.steps(this.runId)[0];
    const what = `The loss stopped being a finite number at step ${step}.`;
    const advice = 'A lower learning rate usually helps.';
    return kept === undefined ? `${what} ${advice}` : `${what} The parameters of step ${kept} are kept. ${advice}`;
  }

  #started(step: number, parameterCount: number): void {
    const { store, now } = this.#context;
    const before = store.runs.read(this.runId)?.summary;
    store.runs.update(this.runId, {
      status: 'training',
      reason: null,
      step,
      parameterCount,
      startedAt: before?.startedAt ?? now(),
      finishedAt: null,
    });
    store.events.write('started', this.runId, `step ${step}`);
    this.#sparkline = new Sparkline();
    this.#sparkline.push(this.#lossesBefore(step));
  }

  /** Loss curve up to the checkpoint that training resumes from. A damaged one only leaves the sparkline shorter. */
  #lossesBefore(step: number): Float32Array {
    if (step === 0) return new Float32Array(0);
    try {
      return this.#context.store.losses.read(this.runId, 0).values.subarray(0, step);
    } catch (error) {
      if (error instanceof ChecksumError) return new Float32Array(0);
      throw error;
    }
  }

  #metrics(metrics: readonly Metric[]): SnapshotInfo[] {
    const { store } = this.#context;
    store.metrics.write(this.runId, metrics);
    store.runs.update(this.runId, {
      metrics: store.metrics.latest(this.runId),
      sparkline: this.#sparkline.values(),
    });
    const steps = new Set(metrics.map((metric) => metric.step));
    const withSnapshot = store.snapshots.steps(this.runId).filter((step) => steps.has(step));
    return withSnapshot.map((step) => ({ step, metrics: store.metrics.at(this.runId, step) }));
  }
}
