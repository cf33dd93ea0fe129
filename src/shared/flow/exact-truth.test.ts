import { expect, test } from 'vitest';
import { ringConfig } from '../model/presets.ts';
import { exactFlowProblem, exactLogDensity, exactVelocity } from './exact-truth.ts';

test('a run without a closed form says why, and one with it says nothing', () => {
  const ring = ringConfig('onehot', 'gaussian', 1);
  expect(exactFlowProblem(ring)).toBeNull();
  const others = [
    [ringConfig('onehot', 'uniform', 1), /Gaussian source/],
    [ringConfig('radius', 'gaussian', 1), /continuous condition/],
    [{ ...ring, coupling: { ...ring.coupling, kind: 'ot' as const } }, /independent pairs/],
    [{ ...ring, model: 'unconditional' as const, data: { name: 'moons' as const, params: {} } }, /mixtures/],
  ] as const;
  for (const [run, reason] of others) {
    expect(exactFlowProblem(run)).toMatch(reason);
    expect(exactVelocity(run, null)).toBeNull();
  }
});

test('a guided flow is another one than that of its path: at any weight but 1 it has no exact truth', () => {
  const ring = ringConfig('onehot', 'gaussian', 1);
  expect(exactFlowProblem(ring, 2)).toMatch(/w ≠ 1/);
  expect(exactFlowProblem(ring, 0)).toMatch(/w ≠ 1/);
  expect(exactFlowProblem(ring, 1)).toBeNull();
  const guided = { ...ring, guidance: { dropout: 0.1, weight: 3 } };
  expect(exactFlowProblem(guided)).toMatch(/w ≠ 1/);
  expect(exactFlowProblem(guided, 1)).toBeNull();
});

test('the exact field of one Gaussian is the formula, on another path too', () => {
  // Data N(μ, τ²I) alone: u = α̇μ + (α̇ατ² + σ̇σ)/(σ² + α²τ²)·(x − αμ).
  const base = ringConfig('onehot', 'gaussian', 1);
  const [x, y, t] = [0.7, -1.3, 0.35];
  const out = new Float64Array(2);
  const half = Math.PI / 2;
  const paths = [
    [{ kind: 'linear', params: {} }, t, 1 - t, 1, -1],
    [
      { kind: 'cosine', params: {} },
      Math.sin(half * t),
      Math.cos(half * t),
      half * Math.cos(half * t),
      -half * Math.sin(half * t),
    ],
  ] as const;
  for (const [path, alpha, sigma, dAlpha, dSigma] of paths) {
    exactVelocity({ ...base, path }, 2)?.(x, y, t, out);
    const gain = (dAlpha * alpha * 0.25 ** 2 + dSigma * sigma) / (sigma ** 2 + (alpha * 0.25) ** 2);
    // Mode 2 of 8 on the ring of radius 3 lies at (0, 3).
    expect(out[0]).toBeCloseTo(gain * x, 10);
    expect(out[1]).toBeCloseTo(3 * dAlpha + gain * (y - 3 * alpha), 10);
  }
});

test('the exact density of a class run is that of each class, and without a class the mean over all', () => {
  const ring = ringConfig('onehot', 'gaussian', 1);
  for (const t of [0, 0.4, 1]) {
    const of = (label: number | null) => Math.exp(exactLogDensity(ring, label)?.(1.2, -0.7, t) ?? Number.NaN);
    const mean = Array.from({ length: 8 }, (_, label) => of(label) / 8).reduce((sum, each) => sum + each, 0);
    expect(of(null) / mean).toBeCloseTo(1, 10);
  }
  const atSource = exactLogDensity(ring, 3)?.(1, 2, 0);
  expect(atSource).toBeCloseTo(-2.5 - Math.log(2 * Math.PI), 10);
  expect(exactLogDensity(ringConfig('radius', 'gaussian', 1), null)).toBeNull();
});
