import { describe, expect, it } from 'vitest';
import { intoBuckets } from './buckets.ts';
import { centredSmoothing, smoothed } from './smoothing.ts';
import { sparklinePath } from './sparkline.ts';

describe('centredSmoothing', () => {
  it('leaves straight lines straight where it looks both ways: it never lags', () => {
    const line = Array.from({ length: 100 }, (_, i) => 3 - 0.02 * i);
    const smooth = centredSmoothing(line, 0.9);
    for (let i = 0; i < 90; i++) expect(smooth[i]).toBeCloseTo(line[i] as number, 10);
  });

  it('keeps the first value and does nothing at strength 0', () => {
    expect(centredSmoothing([5, 1, 4], 0.9)[0]).toBe(5);
    expect(centredSmoothing([5, 1, 4], 0)).toEqual([5, 1, 4]);
  });

  it('averages noise away, more with more strength', () => {
    const noise = Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 1 : -1));
    const size = (strength: number) => Math.abs(centredSmoothing(noise, strength)[200] as number);
    expect(size(0.5)).toBeLessThan(0.5);
    expect(size(0.95)).toBeLessThan(size(0.5));
  });

  it('has no kink where the window is whole, however high the curve begins', () => {
    const spike = Array.from({ length: 200 }, (_, i) => (i === 0 ? 10 : 1));
    const smooth = centredSmoothing(spike, 0.95);
    expect(smooth.slice(2).every((value) => value === 1)).toBe(true);
  });

  it('steps over values that are not finite', () => {
    const smooth = centredSmoothing([1, 1, Number.NaN, 1, Number.POSITIVE_INFINITY, 1], 0.8);
    expect(smooth.every((value) => value === 1)).toBe(true);
    expect(centredSmoothing([Number.NaN], 0.9)).toEqual([Number.NaN]);
  });
});

describe('smoothed', () => {
  it('follows a training while it goes on: what is known already stays where it is, but for the end', () => {
    const losses = Float32Array.from({ length: 6000 }, (_, i) => 1 + 1 / (1 + i / 50) + 0.2 * Math.sin(i * i));
    const half = smoothed(losses.subarray(0, 3000), 6000, 0.9);
    const whole = smoothed(losses, 6000, 0.9);
    expect(half.values.slice(0, 138)).toEqual(whole.values.slice(0, 138));
    expect(whole.values).toHaveLength(300);
  });
});

describe('intoBuckets', () => {
  it('keeps every spike', () => {
    const losses = new Float32Array(10_000).fill(1);
    losses[4321] = 50;
    losses[77] = 0.01;
    const { raw, rawSteps, means } = intoBuckets(losses, 10_000, 300);
    expect(Math.max(...raw)).toBe(50);
    expect(rawSteps[raw.indexOf(50)]).toBe(4321);
    expect(Math.min(...raw)).toBeCloseTo(0.01, 6);
    expect(raw.length).toBeLessThanOrEqual(600);
    expect(means.length).toBe(300);
  });

  it('does not move what is there when more arrives', () => {
    const losses = Float32Array.from({ length: 5000 }, (_, i) => Math.sin(i));
    const early = intoBuckets(losses.subarray(0, 2500), 5000, 100);
    const late = intoBuckets(losses, 5000, 100);
    expect(late.means.slice(0, 50)).toEqual(early.means);
  });

  it('shows every value of a short run', () => {
    expect(intoBuckets([3, 2, 1], 3, 300)).toEqual({
      steps: [0, 1, 2],
      means: [3, 2, 1],
      rawSteps: [0, 1, 2],
      raw: [3, 2, 1],
    });
    expect(intoBuckets([], 100, 10).means).toEqual([]);
  });

  it('leaves out losses that are not finite', () => {
    const { means, raw } = intoBuckets([1, Number.NaN, Number.NaN, Number.POSITIVE_INFINITY], 4, 2);
    expect(means).toEqual([1, Number.NaN]);
    expect(raw).toEqual([1]);
  });

  it('takes more values than were expected', () => {
    expect(intoBuckets(new Float32Array(30).fill(2), 10, 5).means).toHaveLength(15);
  });
});

describe('sparklinePath', () => {
  it('goes from the left to the right edge, the largest value on top', () => {
    expect(sparklinePath([2, 1, 0], 56, 14)).toBe('M1.0 1.5L28.0 7.0L55.0 12.5');
  });

  it('is a middle line where all are equal and empty below two values', () => {
    expect(sparklinePath([1, 1], 10, 10)).toBe('M1.0 5.0L9.0 5.0');
    expect(sparklinePath([1], 10, 10)).toBe('');
    expect(sparklinePath([1, Number.NaN], 10, 10)).toBe('');
  });
});
