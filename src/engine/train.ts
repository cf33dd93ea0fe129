/** One training from start or checkpoint to its end: chunks, snapshots, checkpoints, and the orders in between. */
import type { EngineEvent } from '../shared/engine-protocol.ts';
import { parameterCount } from '../shared/model/parameters.ts';
import type { Checkpoint } from '../shared/model/records.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import type { FlowSampler, TrainedNetwork } from './backend.ts';
import { closingMetrics, LossTail, takeSnapshot } from './measure.ts';

/** A chunk aims at this long: pausing and stopping answer after one, and the session's overhead stays small. */
const CHUNK_MS = 30;
const HEARTBEAT_MS = 1000;

type Emit = (event: EngineEvent) => void;
type Outcome = 'finished' | 'stopped' | 'diverged';

export class Training {
  readonly #config: RunConfig;
  readonly #network: TrainedNetwork;
  readonly #emit: Emit;
  readonly #tail: LossTail;
  #paused = false;
  #stopped = false;
  /** Ends a pause. */
  #wake: (() => void) | null = null;
  /** Ends the wait for pairs. */
  #stopWaiting: (() => void) | null = null;
  #stepMs = 1;
  #trainMs = 0;
  #lastFinite: Checkpoint;
  #checkpointSent = -1;
  #snapshotTaken = -1;
  #graphIsWarm = false;
  #pausedMs = 0;

  /**
   * `recentLosses`: the last losses before the checkpoint, so that the closing loss is a mean over as many steps.
   */
  constructor(
    network: TrainedNetwork,
    config: RunConfig,
    checkpoint: Checkpoint | null,
    emit: Emit,
    recentLosses: Float32Array | null = null,
  ) {
    this.#config = config;
    this.#emit = emit;
    this.#network = network;
    this.#tail = new LossTail();
    if (recentLosses) this.#tail.add(recentLosses);
    this.#lastFinite = checkpoint ?? (network.checkpoint() as Checkpoint);
    if (checkpoint) this.#checkpointSent = checkpoint.step;
  }

  get sampler(): FlowSampler {
    return this.#network.sampler;
  }

  get step(): number {
    return this.#network.step;
  }

  parameters(): Float32Array {
    return this.#network.parameters();
  }

  pause(): void {
    this.#paused = true;
    this.#stopWaiting?.();
  }

  resume(): void {
    this.#paused = false;
    this.#wake?.();
  }

  stop(): void {
    this.#stopped = true;
    this.#stopWaiting?.();
    this.#wake?.();
  }

  /** Trains to the end. Events carry everything that is to be kept; the last one says how it ended. */
  async run(): Promise<void> {
    const begin = performance.now();
    this.#emit({ kind: 'started', step: this.step, parameterCount: parameterCount(this.#config) });
    const heartbeat = setInterval(() => this.#emit({ kind: 'heartbeat', step: this.step }), HEARTBEAT_MS);
    try {
      // Pairs that are made ahead are begun while the first snapshot is taken.
      void this.#network.readySteps;
      if (this.step === 0) await this.#snapshot();
      const outcome = await this.#steps();
      if (outcome === 'diverged') return;
      // Also after resuming at the very end, where the one before may have been lost.
      if (this.#snapshotTaken !== this.step) await this.#snapshot();
      if (!this.#sendCheckpoint()) return;
      const closing = await closingMetrics(this.#config, this.sampler, this.step, this.#tail);
      this.#emit({ kind: 'metrics', metrics: closing.metrics });
      this.#notice(closing.notice);
      const durationMs = performance.now() - begin - this.#pausedMs;
      this.#emit({ kind: 'done', outcome, step: this.step, durationMs });
    } finally {
      clearInterval(heartbeat);
    }
  }

  dispose(): void {
    this.#network.dispose();
  }

  async #steps(): Promise<Outcome> {
    while (this.step < this.#config.steps) {
      if (this.#stopped) return 'stopped';
      if (this.#paused) {
        if (!(await this.#pauseHere())) return 'diverged';
        continue;
      }
      if (this.#network.readySteps < 1) {
        await this.#pairsOrOrder();
        continue;
      }
      if (!this.#chunk()) return 'diverged';
      // The snapshot goes first: a run killed between the two resumes from the checkpoint before and takes it again.
      if (this.#snapshotIsDue() && this.step !== this.#snapshotTaken) await this.#snapshot();
      if (this.step % this.#config.checkpointEvery === 0 && !this.#sendCheckpoint()) return 'diverged';
      // Orders that arrived during the chunk are answered here.
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    return 'finished';
  }

  #snapshotIsDue(): boolean {
    return this.step % this.#config.snapshotEvery === 0 || this.step === this.#config.steps;
  }

  /** Waits for the pairs of the next step, but not longer than until an order to pause or to stop. */
  async #pairsOrOrder(): Promise<void> {
    const ordered = new Promise<void>((resolve) => {
      this.#stopWaiting = resolve;
    });
    await Promise.race([this.#network.whenReady(), ordered]);
    this.#stopWaiting = null;
  }

  /** False when the state to keep is not finite, so the run has diverged. */
  async #pauseHere(): Promise<boolean> {
    if (!this.#sendCheckpoint()) return false;
    const begin = performance.now();
    this.#emit({ kind: 'paused', step: this.step });
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      if (!this.#paused || this.#stopped) resolve();
    });
    this.#wake = null;
    this.#pausedMs += performance.now() - begin;
    if (!this.#stopped) this.#emit({ kind: 'resumed', step: this.step });
    return true;
  }

  /** Trains up to the next boundary for about CHUNK_MS. False when the loss stopped being finite. */
  #chunk(): boolean {
    const { steps, checkpointEvery, snapshotEvery } = this.#config;
    const untilMultiple = (every: number) => every - (this.step % every);
    const wanted = Math.max(1, Math.round(CHUNK_MS / this.#stepMs));
    const count = Math.min(
      wanted,
      this.#network.mostSteps,
      this.#network.readySteps,
      steps - this.step,
      untilMultiple(checkpointEvery),
      untilMultiple(snapshotEvery),
    );
    const firstStep = this.step;
    const begin = performance.now();
    const losses = this.#network.run(count);
    const took = performance.now() - begin;
    this.#trainMs += took;
    // The first call of a graph also prepares it, so it says little about the speed.
    if (this.#graphIsWarm) this.#stepMs = 0.5 * this.#stepMs + 0.5 * (took / count);
    this.#graphIsWarm = true;
    const bad = losses.findIndex((loss) => !Number.isFinite(loss));
    const good = bad < 0 ? losses : losses.slice(0, bad);
    if (good.length > 0) this.#emit({ kind: 'losses', firstStep, values: good, trainMs: this.#trainMs });
    if (bad >= 0) return this.#diverged(firstStep + bad, losses[bad] as number);
    this.#tail.add(losses);
    return true;
  }

  #diverged(step: number, loss: number): false {
    if (this.#checkpointSent !== this.#lastFinite.step) {
      this.#emit({ kind: 'checkpoint', checkpoint: this.#lastFinite });
    }
    this.#emit({ kind: 'diverged', step, loss });
    return false;
  }

  /** False when the state is not finite although the last loss was: then the run has diverged, and says so. */
  #sendCheckpoint(): boolean {
    if (this.#checkpointSent === this.step) return true;
    const checkpoint = this.#network.checkpoint();
    if (!checkpoint) return this.#diverged(this.step, Number.NaN);
    this.#lastFinite = checkpoint;
    this.#checkpointSent = this.step;
    this.#emit({ kind: 'checkpoint', checkpoint });
    return true;
  }

  async #snapshot(): Promise<void> {
    this.#snapshotTaken = this.step;
    const { snapshot, metrics, notice } = await takeSnapshot(this.#config, this.sampler, this.#network);
    this.#emit({ kind: 'snapshot', snapshot });
    this.#emit({ kind: 'metrics', metrics });
    this.#notice(notice);
  }

  #notice(words: string | null): void {
    if (words !== null) this.#emit({ kind: 'notice', step: this.step, words });
  }
}
