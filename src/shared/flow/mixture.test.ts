import { expect, test } from 'vitest';
import type { GaussianMixture } from './dataset.ts';
import { DATASETS } from './datasets.ts';
import { exactFlow } from './exact-flow.ts';
import { irreducibleLoss, mixtureDensity, mixtureVelocity } from './mixture.ts';
import { RandomStream } from './random.ts';
import { drawSource } from './sources.ts';

const RING = ringMixture();

function ringMixture(): GaussianMixture {
  const mixture = DATASETS.ring.mixture?.(DATASETS.ring.defaults);
  if (!mixture) throw new Error('The ring is a mixture.');
  return mixture;
}

test.each([0, 0.4, 0.9, 1])('the density of the path integrates to 1 at t = %d', (t) => {
  const cells = 400;
  const extent = 6;
  const side = (2 * extent) / cells;
  let sum = 0;
  for (let i = 0; i < cells; i++) {
    for (let j = 0; j < cells; j++) {
      sum += mixtureDensity(RING, -extent + (i + 0.5) * side, -extent + (j + 0.5) * side, t);
    }
  }
  expect(sum * side * side).toBeCloseTo(1, 5);
});

/**
 * E[x1 − x0 | xt = x] by quadrature over x1 alone: given x1 and xt = x, x0 = (x − t·x1)/(1−t), so the posterior is
 * q(x1)·N(x0; 0, I) and dxt = (x1 − x)/(1−t).
 */
function conditionalExpectation(x: number, y: number, t: number): [number, number] {
  const cells = 500;
  const extent = 5;
  const side = (2 * extent) / cells;
  let total = 0;
  let sumX = 0;
  let sumY = 0;
  for (let i = 0; i < cells; i++) {
    for (let j = 0; j < cells; j++) {
      const a = -extent + (i + 0.5) * side;
      const b = -extent + (j + 0.5) * side;
      const sourceSquare = ((x - t * a) ** 2 + (y - t * b) ** 2) / (1 - t) ** 2;
      const weight = mixtureDensity(RING, a, b) * Math.exp(-sourceSquare / 2);
      total += weight;
      sumX += (weight * (a - x)) / (1 - t);
      sumY += (weight * (b - y)) / (1 - t);
    }
  }
  return [sumX / total, sumY / total];
}

test.each([
  [0.3, -0.2, 0.1],
  [1.1, 0.9, 0.5],
  [-2, 0.4, 0.7],
])('the velocity at (%d, %d), t = %d is the conditional expectation of x1 − x0', (x, y, t) => {
  const out = new Float64Array(2);
  mixtureVelocity(RING)(x, y, t, out);
  const [u1, u2] = conditionalExpectation(x, y, t);
  expect(out[0]).toBeCloseTo(u1, 6);
  expect(out[1]).toBeCloseTo(u2, 6);
});

test('the irreducible loss of one mode is σπ/2, and the estimate for the ring agrees with direct simulation', () => {
  const single = irreducibleLoss({ means: [[1, 2]], std: 0.25 }, 1000);
  expect(single.value).toBeCloseTo((0.25 * Math.PI) / 2, 12);
  expect(single.standardError).toBe(0);

  const estimate = irreducibleLoss(RING);
  const velocity = mixtureVelocity(RING);
  const out = new Float64Array(2);
  const n = 40_000;
  const random = new RandomStream(5, 'evaluation');
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const t = random.uniform();
    const [meanX, meanY] = RING.means[random.integer(RING.means.length)] ?? [0, 0];
    const x1 = [meanX + RING.std * random.normal(), meanY + RING.std * random.normal()] as const;
    const x0 = [random.normal(), random.normal()] as const;
    velocity((1 - t) * x0[0] + t * x1[0], (1 - t) * x0[1] + t * x1[1], t, out);
    const loss = ((x1[0] - x0[0] - (out[0] ?? 0)) ** 2 + (x1[1] - x0[1] - (out[1] ?? 0)) ** 2) / 2;
    sum += loss;
    squares += loss ** 2;
  }
  const error = Math.sqrt((squares / n - (sum / n) ** 2) / n);
  expect(Math.abs(sum / n - estimate.value)).toBeLessThan(4 * Math.hypot(error, estimate.standardError));
  expect(estimate.standardError).toBeLessThan(0.03);
});

test('the exact flow of a single Gaussian is the affine map x1 = μ + σ·x0', () => {
  const source = drawSource({ name: 'gaussian' }, 1, 20);
  const flow = exactFlow({ means: [[2, -1]], std: 0.3 }, source, { frameCount: 9, substeps: 20 });
  expect([...flow.times]).toEqual([0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1]);
  expect([...flow.frames.subarray(0, 40)]).toEqual([...source]);
  for (let i = 0; i < 20; i++) {
    expect(flow.frames[(8 * 20 + i) * 2]).toBeCloseTo(2 + 0.3 * (source[2 * i] ?? 0), 4);
    expect(flow.frames[(8 * 20 + i) * 2 + 1]).toBeCloseTo(-1 + 0.3 * (source[2 * i + 1] ?? 0), 4);
  }
});

test('the exact flow of the ring ends on its modes', () => {
  const flow = exactFlow(RING, drawSource({ name: 'gaussian' }, 3, 400), { frameCount: 33 });
  let inside = 0;
  for (let i = 0; i < 400; i++) {
    const x = flow.frames[(32 * 400 + i) * 2] ?? 0;
    const y = flow.frames[(32 * 400 + i) * 2 + 1] ?? 0;
    if (RING.means.some(([a, b]) => Math.hypot(x - a, y - b) <= 3 * RING.std)) inside++;
  }
  expect(inside / 400).toBeGreaterThan(0.97);
});
