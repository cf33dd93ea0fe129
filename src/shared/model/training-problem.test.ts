import { expect, test } from 'vitest';
import { configProblem } from './config-problem.ts';
import type { PathKind } from './names.ts';
import { PARAMETER_BUDGET, parameterCount } from './parameters.ts';
import { ringConfig } from './presets.ts';
import type { RunConfig } from './run-config.ts';

const ring = ringConfig('onehot', 'gaussian', 1);
const problem = (changes: Partial<RunConfig>) => configProblem({ ...ring, ...changes });
const network = (changes: Partial<RunConfig['network']>) => problem({ network: { ...ring.network, ...changes } });

test.each([
  ['square-root', true],
  ['circular', true],
  ['variance-exploding', true],
  ['variance-preserving', true],
  ['linear', false],
  ['cosine', false],
  ['polynomial', false],
] as const)('the %s path refuses the uniform source: %s', (kind: PathKind, refused) => {
  const path = { kind, params: {} };
  expect(problem({ path })).toBeNull();
  const told = problem({ path, source: { name: 'uniform', params: {} } });
  if (!refused) return expect(told).toBeNull();
  expect(told).toMatch(/defined for a Gaussian source.*linear, cosine or polynomial path/);
});

test('parameters of a path are checked by name and range', () => {
  const at = (kind: PathKind, params: Record<string, number>) => problem({ path: { kind, params } });
  expect(at('linear', { sigmaMin: 0.9 })).toMatch(/sigma-min is 0.9, but must be a number from 0 to 0.5/);
  expect(at('linear', { n: 2 })).toMatch(/no parameter n/);
  expect(at('cosine', { n: 2 })).toMatch(/no parameters/);
  expect(at('polynomial', { n: 3 })).toBeNull();
  expect(at('variance-preserving', { betaMin: 0.1, betaMax: 1 })).toMatch(/leaves 76 % of the data at t = 0/);
  expect(at('variance-preserving', { betaMax: 10 })).toBeNull();
});

test('noise that explodes cannot be paired', () => {
  const path = { kind: 'variance-exploding', params: {} } as const;
  expect(problem({ path, coupling: { ...ring.coupling, kind: 'ot' } })).toMatch(/where sampling has to begin/);
});

test('guidance needs a condition, and a weight needs dropout', () => {
  expect(problem({ guidance: { dropout: 0.1, weight: 3 } })).toBeNull();
  expect(problem({ guidance: { dropout: 0, weight: 3 } })).toMatch(/needs a condition dropout/);
  expect(problem({ model: 'unconditional', guidance: { dropout: 0.1, weight: 1 } })).toMatch(/has none/);
});

test('networks are checked before they start', () => {
  expect(network({ form: 'residual', hidden: [8] })).toMatch(/blocks of one width/);
  expect(network({ timeFeatures: 'fourier', timeWidth: 15 })).toMatch(/must be even/);
  expect(network({ form: 'plain', timeFeatures: 'raw', hidden: [1024, 16] })).toBeNull();
  expect(network({ width: 2048, depth: 12 })).toMatch(/at most 5\u2009000\u2009000 are allowed/);
  expect(parameterCount(ring)).toBeLessThan(PARAMETER_BUDGET / 50);
});

test('Euler–Maruyama needs the score, which only a Gaussian source with independent pairs gives', () => {
  const sampling = { ...ring.sampling, solver: 'euler-maruyama' } as const;
  expect(problem({ sampling })).toBeNull();
  expect(problem({ sampling, source: { name: 'uniform', params: {} } })).toMatch(
    /needs a gaussian source, not uniform/,
  );
  expect(problem({ sampling, coupling: { ...ring.coupling, kind: 'ot' } })).toMatch(/needs the independent coupling/);
});

test('a warm-up ends before the training does', () => {
  const optimizer = { ...ring.optimizer, warmup: 700 };
  expect(problem({ optimizer })).toMatch(/warm-up \(700 steps\) must be shorter than the training \(700 steps\)/);
  expect(problem({ optimizer, steps: 701 })).toBeNull();
});

test('the networks that the sources describe have the sizes they describe', () => {
  const unconditional = ringConfig('unconditional', 'gaussian', 1);
  const count = (changes: Partial<RunConfig['network']>) =>
    parameterCount({ ...unconditional, network: { ...unconditional.network, timeFeatures: 'raw', ...changes } });
  // Linear(3, 1024), Linear(1024, 16), Linear(16, 2).
  expect(count({ form: 'plain', hidden: [1024, 16] })).toBe(4 * 1024 + 1025 * 16 + 17 * 2);
  // Linear(3, 64), 2 × Linear(64, 64), Linear(64, 2).
  expect(count({ form: 'plain', width: 64, depth: 3 })).toBe(4 * 64 + 2 * 65 * 64 + 65 * 2);
  // x and t to 128, three blocks 128 → 512 → 128, Linear(128, 2).
  const blocks = 3 * (129 * 512 + 513 * 128);
  expect(count({ form: 'residual', width: 128, depth: 3 })).toBe(3 * 128 + 2 * 128 + blocks + 129 * 2);
});
