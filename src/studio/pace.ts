import type { RunConfig } from '../shared/model/run-config.ts';
import type { TrainingProgress } from '../shared/studio-protocol.ts';

/** How much of the past the rate looks at. */
const WINDOW_MS = 4000;

/** Where a training stands and how fast it goes, by a clock that never jumps. */
export class Pace {
  readonly #config: RunConfig;
  #step: number;
  #loss = Number.NaN;
  /** Time of earlier stretches; the present one began at #since. */
  #before: number;
  #since: number | null = null;
  #marks: { at: number; step: number }[] = [];

  constructor(config: RunConfig, step: number, elapsedMs: number) {
    this.#config = config;
    this.#step = step;
    this.#before = elapsedMs;
  }

  get step(): number {
    return this.#step;
  }

  get elapsedMs(): number {
    return this.#before + (this.#since === null ? 0 : performance.now() - this.#since);
  }

  start(step: number): void {
    this.#step = step;
    this.resume();
  }

  pause(): void {
    this.#before = this.elapsedMs;
    this.#since = null;
  }

  resume(): void {
    this.#since ??= performance.now();
    this.#marks = [{ at: performance.now(), step: this.#step }];
  }

  advance(step: number, loss: number): void {
    this.#step = step;
    this.#loss = loss;
    const now = performance.now();
    this.#marks.push({ at: now, step });
    while (this.#marks.length > 2 && now - (this.#marks[0]?.at ?? now) > WINDOW_MS) this.#marks.shift();
  }

  progress(): Omit<TrainingProgress, 'id' | 'stalled'> {
    const { steps, snapshotEvery } = this.#config;
    const [first, last] = [this.#marks[0], this.#marks.at(-1)];
    const span = first && last ? last.at - first.at : 0;
    const stepsPerSecond = first && last && span > 0 ? (1000 * (last.step - first.step)) / span : 0;
    const next = Math.min(steps, (Math.floor(this.#step / snapshotEvery) + 1) * snapshotEvery);
    return {
      step: this.#step,
      steps,
      loss: this.#loss,
      stepsPerSecond,
      elapsedMs: this.elapsedMs,
      remainingMs: stepsPerSecond > 0 ? Math.max(0, (1000 * (steps - this.#step)) / stepsPerSecond) : null,
      nextSnapshotStep: this.#step < steps ? next : null,
    };
  }
}
