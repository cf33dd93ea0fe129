import { describe, expect, it } from 'vitest';
import { linearRange, linearTicks, logRange, logTicks, stepTicks } from './axis-ticks.ts';

describe('ticks', () => {
  it('of steps are round', () => {
    expect(stepTicks(20_000, 5)).toEqual([0, 4000, 8000, 12_000, 16_000, 20_000]);
    expect(stepTicks(20_000, 2.5)).toEqual([0, 8000, 16_000]);
    expect(stepTicks(3, 5)).toEqual([0, 1, 2, 3]);
  });

  it('of values are round and inside', () => {
    expect(linearTicks(0, 0.35, 3.4)).toEqual([0, 0.2]);
    expect(linearTicks(0, 300, 3.4)).toEqual([0, 100, 200, 300]);
    expect(linearTicks(-1, 1, 4)).toEqual([-1, -0.5, 0, 0.5, 1]);
    expect(linearTicks(2, 2, 4)).toEqual([2]);
  });

  it.each([
    [0.004, 3, [0.01, 0.1, 1]],
    [0.58, 2.7, [0.6, 0.8, 1, 1.5, 2]],
    [0.1, 1, [0.1, 0.2, 0.5, 1]],
    [0, 1, []],
  ])('of a log axis from %s to %s are %o', (low, high, ticks) => expect(logTicks(low, high)).toEqual(ticks));

  it('of a narrow log axis are still there', () => {
    expect(logTicks(1.01, 1.19).length).toBeGreaterThanOrEqual(3);
  });
});

describe('ranges', () => {
  it('begin at zero and end at a tick above the values', () => {
    expect(linearRange([98, 234])).toEqual([0, 300]);
    expect(linearRange([0, 0])).toEqual([0, 1]);
    expect(linearRange([Number.NaN])).toBeNull();
  });

  it('of a log axis hold all positive values with air', () => {
    const [low, high] = logRange([0.05, 2, 0, -1, Number.POSITIVE_INFINITY]) ?? [0, 0];
    expect(low).toBeLessThan(0.05);
    expect(low).toBeGreaterThan(0.03);
    expect(high).toBeGreaterThan(2);
    expect(high).toBeLessThan(3);
    expect(logRange([0, -2])).toBeNull();
  });
});
