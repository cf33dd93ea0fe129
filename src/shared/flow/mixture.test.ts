import { describe, expect, test } from 'vitest';
import { PATHS } from '../model/names.ts';
import type { GaussianMixture } from './dataset.ts';
import { DATASETS } from './datasets.ts';
import { exactFlow } from './exact-flow.ts';
import { mixtureDensity, mixtureVelocity } from './mixture.ts';
import { scheduleAt } from './path.ts';
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

test('the exact flow of a single Gaussian is the affine map x1 = μ + σ·x0', () => {
  const source = drawSource({ name: 'gaussian' }, 1, 20);
  const single = mixtureVelocity({ means: [[2, -1]], std: 0.3 });
  const flow = exactFlow(() => single, source, { frameCount: 9, substeps: 20 });
  expect([...flow.times]).toEqual([0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1]);
  expect([...flow.frames.subarray(0, 40)]).toEqual([...source]);
  for (let i = 0; i < 20; i++) {
    expect(flow.frames[(8 * 20 + i) * 2]).toBeCloseTo(2 + 0.3 * (source[2 * i] ?? 0), 4);
    expect(flow.frames[(8 * 20 + i) * 2 + 1]).toBeCloseTo(-1 + 0.3 * (source[2 * i + 1] ?? 0), 4);
  }
});

test('the exact flow of the ring ends on its modes', () => {
  const velocity = mixtureVelocity(RING);
  const flow = exactFlow(() => velocity, drawSource({ name: 'gaussian' }, 3, 400), { frameCount: 33 });
  let inside = 0;
  for (let i = 0; i < 400; i++) {
    const x = flow.frames[(32 * 400 + i) * 2] ?? 0;
    const y = flow.frames[(32 * 400 + i) * 2 + 1] ?? 0;
    if (RING.means.some(([a, b]) => Math.hypot(x - a, y - b) <= 3 * RING.std)) inside++;
  }
  expect(inside / 400).toBeGreaterThan(0.97);
});

const TWO: GaussianMixture = {
  means: [
    [1, 0.5],
    [-1.2, -0.3],
  ],
  std: 0.4,
};

describe.each(PATHS)('the %s path', (kind) => {
  const at = (t: number) => scheduleAt({ kind, params: {} }, t);
  const density = (x: number, y: number, t: number) => mixtureDensity(TWO, x, y, t, at);

  test('density and velocity fulfil the continuity equation ∂p/∂t + ∇·(p u) = 0', () => {
    const velocity = mixtureVelocity(TWO, at);
    const out = new Float64Array(2);
    const flux = (x: number, y: number, t: number, axis: 0 | 1) => {
      velocity(x, y, t, out);
      return density(x, y, t) * (out[axis] as number);
    };
    const h = 1e-4;
    for (const [x, y, t] of [
      [0.3, -0.2, 0.2],
      [-0.9, 0.4, 0.5],
      [0.8, 0.6, 0.8],
    ] as const) {
      const change = (density(x, y, t + h) - density(x, y, t - h)) / (2 * h);
      const outX = (flux(x + h, y, t, 0) - flux(x - h, y, t, 0)) / (2 * h);
      const outY = (flux(x, y + h, t, 1) - flux(x, y - h, t, 1)) / (2 * h);
      expect(Math.abs(change + outX + outY)).toBeLessThan(3e-4 * Math.max(1, Math.abs(change)));
    }
  });
});
