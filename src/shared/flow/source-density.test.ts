import { expect, test } from 'vitest';
import { likelihoodProblem, sourceLogDensity } from './source-density.ts';
import type { SourceSpec } from './sources.ts';

const linear = { kind: 'linear', params: {} } as const;
const exploding = { kind: 'variance-exploding', params: { sigmaMin: 0.01, sigmaMax: 2 } } as const;

/** ∫ p0 over [−half, half]² by the midpoint rule. */
function mass(source: SourceSpec, path: Parameters<typeof sourceLogDensity>[0]['path'], half: number) {
  const log = sourceLogDensity({ source, path });
  if (!log) throw new Error('It has a density.');
  const cells = 200;
  const width = (2 * half) / cells;
  let sum = 0;
  for (let i = 0; i < cells; i++) {
    for (let j = 0; j < cells; j++) sum += Math.exp(log(-half + (i + 0.5) * width, -half + (j + 0.5) * width));
  }
  return sum * width ** 2;
}

test.each([
  ['gaussian', linear, 6],
  ['uniform', linear, 5],
  ['8-gaussians', linear, 8],
  ['gaussian', exploding, 12],
] as const)('%s on %o integrates to 1', (name, path, half) => {
  expect(mass({ name }, path, half)).toBeCloseTo(1, name === 'uniform' ? 1 : 3);
});

test('far from a mixture the logarithm stays finite, outside the uniform square it is −∞', () => {
  const log = (name: SourceSpec['name']) => sourceLogDensity({ source: { name }, path: linear });
  expect(log('8-gaussians')?.(200, 200)).toBeLessThan(-1e4);
  expect(Number.isFinite(log('8-gaussians')?.(200, 200))).toBe(true);
  expect(log('uniform')?.(3.6, 0)).toBe(Number.NEGATIVE_INFINITY);
});

test('sources without a density are refused with the reason', () => {
  expect(sourceLogDensity({ source: { name: 'shape' }, path: linear })).toBeNull();
  expect(likelihoodProblem({ source: { name: 'shape' }, path: linear })).toMatch(/this run starts from shape/);
  expect(likelihoodProblem({ source: { name: 'gaussian' }, path: linear })).toBeNull();
});
