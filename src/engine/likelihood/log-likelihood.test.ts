import { beforeAll, describe, expect, test } from 'vitest';
import { sourceLogDensity } from '../../shared/flow/source-density.ts';
import { drawSource } from '../../shared/flow/sources.ts';
import type { GraphField } from '../integration.ts';
import { LoopCache } from '../loop-cache.ts';
import { loadTensorFlow, tf } from '../tensorflow.ts';
import { type LikelihoodTask, logLikelihood } from './log-likelihood.ts';

beforeAll(async () => {
  await loadTensorFlow();
});

const MEAN = [1.5, -1] as const;
const STD = 0.5;
const linear = { kind: 'linear', params: {} } as const;
const gaussian = sourceLogDensity({ source: { name: 'gaussian' }, path: linear });
if (!gaussian) throw new Error('A gaussian has a density.');

/** u_t(x) = μ + g (x − tμ), g = (tσ² − (1 − t)) / ((1 − t)² + t²σ²): the exact flow from N(0, I) to N(μ, σ²I). */
const field: GraphField = {
  name: 'gaussian to gaussian',
  constants: [],
  velocity: (x, t) => {
    const mean = tf.tensor2d([...MEAN], [1, 2]);
    const rest = tf.sub(1, t);
    const gain = t
      .mul(STD ** 2)
      .sub(rest)
      .div(rest.square().add(t.square().mul(STD ** 2)));
    return x.sub(mean.mul(t)).mul(gain).add(mean);
  },
};

/** A field whose divergence differs from place to place and whose Jacobian is not diagonal. */
const swirl: GraphField = {
  name: 'swirl',
  constants: [],
  velocity: (x, t) => tf.matMul(tf.tanh(x.add(t)), tf.tensor2d([0.7, 0.9, -1.1, 0.4], [2, 2])),
};

const analytic = (x: number, y: number, t: number) => {
  const variance = (1 - t) ** 2 + (t * STD) ** 2;
  const square = (x - t * MEAN[0]) ** 2 + (y - t * MEAN[1]) ** 2;
  return -square / (2 * variance) - Math.log(2 * Math.PI * variance);
};

async function measured(change: Partial<LikelihoodTask>, flow = field) {
  const loops = new LoopCache();
  const result = await logLikelihood(loops, {
    ...{ points: new Float32Array(2), t: 1, source: gaussian as never, solver: 'rk4', steps: 60 },
    ...{ rtol: 1e-6, atol: 1e-6, probes: 0, seed: 1 },
    withField: (_rows, work) => work(flow),
    ...change,
  });
  loops.dispose();
  return result;
}

/** Points of N(μ, σ²I) and some far from it. */
const POINTS = drawSource({ name: 'gaussian' }, 2, 300).map((value, k) => STD * value * 1.5 + (MEAN[k % 2] as number));

describe('the exact flow between two Gaussians', () => {
  test.each(['rk4', 'dopri5'] as const)('has the analytic density to 1e-4 by %s', async (solver) => {
    const { logp, spread, outside } = await measured({ points: POINTS, solver });
    logp.forEach((value, i) => {
      const exact = analytic(POINTS[2 * i] as number, POINTS[2 * i + 1] as number, 1);
      expect(Math.abs(value - exact)).toBeLessThan(1e-4);
    });
    expect(spread).toBeNull();
    expect(outside).toBe(0);
  });

  test.each([0, 0.3, 0.8])('also at t = %f', async (t) => {
    const { logp } = await measured({ points: POINTS, t });
    logp.forEach((value, i) => {
      const exact = analytic(POINTS[2 * i] as number, POINTS[2 * i + 1] as number, t);
      expect(Math.abs(value - exact)).toBeLessThan(1e-4);
    });
  });

  test('more points than one block are all measured, in order', async () => {
    const points = drawSource({ name: 'gaussian' }, 4, 5000);
    const { logp } = await measured({ points, steps: 40 });
    for (const i of [0, 4095, 4096, 4999]) {
      expect(logp[i]).toBeCloseTo(analytic(points[2 * i] as number, points[2 * i + 1] as number, 1), 3);
    }
  });
});

test('Hutchinson agrees with the exact divergence within its spread, and its spread shrinks with more probes', async () => {
  const points = drawSource({ name: 'gaussian' }, 6, 100);
  const exact = await measured({ points, steps: 20 }, swirl);
  const few = await measured({ points, steps: 20, probes: 4 }, swirl);
  const many = await measured({ points, steps: 20, probes: 64 }, swirl);
  const spreadOf = (values: Float32Array | null) => (values as Float32Array).reduce((sum, s) => sum + s, 0) / 100;
  expect(spreadOf(few.spread)).toBeGreaterThan(0.05);
  expect(spreadOf(few.spread) / spreadOf(many.spread)).toBeGreaterThan(2.5);
  // Unbiased: standardised differences have mean 0 and deviation 1 over 100 independent points.
  const scores = many.logp.map(
    (value, i) => (value - (exact.logp[i] as number)) / ((many.spread as Float32Array)[i] as number),
  );
  const mean = scores.reduce((sum, score) => sum + score, 0) / 100;
  const square = scores.reduce((sum, score) => sum + score ** 2, 0) / 100;
  expect(Math.abs(mean)).toBeLessThan(0.4);
  expect(square).toBeLessThan(1.7);
  expect(await measured({ points, steps: 20, probes: 4 }, swirl)).toEqual(few);
});

test('one probe has no spread, and a symmetric Jacobian without mixed terms needs no more', async () => {
  const { logp, spread } = await measured({ points: POINTS, probes: 1 });
  expect(spread).toBeNull();
  expect(logp[0]).toBeCloseTo(analytic(POINTS[0] as number, POINTS[1] as number, 1), 3);
});

test('points that come from outside a uniform source have no density and are counted', async () => {
  const source = sourceLogDensity({ source: { name: 'uniform' }, path: linear }) as never;
  const still: GraphField = { name: 'still', constants: [], velocity: (x) => x.mul(0) };
  const { logp, outside } = await measured({ points: Float32Array.of(0, 0, 3, -3, 3.6, 0), source }, still);
  expect([...logp]).toEqual([Math.fround(-Math.log(49)), Math.fround(-Math.log(49)), -Infinity]);
  expect(outside).toBe(1);
});
