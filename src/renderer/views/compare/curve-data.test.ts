import { describe, expect, it } from 'vitest';
import { ringConfig } from '../../../shared/model/presets.ts';
import { axisUnit, lossCurve, metricCurve } from './curve-data.ts';

const config = { ...ringConfig('onehot', 'gaussian', 1), steps: 4, batch: 250, dataSize: 1000 };
const run = { config, step: 4, durationMs: 8000 };
const looks = { name: 'A run', colour: 'red', live: false };
const plain = { axis: 'step', smoothing: 0, members: false, points: 4 } as const;
const info = (step: number, value: number, n = 10) => ({
  step,
  metrics: [{ name: 'w2', step, value, n, floor: null }],
});

describe('axisUnit', () => {
  it('counts steps, epochs and seconds at an even pace', () => {
    expect((['step', 'epoch', 'time'] as const).map((axis) => axisUnit(run, axis))).toEqual([1, 0.25, 2]);
  });
});

describe('lossCurve', () => {
  it('is the mean over the seeds, with their spread, and the seeds on demand', () => {
    const seeds = [
      [1, 2, 3, 4],
      [3, 4, 5, 6],
    ];
    const curve = lossCurve(looks, run, seeds, { ...plain, members: true, axis: 'time' });
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
      run,
      [
        [info(1, 2), info(2, 4)],
        [info(1, 4), info(2, 9, 99)],
      ],
      {
        axis: 'epoch',
        metric: 'w2',
        members: false,
      },
    );
    expect(curve.line).toEqual({ x: [0.25, 0.5], y: [3, 4] });
    expect(curve.spread?.[1]).toBeNull();
  });
});
