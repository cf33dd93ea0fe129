import { expect, test } from 'vitest';
import { ringConfig } from '../model/presets.ts';
import { exactFlowProblem, hasExactFlow } from './exact-truth.ts';

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
