/** One run while an engine trains it: its events become records, then news; its end becomes a status with a reason. */
import manifest from '../../package.json' with { type: 'json' };
import { assertNever } from '../shared/assert-never.ts';
import type { EngineEvent } from '../shared/engine-protocol.ts';
import type { RunStatus } from '../shared/model/names.ts';
import type { BackendInfo, Checkpoint, RunId, RunSummary } from '../shared/model/records.ts';
import type { UserError } from '../shared/result.ts';
import { type EngineExit, EngineProcess } from './engine-child.ts';
import { Pace } from './pace.ts';
import { PatientWriter } from './patient-writer.ts';
import { sparklineOf } from './sparkline.ts';
import type { RunPatch } from './store/run-row.ts';
import { announceRun, type StudioContext } from './studio-context.ts';

const APP_VERSION: string = manifest.version;
const PROGRESS_MS = 100;
/** The watchdog's beat; an engine silent for longer than the limit is shown as stalled. */
const WATCH_MS = 1000;
const SILENCE_LIMIT_MS = 5000;

type Ending = { readonly status: RunStatus; readonly reason: string | null };

export class TrainingRun {
  readonly id: RunId;
  /** Resolves when the run has its final status on disk. */
  readonly ended: Promise<void>;
  readonly #context: StudioContext;
  readonly #run: RunSummary;
  readonly #engine: EngineProcess;
  readonly #writer: PatientWriter;
  readonly #pace: Pace;
  readonly #watch: NodeJS.Timeout;
  #settleEnded: () => void = () => undefined;
  #ending: Ending | null = null;
  #pausedByUser = false;
  #pausedByDisk = false;
  #progressTold = 0;
  #discarded = false;

  constructor(context: StudioContext, run: RunSummary, checkpoint: Checkpoint | null) {
    this.id = run.id;
    this.#context = context;
    this.#run = run;
    this.#pace = new Pace(run.config, checkpoint?.step ?? 0, run.durationMs);
    this.ended = new Promise((resolve) => {
      this.#settleEnded = resolve;
    });
    this.#writer = new PatientWriter(context.store, {
      blocked: (failure) => this.#waitForDisk(failure),
      freed: () => this.#diskIsBack(),
    });
    this.#engine = new EngineProcess(context.engine, {
      event: (event) => this.#receive(event),
      exit: (exit) => this.#exit(exit),
    });
    this.#watch = setInterval(() => this.#tellProgress(true), WATCH_MS);
    this.#begin(checkpoint).catch((error: unknown) => this.#fail(error));
  }

  get enginePid(): number | undefined {
    return this.#engine.pid;
  }

  pause(): Promise<unknown> {
    this.#pausedByUser = true;
    return this.#engine.order('pause', {});
  }

  async resume(): Promise<void> {
    this.#pausedByUser = false;
    if (!this.#pausedByDisk) await this.#engine.order('resume', {});
  }

  /** Ends after the current chunk, with checkpoint and closing metrics. */
  stop(): Promise<unknown> {
    return this.#engine.order('stop', {});
  }

  /** Ends at once; what is on disk stays, nothing more is recorded. */
  async discard(): Promise<void> {
    this.#discarded = true;
    await this.#engine.kill();
  }

  /** For a studio that closes: the run can be resumed from its last checkpoint. */
  async interrupt(reason: string): Promise<void> {
    this.#ending ??= { status: 'interrupted', reason };
    await this.#engine.kill();
    await this.ended;
  }

  async #begin(checkpoint: Checkpoint | null): Promise<void> {
    const backend = await this.#engine.ready;
    if (!backend) return;
    this.#start(backend);
    const reply = await this.#engine.order('train', { config: this.#run.config, checkpoint });
    if (!reply.ok && !this.#ending) {
      this.#ending = { status: 'failed', reason: reply.error.message };
      await this.#engine.end();
    }
  }

  #start(backend: BackendInfo): void {
    const startedAt = this.#run.startedAt ?? Date.now();
    const versions = { app: APP_VERSION, node: process.versions.node, sqlite: this.#context.store.sqliteVersion };
    this.#update({ status: 'training', reason: null, backend, startedAt, finishedAt: null, versions }, 'started');
  }

  #receive(event: EngineEvent): void {
    if (this.#discarded) return;
    try {
      this.#record(event);
    } catch (error) {
      this.#fail(error);
    }
  }

  #record(event: EngineEvent): void {
    const { store, announce } = this.#context;
    const { id } = this;
    switch (event.kind) {
      case 'ready':
      case 'reply':
      case 'heartbeat':
        return;
      case 'started':
        this.#pace.start(event.step);
        return;
      case 'losses': {
        const { firstStep, values } = event;
        this.#pace.advance(firstStep + values.length, values.at(-1) ?? Number.NaN);
        const step = this.#pace.step;
        this.#writer.write(
          () => {
            store.losses.write(id, firstStep, values);
            store.runs.update(id, { step, durationMs: this.#pace.elapsedMs });
          },
          () => {
            announce({ kind: 'losses', id, firstStep, values });
            this.#tellProgress(false);
          },
        );
        return;
      }
      case 'metrics': {
        const { metrics } = event;
        this.#writer.write(
          () => {
            store.metrics.write(id, metrics);
            store.runs.update(id, { metrics: store.metrics.latest(id) });
          },
          () => {
            const step = metrics[0]?.step;
            if (step !== undefined)
              announce({ kind: 'snapshot', id, info: { step, metrics: store.metrics.at(id, step) } });
            announceRun(this.#context, id);
          },
        );
        return;
      }
      case 'snapshot': {
        const { snapshot } = event;
        this.#writer.write(
          () => {
            store.snapshots.write(id, snapshot);
            store.runs.update(id, { sparkline: sparklineOf(store.losses.read(id, 0).values) });
          },
          () => announce({ kind: 'snapshot', id, info: { step: snapshot.step, metrics: [] } }),
        );
        return;
      }
      case 'checkpoint':
        this.#writer.write(
          () => store.checkpoints.write(id, event.checkpoint),
          () => undefined,
        );
        return;
      case 'paused':
        this.#pace.pause();
        // A pause for the disk's sake is not the user's: the run goes on by itself.
        if (this.#pausedByUser) this.#update({ status: 'paused', durationMs: this.#pace.elapsedMs }, 'paused');
        return;
      case 'resumed':
        this.#pace.resume();
        this.#update({ status: 'training' }, 'resumed');
        return;
      case 'done':
        this.#finish({
          status: event.outcome,
          reason: event.outcome === 'stopped' ? `Stopped at step ${event.step}.` : null,
        });
        return;
      case 'diverged':
        this.#finish({
          status: 'diverged',
          reason: `The loss was no longer finite at step ${event.step}. Everything before it is kept; try a smaller learning rate.`,
        });
        return;
      case 'failed':
        this.#finish({ status: 'failed', reason: event.error.message });
        return;
      default:
        assertNever(event);
    }
  }

  /** The run's outcome is known; the engine has nothing left to do. */
  #finish(ending: Ending): void {
    this.#ending = ending;
    this.#engine.end().catch((error: unknown) => this.#fail(error));
  }

  #exit(exit: EngineExit): void {
    clearInterval(this.#watch);
    const ending = this.#ending ?? unexpected(exit, this.#pace.step);
    this.#pace.pause();
    if (this.#discarded) {
      this.#writer.close();
      this.#settleEnded();
      return;
    }
    const { store } = this.#context;
    this.#writer.write(
      () => {
        const sparkline = sparklineOf(store.losses.read(this.id, 0).values);
        const patch = { ...ending, outcome: ending.status, owner: null, position: null, sparkline };
        store.runs.update(this.id, { ...patch, finishedAt: Date.now(), durationMs: this.#pace.elapsedMs });
        store.events.write(ending.status, this.id, ending.reason);
      },
      () => {
        this.#writer.close();
        announceRun(this.#context, this.id);
        this.#settleEnded();
      },
    );
  }

  #update(patch: RunPatch, event: string): void {
    const { store } = this.#context;
    this.#writer.write(
      () => {
        store.runs.update(this.id, patch);
        store.events.write(event, this.id, null);
      },
      () => announceRun(this.#context, this.id),
    );
  }

  #tellProgress(now: boolean): void {
    const time = performance.now();
    if (!now && time - this.#progressTold < PROGRESS_MS) return;
    this.#progressTold = time;
    const stalled = time - this.#engine.lastHeard > SILENCE_LIMIT_MS;
    this.#context.announce({ kind: 'progress', progress: { id: this.id, ...this.#pace.progress(), stalled } });
  }

  #waitForDisk(failure: UserError): void {
    this.#pausedByDisk = true;
    this.#context.announce({
      kind: 'notice',
      level: 'error',
      message: `${failure.message} Training of ${this.#run.name} waits and goes on by itself.`,
    });
    this.#engine.order('pause', {}).catch((error: unknown) => this.#fail(error));
  }

  #diskIsBack(): void {
    this.#pausedByDisk = false;
    this.#context.announce({
      kind: 'notice',
      level: 'info',
      message: `The library can be written again; ${this.#run.name} goes on.`,
    });
    if (!this.#pausedByUser) this.#engine.order('resume', {}).catch((error: unknown) => this.#fail(error));
  }

  /** A bug or an unexpected disk error: the run ends, what is on disk stays. */
  #fail(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.#ending ??= { status: 'failed', reason: `Recording stopped: ${message}` };
    this.#engine.kill().catch(() => this.#settleEnded());
  }
}

function unexpected({ code, signal, message }: EngineExit, step: number): Ending {
  const how = signal ? `it was ended by ${signal}` : `it ended with code ${code}`;
  const words = message ? `: ${message.replace(/\.$/, '')}` : '';
  const kept = step > 0 ? ` Resume goes on from the last checkpoint.` : '';
  return { status: 'interrupted', reason: `The training process stopped (${how}${words}).${kept}` };
}
