import { describe, expect, it } from 'vitest';
import { ringConfig } from '../../../shared/model/presets.ts';
import type { LossClock } from '../../../shared/model/records.ts';
import { floorLines, lossCurve, metricCurve, onAxis } from './curve-data.ts';

const config = { ...ringConfig('onehot', 'gaussian', 1), steps: 4, batch: 250, dataSize: 1000 };
const run = { config, step: 4, durationMs: 8000 };
const looks = { name: 'A run', colour: 'red', live: false };
const plain = { place: Number, smoothing: 0, members: false, points: 4 } as const;
const info = (step: number, value: number, n = 10, name = 'w2') => ({
  step,
  metrics: [{ name, step, value, n, floor: 1 / n }],
});

describe('onAxis', () => {
  const at = (axis: 'step' | 'epoch' | 'time', clock: LossClock = []) => onAxis(run, axis, clock);
  it('counts steps and epochs', () => {
    expect([at('step')(3), at('epoch')(3)]).toEqual([3, 0.75]);
  });
  it('goes by the times noted with the losses', () => {
    const seconds = at('time', [
      { steps: 2, elapsedMs: 1000 },
      { steps: 4, elapsedMs: 7000 },
    ]);
    expect([0, 1, 2, 3, 4, 5].map(seconds)).toEqual([0, 0.5, 1, 4, 7, 10]);
  });
  it('goes on to now while a run trains, and at an even pace where no times were noted', () => {
    expect([3, 4].map(at('time', [{ steps: 2, elapsedMs: 1000 }]))).toEqual([4.5, 8]);
    expect([0, 2, 4].map(at('time'))).toEqual([0, 4, 8]);
  });
  it('of a run without a step is 0', () => {
    expect(onAxis({ ...run, step: 0, durationMs: 0 }, 'time', [])(0)).toBe(0);
  });
});

describe('lossCurve', () => {
  it('is the mean over the seeds, with their spread, and the seeds on demand', () => {
    const seeds = [
      [1, 2, 3, 4],
      [3, 4, 5, 6],
    ];
    const curve = lossCurve(looks, run, seeds, { ...plain, members: true, place: (steps) => 2 * steps });
    expect(curve.line).toEqual({ x: [0, 2, 4, 6], y: [2, 3, 4, 5] });
    expect(curve.spread?.[0]).toBeCloseTo(Math.SQRT2, 9);
    expect(curve.faint.map((each) => each.y)).toEqual(seeds);
  });
  it('of one seed has no band, and the raw curve behind a smoothed one', () => {
    expect(lossCurve(looks, run, [[1, 9, 1, 9]], plain)).toMatchObject({ spread: null, faint: [] });
    const smooth = lossCurve(looks, run, [[1, 9, 1, 9]], { ...plain, smoothing: 0.9 });
    expect(smooth.faint[0]?.y).toEqual([1, 9, 1, 9]);
    expect(Math.max(...(smooth.line.y as number[]))).toBeLessThan(9);
  });
  it('of nothing yet is empty', () => expect(lossCurve(looks, run, [[]], plain).line).toEqual({ x: [], y: [] }));
});

describe('metricCurve', () => {
  it('leaves out seeds of another n', () => {
    const curve = metricCurve(
      looks,
      [
        [info(1, 2), info(2, 4)],
        [info(1, 4), info(2, 9, 99)],
      ],
      {
        place: (steps) => steps / 4,
        metric: 'w2',
        members: false,
      },
    );
    expect(curve.line).toEqual({ x: [0.25, 0.5], y: [3, 4] });
    expect(curve.spread?.[1]).toBeNull();
  });
  const options = { place: Number, metric: 'w2', members: false } as const;
  it('joins values of one n only, and sets the others apart with their spread', () => {
    const seed = (last: number) => [info(1, 4), info(2, 3), info(3, last, 50)];
    const curve = metricCurve(looks, [seed(1), seed(2)], options);
    expect(curve.line).toEqual({ x: [1, 2, 3], y: [4, 3, null] });
    expect(curve.spread?.[2]).toBeNull();
    const half = Math.sqrt(0.5);
    const interval = { low: expect.closeTo(1.5 - half, 12), high: expect.closeTo(1.5 + half, 12) };
    expect(curve.marks).toEqual([{ x: 3, y: 1.5, n: 50, hollow: true, interval }]);
    expect(curve.floor).toBe(0.1);
  });
  it('knows how sure a share of one seed is, and nothing of other figures', () => {
    const share = metricCurve(looks, [[info(1, 1, 10, 'accuracy')]], { ...options, metric: 'accuracy' });
    expect(share.marks.map(({ hollow, interval }) => [hollow, interval?.low])).toEqual([
      [false, expect.closeTo(10 / 11, 10)],
    ]);
    expect(metricCurve(looks, [[info(1, 1)]], options).marks).toEqual([]);
  });
});

describe('floorLines', () => {
  it('is one line where the floors are the same, and says whose they are where not', () => {
    expect(floorLines([0.084, 0.084, null], ['A', 'B', 'C'])).toEqual([{ value: 0.084, words: 'floor 0.084' }]);
    expect(floorLines([0.084, 0.033, 0.084], ['A', 'B', 'C']).map(({ words }) => words)).toEqual([
      'floor of A, C 0.084',
      'floor of B 0.033',
    ]);
    expect(floorLines([0], ['A'])).toEqual([]);
  });
});
