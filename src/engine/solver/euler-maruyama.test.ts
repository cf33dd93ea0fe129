import { beforeAll, expect, test } from 'vitest';
import { SCHEDULES } from '../../shared/flow/schedule.ts';
import { drawSource } from '../../shared/flow/sources.ts';
import type { PathKind } from '../../shared/model/names.ts';
import { integrate } from '../integrate.ts';
import type { GraphField, Integration } from '../integration.ts';
import { LoopCache } from '../loop-cache.ts';
import { loadTensorFlow, tf } from '../tensorflow.ts';
import { noiseTable } from './euler-maruyama.ts';

beforeAll(async () => {
  await loadTensorFlow();
});

const MEAN = 2;
const STD = 0.5;

/**
 * The exact velocity of the flow from N(0, I) to N(2, 0.5² I) on the linear path:
 * u = 2 + g (x − 2t), g = (0.25 t − (1 − t)) / ((1 − t)² + 0.25 t²).
 */
const gaussian: GraphField = {
  name: 'gaussian',
  constants: [],
  velocity: (x, t) => {
    const rest = tf.sub(1, t);
    const gain = t
      .mul(STD ** 2)
      .sub(rest)
      .div(rest.square().add(t.square().mul(STD ** 2)));
    return x.sub(t.mul(MEAN)).mul(gain).add(MEAN);
  },
};

async function sampled(strength: number, change: Partial<Integration> = {}, n = 4000) {
  const loops = new LoopCache();
  const { at, defaults } = SCHEDULES.linear;
  const { frames } = await integrate(loops, gaussian, {
    ...{ start: drawSource({ name: 'gaussian' }, 3, n), width: 2, from: 0, to: 1, solver: 'euler-maruyama' },
    ...{ steps: 200, kept: [0, 200], rtol: 1, atol: 1 },
    noise: { strength, seed: 5, at: (t) => at(t, defaults) },
    ...change,
  });
  loops.dispose();
  return frames.slice(2 * n);
}

function momentsOf(values: Float32Array) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, std: Math.sqrt(variance) };
}

test.each([0, 0.5, 1, 2])('with noise %f the samples have the mean and the deviation of the data', async (strength) => {
  const { mean, std } = momentsOf(await sampled(strength));
  // 8000 numbers: the mean is known to 0.006, the deviation to 0.004.
  expect(Math.abs(mean - MEAN)).toBeLessThan(0.03);
  expect(Math.abs(std - STD)).toBeLessThan(0.02);
});

test('without noise it is Euler, bit for bit; with noise it is not', async () => {
  const euler = await sampled(0, { solver: 'euler' }, 100);
  expect(await sampled(0, {}, 100)).toEqual(euler);
  expect(await sampled(1, {}, 100)).not.toEqual(euler);
});

test('its noise belongs to seed, step and particle: the same again, other with another seed, the same in a larger batch', async () => {
  const few = await sampled(1, {}, 100);
  expect(await sampled(1, {}, 100)).toEqual(few);
  const { at, defaults } = SCHEDULES.linear;
  const other = await sampled(1, { noise: { strength: 1, seed: 6, at: (t) => at(t, defaults) } }, 100);
  expect(other).not.toEqual(few);
  const more = (await sampled(1, {}, 200)).slice(0, 200);
  more.forEach((value, k) => {
    expect(value).toBeCloseTo(few[k] as number, 4);
  });
});

test.each(Object.keys(SCHEDULES) as PathKind[])('the coefficients of the %s path are finite', (kind) => {
  const { at, defaults } = SCHEDULES[kind];
  for (const value of noiseTable((t) => at(t, defaults), 1, 100, 100)) expect(Number.isFinite(value)).toBe(true);
});
