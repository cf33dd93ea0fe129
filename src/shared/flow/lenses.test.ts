import { describe, expect, it } from 'vitest';
import { ringConfig } from '../model/presets.ts';
import type { Trajectories } from '../model/records.ts';
import { divergenceAlong, divergenceGrid, scalarAt, type VelocityGrid } from './divergence.ts';
import { exactFlowOf } from './exact-ends.ts';
import { isInside, keptParticles } from './isolate.ts';
import { constantAlong, curvatureAlong, endDistances, mapEnds, pathEnergies, valuesAtTimes } from './path-lenses.ts';
import { drawSource } from './sources.ts';

type Place = (particle: number, t: number) => readonly [number, number];
function pathsOf(count: number, frameCount: number, place: Place, conditions = new Float32Array(count)): Trajectories {
  const times = Float32Array.from({ length: frameCount }, (_, frame) => frame / (frameCount - 1));
  const frames = new Float32Array(frameCount * count * 2);
  for (let frame = 0; frame < frameCount; frame++)
    for (let i = 0; i < count; i++) frames.set(place(i, times[frame] ?? 0), (frame * count + i) * 2);
  return { frames, frameCount, particleCount: count, times, conditions };
}
/** u = (a·x₁ + t, b·x₂) on a grid. */
function linearField(a: number, b: number, grid = 9, extent = 2): VelocityGrid {
  const times = [0, 0.5, 1];
  const values = new Float32Array(times.length * grid * grid * 2);
  const x = (i: number) => -extent + (2 * extent * i) / (grid - 1);
  times.forEach((t, time) => {
    for (let row = 0; row < grid; row++)
      for (let column = 0; column < grid; column++)
        values.set([a * x(column) + t, b * x(row)], ((time * grid + row) * grid + column) * 2);
  });
  return { values, times, grid, extent };
}

describe('divergence', () => {
  it('of a linear field is its trace, everywhere', () => {
    const grid = divergenceGrid(linearField(0.7, -0.2));
    for (const [x1, x2, t] of [
      [0, 0, 0],
      [1.9, -1.3, 0.6],
      [9, 9, 1],
    ] as const)
      expect(scalarAt(grid, x1, x2, t)).toBeCloseTo(0.5, 5);
  });
  it('is read between grid points and times', () => {
    const grid = { values: Float32Array.of(0, 1, 2, 3, 4, 5, 6, 7), times: [0, 1], grid: 2, extent: 1 };
    expect(scalarAt(grid, 0, 0, 0)).toBeCloseTo(1.5, 6);
    expect(scalarAt(grid, 1, -1, 0.5)).toBeCloseTo(3, 6);
  });
  it('is read along paths; a particle without a grid has none', () => {
    const paths = pathsOf(3, 65, (i, t) => [i * 0.2 * Math.exp(t), 0.1 * Math.exp(t)]);
    const grid = divergenceGrid(linearField(1, 1));
    const along = divergenceAlong(paths, (particle) => (particle === 2 ? undefined : grid));
    expect(along[64 * 3 + 1]).toBeCloseTo(2, 4);
    expect(along[64 * 3 + 2]).toBeNaN();
  });
});

describe('path lenses', () => {
  it('a circle of radius r has curvature 1/r, a straight line none', () => {
    const paths = pathsOf(2, 201, (i, t) => (i === 0 ? [2 * Math.cos(t), 2 * Math.sin(t)] : [t, 3 * t]));
    const curvature = curvatureAlong(paths);
    for (const frame of [0, 100, 200]) {
      expect(curvature[frame * 2]).toBeCloseTo(0.5, 2);
      expect(curvature[frame * 2 + 1]).toBeLessThan(0.02);
    }
  });
  it('a particle at rest has no curvature', () =>
    expect(Math.max(...curvatureAlong(pathsOf(1, 9, () => [1, 1])))).toBe(0));
  it('the energy of an even straight path is the squared distance, and no path between the same ends has less', () => {
    const [straight, bent] = pathEnergies(
      pathsOf(2, 101, (i, t) => [3 * t, i === 0 ? 4 * t : 4 * t + Math.sin(2 * Math.PI * t)]),
    );
    expect(straight).toBeCloseTo(25, 3);
    expect(bent).toBeGreaterThan(26);
  });
  it('is read at other times, linear between its own', () => {
    const values = Float32Array.of(0, 10, 2, 20, 4, 30);
    const own = Float32Array.of(0, 0.5, 1);
    expect(valuesAtTimes(values, own, Float32Array.of(0, 0.5, 1), 2)).toBe(values);
    expect([...valuesAtTimes(values, own, [0.25, 1], 2)]).toEqual([1, 15, 4, 30]);
  });
  it('is spread over the frames, and mapped between its percentiles', () => {
    expect(Array.from(constantAlong(Float32Array.of(1, 2), 2))).toEqual([1, 2, 1, 2]);
    expect(mapEnds(Float32Array.from({ length: 101 }, (_, i) => (i === 100 ? 1e9 : i)))).toEqual([2, 98]);
    expect(mapEnds(Float32Array.of(Number.NaN))).toEqual([0, 1]);
  });
});

describe('the exact flow of a run', () => {
  const ring = ringConfig('onehot', 'gaussian', 1);
  it('takes each class to its own mode, and is at no distance from itself', () => {
    const source = drawSource({ name: 'gaussian' }, 7, 16);
    const conditions = Float32Array.from({ length: 16 }, (_, i) => i % 8);
    const paths = pathsOf(16, 2, (i) => [source[2 * i] ?? 0, source[2 * i + 1] ?? 0], conditions);
    const exact = exactFlowOf(ring, paths);
    if (!exact) throw new Error('no exact flow');
    expect(Array.from(endDistances(exact, exact))).toEqual(new Array(16).fill(0));
    // The exact flow to one mode is x1 = μ + σ·x0.
    const last = (exact.frameCount - 1) * 16;
    for (let i = 0; i < 16; i++) {
      const angle = (2 * Math.PI * (i % 8)) / 8;
      const x = (exact.frames[2 * (last + i)] ?? 0) - 0.25 * (source[2 * i] ?? 0);
      const y = (exact.frames[2 * (last + i) + 1] ?? 0) - 0.25 * (source[2 * i + 1] ?? 0);
      expect(x).toBeCloseTo(3 * Math.cos(angle), 2);
      expect(y).toBeCloseTo(3 * Math.sin(angle), 2);
    }
  });
});

describe('isolating particles', () => {
  const square = [
    [0, 0],
    [2, 0],
    [2, 2],
    [0, 2],
  ] as const;
  it('knows inside from outside, also of a hollow shape', () => {
    expect([isInside([1, 1], square), isInside([3, 1], square), isInside([-1, 1], square)]).toEqual([
      true,
      false,
      false,
    ]);
    const hook = [
      [0, 0],
      [4, 0],
      [4, 4],
      [3, 4],
      [3, 1],
      [0, 1],
    ] as const;
    expect([isInside([3.5, 3], hook), isInside([1, 3], hook)]).toEqual([true, false]);
  });
  it('takes a region at any t, a condition, or an endpoint mode', () => {
    const paths = pathsOf(3, 3, (i, t) => [i, 2 * t], Float32Array.of(0, 1, 1));
    expect(
      Array.from(
        keptParticles(paths, {
          kind: 'region',
          t: 0.25,
          polygon: [
            [0.5, 0],
            [3, 0],
            [3, 1],
            [0.5, 1],
          ],
        }),
      ),
    ).toEqual([0, 1, 1]);
    expect(Array.from(keptParticles(paths, { kind: 'condition', value: 1 }))).toEqual([0, 1, 1]);
    const modes = [
      [0, 2],
      [2, 2],
    ] as const;
    expect(Array.from(keptParticles(paths, { kind: 'mode', mode: 1, modes }))).toEqual([0, 0, 1]);
  });
});
