import { expect, test } from 'vitest';
import { drawFresh } from '../../shared/flow/draw.ts';
import type { Trajectories } from '../../shared/model/records.ts';
import { accuracy, modeShares, nearestModes, shareWithin3Std } from './modes.ts';
import { radiusError, radiusErrors } from './radius.ts';
import { slicedWasserstein2 } from './sliced.ts';
import { pathRatio } from './straightness.ts';
import { wasserstein2 } from './wasserstein.ts';

const RING = { name: 'ring', params: { modes: 8, radius: 3, std: 0.25 } } as const;
const shifted = (points: Float32Array, x: number, y: number) => points.map((value, i) => value + (i % 2 === 0 ? x : y));

test('W2 and sliced W2 of a set with itself in another order are 0', () => {
  const { points } = drawFresh(RING, 200, 1);
  const reversed = Float32Array.from({ length: 400 }, (_, i) => points[2 * (199 - (i >> 1)) + (i % 2)] ?? 0);
  expect(wasserstein2(points, reversed)).toBe(0);
  expect(slicedWasserstein2(points, reversed)).toBe(0);
});

test('a translation by d has W2 = ‖d‖, and sliced W2 = ‖d‖/√2', () => {
  const { points } = drawFresh(RING, 300, 2);
  const moved = shifted(points, 3, 4);
  expect(wasserstein2(points, moved)).toBeCloseTo(5, 5);
  expect(slicedWasserstein2(points, moved)).toBeCloseTo(5 / Math.SQRT2, 2);
});

test('W2 is symmetric, at least the sliced W2, and refuses sets of different size', () => {
  const a = drawFresh(RING, 150, 1).points;
  const b = drawFresh(RING, 150, 2).points;
  expect(wasserstein2(a, b)).toBeCloseTo(wasserstein2(b, a), 10);
  expect(wasserstein2(a, b)).toBeGreaterThan(slicedWasserstein2(a, b));
  expect(() => wasserstein2(a, b.subarray(2))).toThrow(/same size/);
});

const CROSS = { means: [[1, 0] as const, [0, 1] as const, [-1, 0] as const], std: 0.1 };

test('modes: nearest mode, shares, 3-std share and accuracy of hand-made samples', () => {
  const nearest = nearestModes(Float32Array.of(1.1, 0, 0.9, 0.2, 0, 1.29, 0, 1.31), CROSS);
  expect([...nearest.mode]).toEqual([0, 0, 1, 1]);
  expect(modeShares(nearest, 3)).toEqual([0.5, 0.5, 0]);
  expect(shareWithin3Std(nearest, CROSS.std)).toBe(0.75);
  expect(accuracy(nearest, [0, 1, 1, 2])).toBe(0.5);
});

test('radius error is mean |‖x‖ − r|, in all and for every asked radius', () => {
  const samples = Float32Array.of(3, 4, 0, 2, 1, 0);
  expect(radiusError(samples, [5, 3, 3])).toBeCloseTo((0 + 1 + 2) / 3, 6);
  expect(radiusErrors(samples, [5, 3, 3])).toEqual([
    { radius: 3, value: 1.5, n: 2 },
    { radius: 5, value: 0, n: 1 },
  ]);
});

test('path length over chord: a right angle gives √2, a straight path 1, a resting particle is left out', () => {
  const trajectories: Trajectories = {
    frames: Float32Array.of(0, 0, 0, 0, 5, 5, /**/ 1, 0, 1, 0, 5, 5, /**/ 1, 1, 2, 0, 5, 5),
    frameCount: 3,
    particleCount: 3,
    times: Float32Array.of(0, 0.5, 1),
    conditions: new Float32Array(3),
  };
  const { value, n } = pathRatio(trajectories);
  expect(n).toBe(2);
  expect(value).toBeCloseTo((Math.SQRT2 + 1) / 2, 6);
});
