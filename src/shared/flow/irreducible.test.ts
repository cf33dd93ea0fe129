import { describe, expect, test } from 'vitest';
import { PATHS } from '../model/names.ts';
import { ringConfig } from '../model/presets.ts';
import type { RunConfig } from '../model/run-config.ts';
import type { GaussianMixture } from './dataset.ts';
import { irreducibleLossAt, irreducibleLossOf, lossFloorProblem } from './exact-truth.ts';
import { lossBetweenModes, lossWithinModes, lossWithinModesAt, type Pairing, STANDARD_NORMAL } from './irreducible.ts';
import { scheduleAt } from './path.ts';
import { RandomStream } from './random.ts';
import { pathPoint } from './schedule.ts';

const TWO: GaussianMixture = {
  means: [
    [1, 0.5],
    [-1.2, -0.3],
  ],
  std: 0.4,
};
const THREE: GaussianMixture = {
  means: [
    [2, 0],
    [-1, 1.5],
    [-1, -1.5],
  ],
  std: 0.6,
};
const pathOf = (kind: (typeof PATHS)[number]) => (t: number) => scheduleAt({ kind, params: {} }, t);

/** E[dxt | xt] by Bayes over every pair of modes, each Gaussian by itself: written out from the joint covariance. */
function expectation({ source, data, at }: Pairing, xt: readonly number[], t: number, only: number | null): number[] {
  const { alphaT, sigmaT, dAlphaT, dSigmaT } = at(t);
  const variance = alphaT ** 2 * data.std ** 2 + sigmaT ** 2 * source.std ** 2;
  const covariance = alphaT * dAlphaT * data.std ** 2 + sigmaT * dSigmaT * source.std ** 2;
  const pairs = source.means.flatMap((nu) =>
    data.means.filter((_, k) => only === null || k === only).map((mu) => [nu, mu] as const),
  );
  const mean = (pair: (typeof pairs)[number], axis: 0 | 1) => sigmaT * pair[0][axis] + alphaT * pair[1][axis];
  const squared = (pair: (typeof pairs)[number]) =>
    ((xt[0] as number) - mean(pair, 0)) ** 2 + ((xt[1] as number) - mean(pair, 1)) ** 2;
  const logs = pairs.map((pair) => -squared(pair) / (2 * variance));
  const largest = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return ([0, 1] as const).map((axis) =>
    pairs.reduce((sum, pair, i) => {
      const own = dSigmaT * pair[0][axis] + dAlphaT * pair[1][axis];
      const here = own + (covariance / variance) * ((xt[axis] as number) - mean(pair, axis));
      return sum + ((weights[i] as number) / total) * here;
    }, 0),
  );
}

/** Mean of ½‖dxt − E[dxt | xt]‖² over draws of x0, x1 and t, with its standard error. `known`: the model is told the mode. */
function simulated(pairing: Pairing, n: number, timeOf: (i: number, random: RandomStream) => number, known = false) {
  const random = new RandomStream(9, 'evaluation');
  let [sum, squares] = [0, 0];
  const drawn = ({ means, std }: GaussianMixture, k: number) =>
    (means[k] as readonly [number, number]).map((mean) => mean + std * random.normal());
  for (let i = 0; i < n; i++) {
    const t = timeOf(i, random);
    const k = random.integer(pairing.data.means.length);
    const x1 = drawn(pairing.data, k);
    const x0 = drawn(pairing.source, random.integer(pairing.source.means.length));
    const { xt, dxt } = pathPoint(pairing.at(t), x0, x1);
    const u = expectation(pairing, xt, t, known ? k : null);
    const loss = dxt.reduce((total, v, axis) => total + (v - (u[axis] as number)) ** 2, 0) / 2;
    sum += loss;
    squares += loss ** 2;
  }
  const mean = sum / n;
  return { mean, error: Math.sqrt((squares / n - mean ** 2) / n) };
}

const anywhere = (n: number) => (i: number, random: RandomStream) => (i + random.uniform()) / n;
const STEEP: readonly string[] = ['square-root', 'circular'];

test('one mode from a Gaussian leaves π/2 of its deviation on the linear path, and nothing between modes', () => {
  const pairing = { source: STANDARD_NORMAL, data: { means: [[1, 2]], std: 0.25 }, at: pathOf('linear') } as const;
  expect(lossWithinModes(pairing)).toBeCloseTo((0.25 * Math.PI) / 2, 7);
  expect(lossBetweenModes(pairing, false)).toEqual({ value: 0, standardError: 0 });
  expect(lossWithinModes({ ...pairing, data: { means: [[1, 2]], std: 0 } })).toBe(0);
});

describe.each(PATHS)('the %s path', (kind) => {
  const fromNoise: Pairing = { source: STANDARD_NORMAL, data: TWO, at: pathOf(kind) };

  test('the irreducible loss is what remains of drawn velocities when their expectation is known', () => {
    const within = lossWithinModes(fromNoise);
    // Where it grows as 1/(1 − t), the mean depends on the last few times, so there is no figure.
    if (STEEP.includes(kind)) return expect(within).toBeNull();
    const between = lossBetweenModes(fromNoise, false);
    const { mean, error } = simulated(fromNoise, 40_000, anywhere(40_000));
    const off = Math.abs(mean - (within ?? Number.NaN) - between.value);
    expect(off).toBeLessThan(4 * Math.hypot(error, between.standardError) + 0.01);
  });

  test.each([0.1, 0.7, 0.99, 0.99999])('at t = %d the loss within modes is that of drawn velocities', (t) => {
    const { mean, error } = simulated(fromNoise, 20_000, () => t, true);
    expect(Math.abs(mean - lossWithinModesAt(fromNoise, t))).toBeLessThan(4.5 * error);
  });
});

describe.each(['linear', 'cosine', 'polynomial'] as const)('from a mixture on the %s path', (kind) => {
  const pairing: Pairing = { source: THREE, data: TWO, at: pathOf(kind) };

  test.each([false, true])('the loss agrees with simulation; the mode is told: %s', (known) => {
    const between = lossBetweenModes(pairing, known);
    const { mean, error } = simulated(pairing, 30_000, anywhere(30_000), known);
    const off = Math.abs(mean - (lossWithinModes(pairing) ?? Number.NaN) - between.value);
    expect(off).toBeLessThan(4 * Math.hypot(error, between.standardError));
  });
});

test('turned round, a linear path leaves as much', () => {
  const there = { source: THREE, data: TWO, at: pathOf('linear') };
  const back = { source: TWO, data: THREE, at: pathOf('linear') };
  expect(lossWithinModes(there)).toBeCloseTo(lossWithinModes(back) ?? Number.NaN, 5);
  const [a, b] = [lossBetweenModes(there, false), lossBetweenModes(back, false)];
  expect(Math.abs(a.value - b.value)).toBeLessThan(4 * Math.hypot(a.standardError, b.standardError));
});

const ring = ringConfig('onehot', 'gaussian', 1);
const floorOf = (run: RunConfig) => irreducibleLossOf(run)?.value ?? Number.NaN;

test('a class that is dropped at times leaves the loss of both kinds of draws', () => {
  const dropped = { ...ring, guidance: { dropout: 0.2, weight: 1 } };
  const without = floorOf({ ...ring, model: 'unconditional' });
  expect(floorOf(dropped)).toBeCloseTo(0.8 * floorOf(ring) + 0.2 * without, 10);
});

test('given its times, a steep path has a loss floor too; a settled one has nearly its own', () => {
  const times = Float64Array.from({ length: 4000 }, (_, i) => (i + 0.5) / 4000);
  expect(irreducibleLossAt(ring, times)?.value).toBeCloseTo(floorOf(ring), 4);
  for (const kind of ['square-root', 'circular'] as const) {
    const steep: RunConfig = { ...ring, path: { kind, params: {} } };
    expect(irreducibleLossOf(steep)).toBeNull();
    expect(lossFloorProblem(steep)).toMatch(/times near the data/);
    const at = (t: number) => irreducibleLossAt(steep, [t])?.value ?? Number.NaN;
    // It grows as 1/(1 − t) there.
    expect(at(1 - 1e-5) / at(1 - 1e-4)).toBeGreaterThan(8);
    expect(irreducibleLossAt(steep, [0.5, 0.9])?.value).toBeCloseTo((at(0.5) + at(0.9)) / 2, 10);
  }
  expect(lossFloorProblem(ring)).toBeNull();
  expect(lossFloorProblem(ringConfig('radius', 'gaussian', 1))).toBeNull();
  expect(irreducibleLossAt(ringConfig('onehot', 'uniform', 1), times)).toBeNull();
});
