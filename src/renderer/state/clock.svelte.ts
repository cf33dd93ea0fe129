import {
  advance,
  clampTime,
  type Loop,
  nextLoop,
  nextSpeed,
  orderedRange,
  type PlayRange,
  playRange,
  type Speed,
  stepBy,
} from './clock-step.ts';

/** The one flow time that every view, curve and readout of the window follows. */
class Clock {
  t = $state(0.62);
  playing = $state(false);
  speed = $state<Speed>(1);
  loop = $state<Loop>('off');
  range = $state.raw<PlayRange>({ start: 0, end: 1 });
  /** Where the pointer hovers on the band or on a curve over t; null when it does not. */
  hover = $state<number | null>(null);
  /** Times of an adaptive solver's steps and of its rejected attempts; null: even steps. */
  stepTimes = $state.raw<Float32Array | null>(null);
  rejectedTimes = $state.raw<Float32Array | null>(null);
  #solverSteps = $state(100);

  #frame = 0;
  #last = 0;
  #scrubbed: number | null = null;

  /** Solver steps of what is shown; Ctrl ←/→ moves by one of them. Setting it makes them even again. */
  get solverSteps(): number {
    return this.#solverSteps;
  }

  set solverSteps(steps: number) {
    this.#solverSteps = steps;
    this.stepTimes = null;
    this.rejectedTimes = null;
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
    this.set(stepBy(this.t, this.solverSteps, direction));
  }

  toStart(): void {
    this.pause();
    this.set(playRange(this.loop, this.range).start);
  }

  toEnd(): void {
    this.pause();
    this.set(playRange(this.loop, this.range).end);
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  play(): void {
    if (this.playing) return;
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

  /** [ and ]: the loop begins, or ends, at the current moment. */
  loopFromHere(): void {
    this.setRange(this.t, this.range.end > this.t ? this.range.end : 1);
  }

  loopToHere(): void {
    this.setRange(this.range.start < this.t ? this.range.start : 0, this.t);
  }
}

export const clock = new Clock();
