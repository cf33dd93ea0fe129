import type { SampleResult } from '../../shared/engine-protocol.ts';
import type { SolverName } from '../../shared/model/names.ts';
import {
  advance,
  advanceWithin,
  clampTime,
  type Loop,
  nextLoop,
  nextSpeed,
  orderedRange,
  type PlayRange,
  playRange,
  type Speed,
  snapshotAlong,
  solverStepAt,
  stepBy,
  trainingPlace,
  trainingRange,
} from './clock-step.ts';

/** Steps that a solver took, with the times between them and those of its rejected attempts. */
export type TakenSteps = Pick<SampleResult, 'accepted' | 'stepTimes' | 'rejectedTimes'>;

/** The snapshots that play along the training runs over. */
export type TrainingTrack = {
  readonly snapshots: readonly number[];
  readonly shown: number | null;
  readonly show: (step: number) => void;
};

/** The one flow time that every view, curve and readout of the window follows. */
class Clock {
  t = $state(0.62);
  playing = $state(false);
  speed = $state<Speed>(1);
  loop = $state<Loop>('off');
  range = $state.raw<PlayRange>({ start: 0, end: 1 });
  /** The looped range of the training, as places on its square-root axis. */
  stepRange = $state.raw<PlayRange>({ start: 0, end: 1 });
  /** Where the pointer hovers on the band or on a curve over t; null when it does not. */
  hover = $state<number | null>(null);
  #stepTimes = $state.raw<Float32Array | null>(null);
  #rejectedTimes = $state.raw<Float32Array | null>(null);
  #solverSteps = $state(100);

  /** What play moves: flow time, or the training step of what is shown. */
  axis = $state<'t' | 'step'>('t');
  /** Null: there is no training to play along. */
  training = $state.raw<TrainingTrack | null>(null);

  /** Place of a play along the training, 0 … 1 on the square-root axis. */
  #along = 0;
  #frame = 0;
  #last = 0;
  #scrubbed: number | null = null;

  /** Times of an adaptive solver's steps and of its rejected attempts; null: even steps. */
  get stepTimes(): Float32Array | null {
    return this.#stepTimes;
  }

  get rejectedTimes(): Float32Array | null {
    return this.#rejectedTimes;
  }

  /** Solver steps of what is shown; Ctrl ←/→ moves by one of them. Setting it makes them even again. */
  get solverSteps(): number {
    return this.#solverSteps;
  }

  set solverSteps(steps: number) {
    this.#solverSteps = steps;
    this.#stepTimes = null;
    this.#rejectedTimes = null;
  }

  /** The steps of a flow as they were taken: even ones, but for an adaptive solver. */
  takeSteps(solver: SolverName, { accepted, stepTimes, rejectedTimes }: TakenSteps): void {
    this.solverSteps = accepted;
    if (solver !== 'dopri5') return;
    this.#stepTimes = stepTimes;
    this.#rejectedTimes = rejectedTimes;
  }

  /** The solver step that t lies in, 0 to `solverSteps`. */
  get solverStep(): number {
    return solverStepAt(this.t, this.#solverSteps, this.#stepTimes);
  }

  set(t: number): void {
    this.t = clampTime(t);
  }

  /** Follows the pointer: pauses play and applies the newest position once an animation frame. */
  scrub(t: number): void {
    this.pause();
    const waiting = this.#scrubbed !== null;
    this.#scrubbed = clampTime(t);
    if (waiting) return;
    requestAnimationFrame(() => {
      if (this.#scrubbed !== null) this.t = this.#scrubbed;
      this.#scrubbed = null;
    });
  }

  nudge(delta: number): void {
    this.pause();
    // Rounding keeps repeated hundredths on hundredths.
    this.set(Math.round((this.t + delta) * 1e6) / 1e6);
  }

  step(direction: 1 | -1): void {
    this.pause();
    this.set(stepBy(this.t, this.#solverSteps, direction, this.#stepTimes));
  }

  toStart(): void {
    this.pause();
    if (this.#played) this.#showPlace(this.#played, playRange(this.loop, this.stepRange).start);
    else this.set(playRange(this.loop, this.range).start);
  }

  toEnd(): void {
    this.pause();
    if (this.#played) this.#showPlace(this.#played, playRange(this.loop, this.stepRange).end);
    else this.set(playRange(this.loop, this.range).end);
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  play(): void {
    if (this.playing) return;
    if (this.#played) {
      this.#startAlongTraining(this.#played);
      return;
    }
    const { start, end } = playRange(this.loop, this.range);
    if (this.t >= end || this.t < start) this.t = start;
    this.playing = true;
    this.#last = performance.now();
    this.#frame = requestAnimationFrame((now) => this.#tick(now));
  }

  pause(): void {
    if (!this.playing) return;
    this.playing = false;
    cancelAnimationFrame(this.#frame);
  }

  #tick(now: number): void {
    const next = advance(this.t, now - this.#last, this.speed, this.loop, this.range);
    this.#last = now;
    this.t = next.t;
    this.playing = next.playing;
    if (next.playing) this.#frame = requestAnimationFrame((later) => this.#tick(later));
  }

  switchAxis(): void {
    this.pause();
    this.axis = this.axis === 't' ? 'step' : 't';
  }

  /** The training, when play runs along it. */
  get #played(): TrainingTrack | null {
    return this.axis === 'step' ? this.training : null;
  }

  #placeOf({ snapshots, shown }: TrainingTrack): number {
    return trainingPlace(snapshots, shown ?? snapshots.at(-1) ?? 0);
  }

  #showPlace(track: TrainingTrack, place: number): void {
    const step = snapshotAlong(track.snapshots, place);
    if (step !== null && step !== track.shown) track.show(step);
  }

  #startAlongTraining(track: TrainingTrack): void {
    const { start, end } = playRange(this.loop, this.stepRange);
    const at = this.#placeOf(track);
    this.#along = at >= end || at < start ? start : at;
    this.playing = true;
    this.#last = performance.now();
    this.#frame = requestAnimationFrame((now) => this.#tickAlongTraining(now));
  }

  #tickAlongTraining(now: number): void {
    const track = this.training;
    if (!track) {
      this.playing = false;
      return;
    }
    const range = trainingRange(this.loop, this.stepRange, track.snapshots);
    const next = advanceWithin(this.#along, now - this.#last, this.speed, this.loop !== 'off', range);
    this.#last = now;
    this.#along = next.t;
    this.#showPlace(track, Math.min(next.t, playRange(this.loop, this.stepRange).end));
    this.playing = next.playing;
    if (next.playing) this.#frame = requestAnimationFrame((later) => this.#tickAlongTraining(later));
  }

  faster(): void {
    this.speed = nextSpeed(this.speed, 1);
  }

  slower(): void {
    this.speed = nextSpeed(this.speed, -1);
  }

  cycleLoop(): void {
    this.loop = nextLoop(this.loop);
  }

  setRange(a: number, b: number): void {
    this.range = orderedRange(a, b);
    this.loop = 'range';
  }

  /** Loops a part of the training; a and b are places on its axis. */
  setStepRange(a: number, b: number): void {
    this.stepRange = orderedRange(a, b);
    this.loop = 'range';
  }

  /** [ and ]: the loop begins, or ends, at the current moment, or at the shown snapshot of what is played. */
  loopFromHere(): void {
    if (this.#played) {
      const at = this.#placeOf(this.#played);
      this.setStepRange(at, this.stepRange.end > at ? this.stepRange.end : 1);
    } else this.setRange(this.t, this.range.end > this.t ? this.range.end : 1);
  }

  loopToHere(): void {
    if (this.#played) {
      const at = this.#placeOf(this.#played);
      this.setStepRange(this.stepRange.start < at ? this.stepRange.start : 0, at);
    } else this.setRange(this.range.start < this.t ? this.range.start : 0, this.t);
  }
}

export const clock = new Clock();
