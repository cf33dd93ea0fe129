/**
 * One run while an engine trains it: its events become records, then news; its end becomes a status with a reason. Longer
 * than most files, because every event and every way to end stands in one place.
 */
import manifest from '../../package.json' with { type: 'json' };
import { assertNever } from '../shared/assert-never.ts';
import type { EngineEvent, SampleRequest, SampleResult } from '../shared/engine-protocol.ts';
import type { BackendInfo, Checkpoint, RunId, RunSummary } from '../shared/model/records.ts';
import { fail, type Reply, UserError } from '../shared/result.ts';
import { type Ending, failedEnding, unexpectedEnding } from './ending.ts';
import { type EngineExit, EngineProcess } from './engine-child.ts';
import { filesOf } from './own-data.ts';
import { Pace } from './pace.ts';
import { PatientWriter } from './patient-writer.ts';
import { RunRecords } from './run-records.ts';
import { isSilent, WATCH_MS } from './stall.ts';
import { storeFailure } from './store/failure.ts';
import { announceRun, type StudioContext } from './studio-context.ts';
import { teacherOf } from './teacher.ts';
import { sharingThreads } from './threads.ts';

const APP_VERSION: string = manifest.version;
const PROGRESS_MS = 100;
/** How long closing waits for the checkpoint that pausing makes. */
const LAST_CHECKPOINT_MS = 2000;

export class TrainingRun {
  readonly id: RunId;
  /** Resolves when the run has its final status on disk. */
  readonly ended: Promise<void>;
  readonly #context: StudioContext;
  readonly #run: RunSummary;
  readonly #engine: EngineProcess;
  readonly #writer: PatientWriter;
  readonly #records: RunRecords;
  readonly #pace: Pace;
  readonly #watch: NodeJS.Timeout;
  /** Answer to the order to train. */
  readonly #begun: Promise<Reply<null>>;
  #settleEnded: () => void = () => undefined;
  #onPaused: () => void = () => undefined;
  #ending: Ending | null = null;
  #pausedByUser = false;
  #pausedByDisk = false;
  #progressTold = 0;
  #discarded = false;
  /** The newest thing that was measured otherwise than asked for; said in the reason of the run's end. */
  #notice: string | null = null;
  /** True while steps are taken: from `started` or `resumed` to `paused` or the end. */
  #stepping = false;

  constructor(context: StudioContext, run: RunSummary, checkpoint: Checkpoint | null, trainings: number) {
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
      broken: (error) => this.#fail(error),
    });
    this.#records = new RunRecords(context, run.id, this.#writer);
    this.#engine = new EngineProcess(sharingThreads(context.engine, trainings), {
      event: (event) => this.#receive(event),
      exit: (exit) => this.#exit(exit),
    });
    this.#watch = setInterval(() => this.#tellProgress(true), WATCH_MS);
    this.#begun = this.#begin(checkpoint);
    this.#begun.catch((error: unknown) => this.#fail(error));
  }

  get enginePid(): number | undefined {
    return this.#engine.pid;
  }

  async pause(): Promise<void> {
    await this.#whenBegun();
    this.#pausedByUser = true;
    required(await this.#engine.order('pause', {}));
  }

  async resume(): Promise<void> {
    await this.#whenBegun();
    this.#pausedByUser = false;
    if (!this.#pausedByDisk) required(await this.#engine.order('resume', {}));
  }

  /** Ends after the current chunk, with checkpoint and closing metrics. */
  async stop(): Promise<void> {
    await this.#whenBegun();
    required(await this.#engine.order('stop', {}));
  }

  /** Samples the network as it is at this moment of the training. */
  async sample(request: SampleRequest): Promise<Reply<SampleResult>> {
    const begun = await this.#begun;
    return begun.ok ? this.#engine.order('sample', { request }) : begun;
  }

  /** Ends at once; what is on disk stays, nothing more is recorded. */
  async discard(): Promise<void> {
    this.#discarded = true;
    await this.#engine.kill();
  }

  /** For a studio that closes: the run can be resumed from its last checkpoint. */
  async interrupt(reason: string): Promise<void> {
    await this.#lastCheckpoint();
    this.#ending ??= { status: 'interrupted', reason };
    await this.#engine.kill();
    // A disk that still refuses must not keep the program open: the next start finds the run without its owner.
    if (this.#writer.abandon()) this.#settleEnded();
    await this.ended;
  }

  /** An engine makes a checkpoint before it pauses; one that is not training has made it already. */
  async #lastCheckpoint(): Promise<void> {
    if (!this.#stepping || this.#pausedByDisk) return;
    const paused = new Promise<void>((resolve) => {
      this.#onPaused = resolve;
    });
    let timer: NodeJS.Timeout | undefined;
    const waited = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, LAST_CHECKPOINT_MS);
    });
    // A stopped or stuck process never answers; waiting is bounded all the same.
    void this.#engine.order('pause', {});
    await Promise.race([paused, waited, this.ended]);
    clearTimeout(timer);
  }

  async #whenBegun(): Promise<void> {
    required(await this.#begun);
  }

  async #begin(checkpoint: Checkpoint | null): Promise<Reply<null>> {
    const backend = await this.#engine.ready;
    // Answered by an engine that is gone, with the sentence that says so.
    if (!backend) return this.#engine.order('pause', {});
    this.#start(backend);
    const reply = await this.#train(checkpoint);
    if (!reply.ok && !this.#ending && !this.#engine.isGone) {
      this.#ending = { status: 'failed', reason: reply.error.message };
      await this.#engine.end();
    }
    return reply;
  }

  /** The order with all it needs. Points that are missing or damaged are an expected end, as if the engine refused. */
  async #train(checkpoint: Checkpoint | null): Promise<Reply<null>> {
    const { config, name } = this.#run;
    try {
      const files = filesOf(this.#context.store, config, name);
      const recentLosses = checkpoint === null ? null : this.#records.lossesBefore(checkpoint.step);
      return await this.#engine.order('train', {
        config,
        checkpoint,
        files,
        teacher: teacherOf(this.#context, config),
        ...(recentLosses ? { recentLosses } : {}),
      });
    } catch (error) {
      const failure = error instanceof UserError ? error : storeFailure(error);
      if (failure === null) throw error;
      return fail(failure.code, failure.message);
    }
  }

  #start(backend: BackendInfo): void {
    const startedAt = this.#run.startedAt ?? Date.now();
    const versions = { app: APP_VERSION, node: process.versions.node, sqlite: this.#context.store.sqliteVersion };
    this.#records.update(
      { status: 'training', reason: null, backend, startedAt, finishedAt: null, versions },
      'started',
    );
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
    switch (event.kind) {
      case 'ready':
      case 'reply':
      case 'heartbeat':
      case 'evaluating':
      case 'measuring':
        return;
      case 'started':
        this.#stepping = true;
        this.#pace.start(event.step);
        return;
      case 'losses': {
        const { firstStep, values } = event;
        this.#pace.advance(firstStep + values.length, values.at(-1) ?? Number.NaN);
        const durationMs = this.#pace.elapsedMs;
        this.#records.losses({ firstStep, values, durationMs }, () => this.#tellProgress(false));
        return;
      }
      case 'metrics':
        this.#records.metrics(event.metrics);
        return;
      case 'snapshot':
        this.#records.snapshot(event.snapshot);
        return;
      case 'checkpoint':
        this.#records.checkpoint(event.checkpoint);
        return;
      case 'notice':
        this.#notice = event.words;
        this.#records.notice(event.step, event.words);
        return;
      case 'paused':
        this.#stepping = false;
        this.#pace.pause();
        this.#records.afterAll(() => this.#onPaused());
        // A pause for the disk's sake is not the user's: the run goes on by itself.
        if (this.#pausedByUser) {
          this.#records.update({ status: 'paused', reason: null, durationMs: this.#pace.elapsedMs }, 'paused');
        }
        return;
      case 'resumed':
        this.#stepping = true;
        this.#pace.resume();
        this.#records.update({ status: 'training', reason: null }, 'resumed');
        return;
      case 'done':
        this.#finish({
          status: event.outcome,
          reason: sentences(event.outcome === 'stopped' ? `Stopped at step ${event.step}.` : null, this.#notice),
        });
        return;
      case 'diverged':
        this.#finish({
          status: 'diverged',
          reason: `The loss was no longer finite at step ${event.step}. Everything before it is kept; try a smaller learning rate.`,
        });
        return;
      case 'failed':
        this.#finish(failedEnding(event.error.message, this.#records.keptStep()));
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
    this.#stepping = false;
    this.#pace.pause();
    if (this.#discarded) {
      this.#writer.abandon();
      this.#leave();
      return;
    }
    try {
      const ending = () => this.#ending ?? unexpectedEnding(exit, this.#records.keptStep());
      this.#records.ending(ending, this.#pace.elapsedMs, () => this.#leave());
    } catch (error) {
      // Not even the ending can be recorded; the next start finds the run without its owner.
      const message = `The end of ${this.#run.name} could not be recorded: ${sentenceOf(error)}`;
      this.#context.announce({ kind: 'notice', level: 'error', message });
      this.#leave();
    }
  }

  #leave(): void {
    this.#context.shownInstead.delete(this.id);
    this.#settleEnded();
  }

  #tellProgress(now: boolean): void {
    const time = performance.now();
    if (!now && time - this.#progressTold < PROGRESS_MS) return;
    this.#progressTold = time;
    const stalled = this.#stepping && isSilent(this.#engine.lastHeard, time);
    this.#context.announce({ kind: 'progress', progress: { id: this.id, ...this.#pace.progress(), stalled } });
  }

  #waitForDisk(failure: UserError): void {
    this.#pausedByDisk = true;
    const { announce, shownInstead } = this.#context;
    const reason = `${failure.message} Training of ${this.#run.name} waits and goes on by itself.`;
    shownInstead.set(this.id, { status: 'paused', reason });
    announceRun(this.#context, this.id);
    announce({ kind: 'notice', level: 'error', message: reason });
    this.#engine.order('pause', {}).catch((error: unknown) => this.#fail(error));
  }

  #diskIsBack(): void {
    this.#pausedByDisk = false;
    const { announce, shownInstead } = this.#context;
    shownInstead.delete(this.id);
    announceRun(this.#context, this.id);
    announce({
      kind: 'notice',
      level: 'info',
      message: `The library can be written again, and nothing of ${this.#run.name} was lost.`,
    });
    if (!this.#pausedByUser) this.#engine.order('resume', {}).catch((error: unknown) => this.#fail(error));
  }

  /** A bug or an unexpected disk error: the run ends, what is on disk stays. */
  #fail(error: unknown): void {
    this.#ending ??= { status: 'failed', reason: `Recording stopped: ${sentenceOf(error)}` };
    void this.#engine.kill();
  }
}

const sentenceOf = (error: unknown) =>
  (storeFailure(error) ?? (error instanceof Error ? error : null))?.message ?? String(error);

function required(reply: Reply<unknown>): void {
  if (!reply.ok) throw new UserError(reply.error.code, reply.error.message);
}

/** The sentences there are, one after the other; null when there is none. */
function sentences(...parts: readonly (string | null)[]): string | null {
  return parts.filter((part) => part !== null).join(' ') || null;
}
