import { expect, test } from 'vitest';
import { runCli } from '../testing/run-cli.ts';
import { pathResult } from './path.ts';

const at = (kind: Parameters<typeof pathResult>[0]['kind'], t: number, x0: number[], x1: number[]) =>
  pathResult({ kind, params: {} }, { t, x0, x1 });

test('the worked example of the circular path', () => {
  const { xt, dxt, score } = at('circular', 0.6, [0.5], [1]);
  expect(xt[0]).toBeCloseTo(1, 12);
  expect(dxt[0]).toBeCloseTo(0.625, 12);
  // −x0 / σ with σ = 0.8.
  expect(score?.[0]).toBeCloseTo(-0.625, 12);
});

test('the score is left out where there is no noise, and for other sources', () => {
  expect(at('linear', 1, [1, 1], [6, 6])).toEqual({
    alphaT: 1,
    sigmaT: 0,
    dAlphaT: 1,
    dSigmaT: -1,
    xt: [6, 6],
    dxt: [5, 5],
  });
  expect(at('cosine', 1, [1], [2])).not.toHaveProperty('score');
  const uniform = { t: 0.5, x0: [1], x1: [2], source: 'uniform' } as const;
  expect(pathResult({ kind: 'linear', params: {} }, uniform)).not.toHaveProperty('score');
  expect(() => pathResult({ kind: 'circular', params: {} }, uniform)).toThrow(/defined for a Gaussian source/);
});

test('the command prints exactly these fields as JSON, for points of any dimension', async () => {
  const words = ['path', 'polynomial:n=3', '--t', '0.5', '--x0', '-1,0,2', '--x1', '3,-4,0', '--json'];
  const { code, stdout } = await runCli(words, { library: '/nowhere' });
  expect(code).toBe(0);
  const result = JSON.parse(stdout);
  expect(Object.keys(result)).toEqual(['alphaT', 'sigmaT', 'dAlphaT', 'dSigmaT', 'xt', 'dxt', 'score']);
  expect(result).toMatchObject({ alphaT: 0.125, sigmaT: 0.875, dAlphaT: 0.75, dSigmaT: -0.75, xt: [-0.5, -0.5, 1.75] });
});
