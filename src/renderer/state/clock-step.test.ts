import { describe, expect, it } from 'vitest';
import {
  advance,
  advanceWithin,
  nearest,
  nextLoop,
  nextSpeed,
  orderedRange,
  parseTime,
  snapshotAlong,
  solverStepAt,
  stepBy,
  trainingPlace,
  trainingRange,
} from './clock-step.ts';

const range = { start: 0.2, end: 0.6 };

describe('play', () => {
  it('runs from 0 to 1 in 4 s at 1×', () => {
    expect(advance(0, 2000, 1, 'off', range)).toEqual({ t: 0.5, playing: true });
    expect(advance(0.5, 1000, 0.5, 'off', range).t).toBeCloseTo(0.625);
  });
  it('stops at the end without a loop', () => {
    expect(advance(0.9, 1000, 1, 'off', range)).toEqual({ t: 1, playing: false });
  });
  it('wraps in a loop and keeps the overshoot', () => {
    expect(advance(0.9, 800, 1, 'all', range).t).toBeCloseTo(0.1);
    expect(advance(0.5, 800, 1, 'range', range).t).toBeCloseTo(0.3);
  });
  it('wraps a frame longer than the whole range', () => {
    expect(advance(0.2, 40_000, 1, 'range', range).t).toBeCloseTo(0.2);
  });
  it('enters the range from outside it', () => {
    expect(advance(0.9, 0, 1, 'range', range).t).toBe(0.2);
  });
});

describe('solver steps', () => {
  it('counts the step t lies in', () => {
    expect(solverStepAt(0, 100)).toBe(0);
    expect(solverStepAt(0.29, 100)).toBe(29);
    expect(solverStepAt(1, 100)).toBe(100);
  });
  it('moves to whole steps from anywhere', () => {
    expect(stepBy(0.25, 4, 1)).toBe(0.5);
    expect(stepBy(0.25, 4, -1)).toBe(0);
    expect(stepBy(0.3, 4, 1)).toBe(0.5);
    expect(stepBy(0.3, 4, -1)).toBe(0.25);
    expect(stepBy(1, 4, 1)).toBe(1);
  });
  it('visits every step once, in floating point too', () => {
    let t = 0;
    for (let step = 1; step <= 45; step++) {
      t = stepBy(t, 45, 1);
      expect(solverStepAt(t, 45)).toBe(step);
    }
  });
});

describe('steps of an adaptive solver', () => {
  // Single precision, as they come from the engine.
  const times = Float32Array.of(0, 0.1, 0.7, 0.75, 1);
  const steps = times.length - 1;

  it('counts the step t lies in between its times', () => {
    expect([0, 0.05, 0.1, 0.5, 0.7, 0.9, 1].map((t) => solverStepAt(t, steps, times))).toEqual([0, 0, 1, 1, 2, 3, 4]);
  });
  it('moves to the next and the previous time, from on and between them', () => {
    expect(stepBy(0.1, steps, 1, times)).toBeCloseTo(0.7, 6);
    expect(stepBy(0.5, steps, 1, times)).toBeCloseTo(0.7, 6);
    expect(stepBy(0.5, steps, -1, times)).toBeCloseTo(0.1, 6);
    expect(stepBy(0.72, steps, -1, times)).toBeCloseTo(0.7, 6);
    expect(stepBy(1, steps, 1, times)).toBe(1);
    expect(stepBy(0, steps, -1, times)).toBe(0);
  });
  it('visits every time once, there and back', () => {
    let t = 0;
    const there = Array.from({ length: steps }, () => {
      t = stepBy(t, steps, 1, times);
      return solverStepAt(t, steps, times);
    });
    expect(there).toEqual([1, 2, 3, 4]);
    const back = Array.from({ length: steps }, () => {
      t = stepBy(t, steps, -1, times);
      return solverStepAt(t, steps, times);
    });
    expect(back).toEqual([3, 2, 1, 0]);
  });
});

describe('small parts', () => {
  it('changes speed within its list', () => {
    expect(nextSpeed(1, 1)).toBe(2);
    expect(nextSpeed(4, 1)).toBe(4);
    expect(nextSpeed(0.25, -1)).toBe(0.25);
  });
  it('cycles the loop', () => {
    expect(nextLoop('off')).toBe('all');
    expect(nextLoop('range')).toBe('off');
  });
  it('finds the nearest snapshot', () => {
    expect(nearest([0, 70, 140], 100)).toBe(70);
    expect(nearest([], 1)).toBeNull();
  });
  it.each([
    ['0.62', 0.62],
    ['.5', 0.5],
    ['0,25', 0.25],
    ['62 %', 0.62],
    ['1', 1],
    ['1.2', null],
    ['-0.1', null],
    ['half', null],
    ['', null],
  ])('reads %j as %s', (text, value) => expect(parseTime(text)).toBe(value));
  it('keeps a range in order and wide enough', () => {
    expect(orderedRange(0.8, 0.3)).toEqual({ start: 0.3, end: 0.8 });
    expect(orderedRange(0.5, 0.5).end).toBeCloseTo(0.51);
    expect(orderedRange(1, 1)).toEqual({ start: 0.99, end: 1 });
  });
});

describe('play along the training', () => {
  const snapshots = [0, 25, 100];
  it('is even on the square-root axis', () => {
    expect(snapshots.map((step) => trainingPlace(snapshots, step))).toEqual([0, 0.5, 1]);
  });
  it('shows each snapshot until the next one is reached', () => {
    expect([0, 0.49, 0.5, 0.99, 1].map((place) => snapshotAlong(snapshots, place))).toEqual([0, 0, 25, 25, 100]);
    expect(snapshotAlong([10, 40], 0)).toBe(10);
    expect(snapshotAlong([], 0.5)).toBeNull();
  });
  it('stays on the last snapshot for as long as on the others, in the whole and in a looped range', () => {
    const all = trainingRange('all', { start: 0.2, end: 0.4 }, snapshots);
    expect(all).toEqual({ start: 0, end: 1.5 });
    expect(advanceWithin(0.99, 40, 1, true, all).t).toBeCloseTo(1, 6);
    const range = trainingRange('range', { start: 0, end: 0.5 }, snapshots);
    expect(range).toEqual({ start: 0, end: 1 });
    const shown = [0, 0.4, 0.6, 0.99].map((t) => snapshotAlong(snapshots, Math.min(t, 0.5)));
    expect(shown).toEqual([0, 0, 25, 25]);
    expect(advanceWithin(0.99, 80, 1, true, range).t).toBeCloseTo(0.01, 6);
  });
});
