import type { RunSummary } from '../shared/model/records.ts';
import type { StudioEvent } from '../shared/studio-protocol.ts';
import { progressOf, RateMeter, Throttle } from './progress.ts';
import type { TrainingNews } from './recorder.ts';

/** At most ten progress events a second: more than a window can show, and a fifth of an engine's messages. */
const INTERVAL_MS = 100;
/** An engine speaks at least once a second; five seconds of silence are shown. */
const STALLED_MS = 5000;
const WATCH_MS = 500;

type Surroundings = {
  readonly emit: (event: StudioEvent) => void;
  readonly elapsedMs: () => number;
  /** Time since the engine's last message. */
  readonly silenceMs: () => number;
};

/** The live side of a training: committed losses and progress, announced at a bounded rate. */
export class LiveCurve {
  readonly #run: RunSummary;
  readonly #around: Surroundings;
  readonly #rate = new RateMeter();
  readonly #throttle = new Throttle(INTERVAL_MS, () => this.#announce());
  readonly #watch: NodeJS.Timeout;
  #losses: Float32Array[] = [];
  #firstStep = 0;
  #step: number;
  #loss = Number.NaN;
  #active = false;
  #stalled = false;

  constructor(run: RunSummary, step: number, around: Surroundings) {
    this.#run = run;
    this.#step = step;
    this.#around = around;
    this.#watch = setInterval(() => this.#look(), WATCH_MS);
  }

  /** Only of news that is committed. */
  hear(news: TrainingNews): void {
    switch (news.kind) {
      case 'started':
      case 'resumed':
        this.#active = true;
        this.#step = news.step;
        this.#throttle.request();
        return;
      case 'paused':
        this.#active = false;
        this.#throttle.flush();
        return;
      case 'losses':
        this.#add(news.firstStep, news.values);
        this.#rate.add(news.values.length, news.trainMs);
        this.#throttle.request();
        return;
      default:
    }
  }

  close(): void {
    clearInterval(this.#watch);
    if (this.#losses.length > 0) this.#throttle.flush();
    this.#throttle.cancel();
  }

  #add(firstStep: number, values: Float32Array): void {
    if (this.#losses.length === 0) this.#firstStep = firstStep;
    this.#losses.push(values);
    this.#step = firstStep + values.length;
    this.#loss = values.at(-1) ?? this.#loss;
  }

  /** The watchdog: says when the engine falls silent and when it speaks again. */
  #look(): void {
    const stalled = this.#active && this.#around.silenceMs() > STALLED_MS;
    if (stalled === this.#stalled) return;
    this.#stalled = stalled;
    this.#throttle.flush();
  }

  #announce(): void {
    const { id, config } = this.#run;
    const { emit, elapsedMs } = this.#around;
    if (this.#losses.length > 0) {
      emit({ kind: 'losses', id, firstStep: this.#firstStep, values: joined(this.#losses) });
      this.#losses = [];
    }
    const progress = progressOf({
      id,
      step: this.#step,
      steps: config.steps,
      loss: this.#loss,
      stepsPerSecond: this.#rate.stepsPerSecond,
      elapsedMs: elapsedMs(),
      snapshotEvery: config.snapshotEvery,
      stalled: this.#stalled,
    });
    emit({ kind: 'progress', progress });
  }
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
