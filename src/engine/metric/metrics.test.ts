import { expect, test } from 'vitest';
import { drawFresh } from '../../shared/flow/draw.ts';
import { RandomStream } from '../../shared/flow/random.ts';
import type { Trajectories } from '../../shared/model/records.ts';
import { accuracy, modeCoverage, modeEntropy, modeShares, nearestModes, shareWithin3Std } from './modes.ts';
import { medianDistance, pairDistances } from './pair-sums.ts';
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

/** n points of N((x, 0), deviation²·I). */
function normal(n: number, x: number, deviation: number, seed: number): Float32Array {
  const random = new RandomStream(seed, 'evaluation');
  return Float32Array.from({ length: 2 * n }, (_, i) => deviation * random.normal() + (i % 2 === 0 ? x : 0));
}

test('W2 of two Gaussians is √(‖m‖² + 2(σ₁ − σ₂)²) as n grows', () => {
  // Isotropic Gaussians in the plane: W2² = ‖m₁ − m₂‖² + 2(σ₁ − σ₂)².
  const [a, b] = [normal(1500, 0, 1, 1), normal(1500, 3, 2, 2)];
  expect(Math.abs(wasserstein2(a, b) - Math.sqrt(9 + 2))).toBeLessThan(0.15);
});

test('energy distance and MMD of two standard Gaussians at distance d have their closed forms', () => {
  const n = 1500;
  const [d, h] = [3, 1.5];
  const { energyDistance, mmd } = pairDistances(normal(n, 0, 1, 5), normal(n, d, 1, 6), h);
  // X − Y ~ N((d, 0), 2I): E‖·‖ by quadrature over the Rice density, and √π for d = 0.
  const meanNorm = (shift: number) => {
    let sum = 0;
    const cells = 400;
    for (let i = 0; i < cells; i++) {
      for (let j = 0; j < cells; j++) {
        const [x, y] = [-6 + (12 * (i + 0.5)) / cells, -6 + (12 * (j + 0.5)) / cells];
        const density = Math.exp(-(x * x + y * y) / 2) / (2 * Math.PI);
        sum += density * Math.hypot(shift + Math.SQRT2 * x, Math.SQRT2 * y) * (12 / cells) ** 2;
      }
    }
    return sum;
  };
  expect(meanNorm(0)).toBeCloseTo(Math.sqrt(Math.PI), 3);
  expect(Math.abs(energyDistance - 2 * (meanNorm(d) - meanNorm(0)))).toBeLessThan(0.25);
  // E k(X, Y) = h²/(h² + 2) · exp(−d² / 2(h² + 2)) in the plane.
  const kernel = (shift: number) => ((h * h) / (h * h + 2)) * Math.exp((-shift * shift) / (2 * (h * h + 2)));
  expect(Math.abs(mmd - 2 * (kernel(0) - kernel(d)))).toBeLessThan(0.03);
});

test('both pair distances of a set with itself are 0, and the kernel is as wide as the median distance', () => {
  const a = normal(300, 0, 1, 7);
  const same = pairDistances(a, a, 1);
  expect(same.energyDistance).toBeCloseTo(0, 12);
  expect(same.mmd).toBeCloseTo(0, 12);
  expect(medianDistance(Float32Array.of(0, 0, 1, 0, 4, 0))).toBe(3);
  // The distance of two standard normal points in the plane has the median √(4 ln 2).
  expect(Math.abs(medianDistance(normal(600, 0, 1, 8)) - Math.sqrt(4 * Math.log(2)))).toBeLessThan(0.1);
  expect(medianDistance(new Float32Array(20))).toBe(1);
});

test('mode coverage asks for a tenth of a mode’s due near it, and entropy is 1 for even shares', () => {
  const line = { means: [[0, 0] as const, [10, 0] as const, [20, 0] as const], std: 1 };
  const at = (...counts: number[]) =>
    Float32Array.from(counts.flatMap((count, k) => new Array(count).fill([10 * k, 0]).flat()));
  const coverage = (...counts: number[]) => modeCoverage(nearestModes(at(...counts), line), line);
  expect(coverage(30, 30, 30)).toBe(1);
  expect(coverage(58, 30, 2)).toBeCloseTo(2 / 3, 12);
  expect(coverage(90, 0, 0)).toBeCloseTo(1 / 3, 12);
  // Nearest to the second mode, but far from it.
  expect(modeCoverage(nearestModes(Float32Array.of(0, 0, 14, 0, 20, 0), line), line)).toBeCloseTo(2 / 3, 12);
  expect(modeEntropy([0.25, 0.25, 0.25, 0.25])).toBeCloseTo(1, 12);
  expect(modeEntropy([1, 0])).toBe(0);
  expect(modeEntropy([0.5, 0.5, 0])).toBeCloseTo(Math.log(2) / Math.log(3), 12);
});
