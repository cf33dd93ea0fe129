import { beforeEach, describe, expect, it, vi } from 'vitest';
import { clock } from './clock.svelte.ts';

/** Frames run when the test says so. */
let frames: FrameRequestCallback[] = [];
vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame));
vi.stubGlobal('cancelAnimationFrame', () => {
  frames = [];
});
const runFrames = (now: number) => {
  const due = frames;
  frames = [];
  for (const frame of due) frame(now);
};

const taken = {
  accepted: 3,
  stepTimes: Float32Array.of(0, 0.25, 0.5, 1),
  rejectedTimes: Float32Array.of(0.75),
};

beforeEach(() => {
  clock.pause();
  frames = [];
  Object.assign(clock, { t: 0, loop: 'off', axis: 't', speed: 1, training: null, range: { start: 0, end: 1 } });
  clock.solverSteps = 100;
});

describe('solver steps', () => {
  it('lands on the ticks of an adaptive solver, and says which one', () => {
    clock.takeSteps('dopri5', taken);
    const seen = [1, 1, 1, 1, -1, -1].map((way) => {
      clock.step(way === 1 ? 1 : -1);
      return [clock.t, clock.solverStep];
    });
    expect(seen).toEqual([
      [0.25, 1],
      [0.5, 2],
      [1, 3],
      [1, 3],
      [0.5, 2],
      [0.25, 1],
    ]);
    expect(clock.solverSteps).toBe(3);
  });

  it('keeps the steps of any other solver even, and forgets the adaptive ones', () => {
    clock.takeSteps('dopri5', taken);
    clock.takeSteps('rk4', { ...taken, accepted: 4 });
    expect([clock.stepTimes, clock.rejectedTimes]).toEqual([null, null]);
    clock.step(1);
    clock.step(1);
    expect([clock.t, clock.solverStep, clock.solverSteps]).toEqual([0.5, 2, 4]);
  });
});

describe('loops', () => {
  it('loops the range that is drawn, whichever end came first', () => {
    clock.setRange(0.8, 0.3);
    expect([clock.loop, clock.range]).toEqual(['range', { start: 0.3, end: 0.8 }]);
    clock.toEnd();
    expect(clock.t).toBe(0.8);
    clock.toStart();
    expect(clock.t).toBe(0.3);
  });

  it('begins and ends where [ and ] say', () => {
    clock.set(0.4);
    clock.loopFromHere();
    expect(clock.range).toEqual({ start: 0.4, end: 1 });
    clock.set(0.7);
    clock.loopToHere();
    expect(clock.range).toEqual({ start: 0.4, end: 0.7 });
    // An end before the beginning begins at the start.
    clock.set(0.2);
    clock.loopToHere();
    expect(clock.range).toEqual({ start: 0, end: 0.2 });
  });

  it('goes round in the range while it plays', () => {
    clock.setRange(0.2, 0.6);
    // The time at which play begins.
    const start = 1000;
    const reading = vi.spyOn(performance, 'now').mockReturnValue(start);
    clock.play();
    reading.mockRestore();
    expect(clock.t).toBe(0.2);
    runFrames(start + 800);
    const before = clock.t;
    expect(before).toBeGreaterThan(0.2);
    runFrames(start + 2000);
    // Round: behind where it was, although time went on.
    expect(clock.t).toBeLessThan(before);
    expect(clock.t).toBeGreaterThanOrEqual(0.2);
    expect(clock.playing).toBe(true);
  });
});

it('pauses play for a scrub and takes the newest place once a frame', () => {
  clock.play();
  frames = [];
  clock.scrub(0.3);
  clock.scrub(0.9);
  expect([clock.playing, clock.t, frames.length]).toEqual([false, 0, 1]);
  runFrames(0);
  expect(clock.t).toBe(0.9);
});

it('plays along the training over its snapshots, and stops on the newest', () => {
  const shown: number[] = [];
  const snapshots = [0, 25, 100];
  const track = (now: number | null) => ({ snapshots, shown: now, show: (step: number) => void shown.push(step) });
  clock.training = track(null);
  clock.switchAxis();
  clock.play();
  const start = performance.now();
  runFrames(start + 100);
  clock.training = track(0);
  runFrames(start + 2200);
  clock.training = track(25);
  runFrames(start + 4100);
  clock.training = track(100);
  runFrames(start + 9000);
  expect(shown).toEqual([0, 25, 100]);
  expect(clock.playing).toBe(false);
});
