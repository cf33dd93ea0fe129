import { describe, expect, it } from 'vitest';
import { conditionTones } from './condition-tones.ts';

describe('tones of conditions', () => {
  it('point at the middle of each label’s colour', () => {
    expect([...conditionTones(Float32Array.from([0, 1, 3]), ['a', 'b', 'c', 'd'])]).toEqual([0.125, 0.375, 0.875]);
  });

  it('start over for labels beyond the list', () => {
    const tones = conditionTones(Float32Array.from([1, 5, 9]), ['a', 'b', 'c', 'd']);
    expect(new Set(tones).size).toBe(1);
  });

  it('spread values from the smallest to the largest where there is no list', () => {
    expect([...conditionTones(Float32Array.from([1, 3.5, 2.25]), null)]).toEqual([0, 1, 0.5]);
    expect([...conditionTones(Float32Array.from([2, 2]), null)]).toEqual([0.5, 0.5]);
    expect([...conditionTones(new Float32Array(0), null)]).toEqual([]);
  });
});
