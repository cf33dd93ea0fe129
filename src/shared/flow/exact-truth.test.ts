import { expect, test } from 'vitest';
import { ringConfig } from '../model/presets.ts';
import { exactFlowProblem, exactLogDensity, hasExactFlow } from './exact-truth.ts';

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
    expect(hasExactFlow(run)).toBe(false);
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
