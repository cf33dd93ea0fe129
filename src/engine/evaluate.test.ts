import { beforeAll, expect, test } from 'vitest';
import { drawSource } from '../shared/flow/sources.ts';
import { parameterLayout } from '../shared/model/parameters.ts';
import { ringConfig } from '../shared/model/presets.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import { evaluate, evenDraws } from './evaluate.ts';
import { tensorsFromFlat } from './flat.ts';
import { EVALUATION_SEED, endPoints } from './measure.ts';
import { wasserstein2 } from './metric/wasserstein.ts';
import { initialParameters } from './network/initialise.ts';
import { Sampler } from './sampler.ts';
import { loadTensorFlow } from './tensorflow.ts';

beforeAll(async () => {
  await loadTensorFlow();
});

const N = 200;
const EULER_1 = { key: 'euler-1', solver: 'euler', steps: 1, tolerance: 1e-4 } as const;
const EULER_5 = { key: 'euler-5', solver: 'euler', steps: 5, tolerance: 1e-4 } as const;
const UNKNOWN = { floorSquared: null, transportSquared: null };

function samplerOf(config: RunConfig): Sampler {
  const parameters = tensorsFromFlat(parameterLayout(config), initialParameters(config, 1));
  return new Sampler(config, () => parameters);
}

test('each particle is asked for the class of its own true draw', async () => {
  const config = ringConfig('onehot', 'gaussian', 3);
  const sampler = samplerOf(config);
  const request = { n: N, solvers: [EULER_1], energy: false, known: UNKNOWN };
  const { metrics } = await evaluate(config, sampler, request, () => undefined);
  const truth = evenDraws(config.data, N, config.seed);
  const ask = {
    n: N,
    steps: 1,
    solver: 'euler',
    seed: EVALUATION_SEED,
    condition: { kind: 'any' },
    frames: 2,
  } as const;
  const own = await sampler.sample(ask, Float32Array.from(truth.labels));
  const others = await sampler.sample(
    ask,
    Float32Array.from(truth.labels, (label) => (label + 1) % 8),
  );
  const value = metrics.find(({ name }) => name === 'w2Squared@euler-1')?.value ?? Number.NaN;
  expect(value).toBeCloseTo(wasserstein2(endPoints(own), truth.points) ** 2, 8);
  expect(Math.abs(value - wasserstein2(endPoints(others), truth.points) ** 2)).toBeGreaterThan(1e-6);
  sampler.dispose();
});

test('w2 is the root of its square, the floor is that of two true draws, and energy is that of the steps', async () => {
  const config = ringConfig('unconditional', 'gaussian', 3);
  const sampler = samplerOf(config);
  const told: number[] = [];
  const request = { n: N, solvers: [EULER_1, EULER_5], energy: true, known: UNKNOWN };
  const { metrics, truth } = await evaluate(config, sampler, request, (_words, share) => told.push(share));
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  expect(metrics.map(({ name }) => name)).toEqual(
    ['euler-1', 'euler-5'].flatMap((key) => ['w2', 'w2Squared', 'pathEnergy', 'npe'].map((name) => `${name}@${key}`)),
  );
  expect(value('w2@euler-1') ** 2).toBeCloseTo(value('w2Squared@euler-1'), 10);
  expect(metrics[1]?.floor).toBe(truth.floorSquared);
  expect(truth.floorSquared).toBeLessThan(1);

  const start = drawSource(config.source, EVALUATION_SEED, N);
  const target = evenDraws(config.data, N, config.seed).points;
  expect(truth.transportSquared).toBeCloseTo(wasserstein2(start, target) ** 2, 8);
  // One Euler step: the energy is the mean squared displacement, which the transport to its own ends cannot exceed.
  const transport = truth.transportSquared ?? Number.NaN;
  expect(value('npe@euler-1')).toBeCloseTo(Math.abs(value('pathEnergy@euler-1') - transport) / transport, 10);
  expect(told[0]).toBe(0);
  expect(told).toEqual(told.toSorted((a, b) => a - b));

  const known = await evaluate(config, sampler, { ...request, known: truth }, () => undefined);
  expect(known.metrics).toEqual(metrics);
  sampler.dispose();
});

test('true draws hold equally many of each class', () => {
  const { labels } = evenDraws(ringConfig('onehot', 'gaussian', 3).data, N, 1);
  expect(Array.from({ length: 8 }, (_, k) => labels.filter((label) => label === k).length)).toEqual(
    Array.from({ length: 8 }, () => N / 8),
  );
});
