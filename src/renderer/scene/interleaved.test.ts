import { describe, expect, it } from 'vitest';
import type { Trajectories } from '../../shared/model/records.ts';
import { displacement, displacementScale, interleaved } from './interleaved.ts';

/** Particle i starts at (i, 0) and goes to (i, rise × t). */
function rising(count: number, frameCount: number, rise: number): Trajectories {
  const times = Float32Array.from({ length: frameCount }, (_, frame) => frame / (frameCount - 1));
  const frames = Float32Array.from({ length: frameCount * count * 2 }, (_, at) => {
    const frame = Math.floor(at / (2 * count));
    return at % 2 === 0 ? Math.floor(at / 2) % count : rise * (times[frame] ?? 0);
  });
  return { frames, frameCount, particleCount: count, times, conditions: new Float32Array(count) };
}

describe('interleaved', () => {
  const all = interleaved([rising(3, 3, 1), rising(4, 5, 2)]);
  it('puts the flows of one particle side by side, at the frames of the finest', () => {
    expect([all.particleCount, all.frameCount]).toEqual([6, 5]);
    const last = Array.from(all.frames.subarray(4 * 12));
    expect(last).toEqual([0, 1, 0, 2, 1, 1, 1, 2, 2, 1, 2, 2]);
    expect(all.frames[12 + 1]).toBeCloseTo(0.25, 6);
  });
  it('marks each with its flow', () => {
    expect(Array.from(all.conditions)).toEqual([0, 1, 0, 1, 0, 1]);
    expect(Array.from(interleaved([rising(1, 2, 1)], () => 2.5).conditions)).toEqual([2.5]);
  });
});

describe('displacement', () => {
  const [a, b] = [rising(4, 3, 1), rising(4, 3, 3)];
  it('grows with t from zero at the common source', () => {
    expect(displacement(a, b, 0)).toEqual({ mean: 0, most: 0 });
    expect(displacement(a, b, 0.5).mean).toBeCloseTo(1, 6);
    expect(displacement(a, b, 1)).toEqual({ mean: 2, most: 2 });
  });
  it('has a scale of round numbers above nearly all', () => {
    expect(displacementScale(a, b)).toBe(2);
    expect(displacementScale(a, rising(4, 3, 1.13))).toBeCloseTo(0.15, 6);
  });
});
