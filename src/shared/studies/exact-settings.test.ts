/** The settings that the tutorials are reproduced with, figure by figure: none may change by way of a shared default. */
import { expect, test } from 'vitest';
import { DATASETS } from '../flow/datasets.ts';
import { EVALUATION_RADII } from '../model/condition.ts';
import { MODELS, type ModelKind, type SourceName } from '../model/names.ts';
import { parameterLayout } from '../model/parameters.ts';
import type { RunConfig } from '../model/run-config.ts';
import { stepsPerEpoch } from '../model/run-config.ts';
import { STUDIES } from './studies.ts';

function configOf(study: 'ring' | 'mixture-11', key: ModelKind, base: SourceName = 'gaussian'): RunConfig {
  const run = STUDIES[study].runs({ base, seed: 1 }).find((one) => one.key === key);
  if (!run) throw new Error(`The study ${study} has no run ${key}.`);
  return run.config;
}

/** Kernels as [in, out], in the order of the layout. */
const kernels = (config: RunConfig) =>
  parameterLayout(config).flatMap(({ name, shape }) => (shape.length === 2 ? [`${name} ${shape.join('→')}`] : []));

/** What is the same in the three models of the ring. */
const RING = {
  data: { name: 'ring', params: { modes: 8, radius: 3, std: 0.25 } },
  dataSize: 1000,
  freshData: false,
  path: { kind: 'linear', params: {} },
  optimizer: {
    ...{ kind: 'adamw', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 },
    ...{ momentum: 0, schedule: 'constant', warmup: 0, clip: 0, ema: 0 },
  },
  network: {
    ...{ form: 'branches', timeFeatures: 'mlp', timeWidth: 16, conditionWidth: 16 },
    ...{ hidden: [], width: 128, depth: 4, activation: 'relu' },
  },
  guidance: { dropout: 0, weight: 1 },
};

const MAIN = ['net.2.weight 128→128', 'net.4.weight 128→128', 'net.6.weight 128→128', 'net.8.weight 128→2'];
const TIME = ['time_mlp.0.weight 1→16', 'time_mlp.2.weight 16→16', 'time_mlp.4.weight 16→16'];
const CONDITION = ['radius_mlp.0.weight 1→16', 'radius_mlp.2.weight 16→16', 'radius_mlp.4.weight 16→16'];

type Expected = {
  readonly model: ModelKind;
  readonly batch: number;
  readonly epochs: number;
  readonly steps: number;
  readonly solverSteps: number;
  readonly samples: number;
  readonly layers: readonly string[];
};

test.each<Expected>([
  // 1000 / 1000 is 1 step an epoch; 1000 / 128 are 7, the rest is dropped.
  {
    ...{ model: 'unconditional', batch: 1000, epochs: 500, steps: 500, solverSteps: 500, samples: 1000 },
    layers: [...TIME, 'net.0.weight 18→128', ...MAIN],
  },
  {
    ...{ model: 'onehot', batch: 128, epochs: 100, steps: 700, solverSteps: 100, samples: 200 },
    layers: [...TIME, 'net.0.weight 26→128', ...MAIN],
  },
  {
    ...{ model: 'radius', batch: 128, epochs: 300, steps: 2100, solverSteps: 100, samples: 200 },
    layers: [...TIME, ...CONDITION, 'net.0.weight 34→128', ...MAIN],
  },
])('ring, $model: batch $batch, $epochs epochs, $samples samples in $solverSteps Euler steps', (expected) => {
  const config = configOf('ring', expected.model);
  expect(config).toMatchObject({ ...RING, model: expected.model, source: { name: 'gaussian', params: {} } });
  expect(config.coupling.kind).toBe('independent');
  const { batch, steps, sampling } = config;
  expect({ batch, steps, epochs: steps / stepsPerEpoch(config) }).toEqual({
    ...{ batch: expected.batch, steps: expected.steps, epochs: expected.epochs },
  });
  expect([sampling.solver, sampling.steps, sampling.samples]).toEqual([
    ...['euler', expected.solverSteps, expected.samples],
  ]);
  expect(kernels(config)).toEqual(expected.layers);
});

test('ring, bases: gaussian, uniform and the mark; from the mark the unconditional model takes 4000 epochs', () => {
  expect(STUDIES.ring.bases).toEqual(['gaussian', 'uniform', 'shape']);
  const stepsFrom = (base: SourceName) => MODELS.map((model) => configOf('ring', model, base).steps);
  expect(stepsFrom('uniform')).toEqual([500, 700, 2100]);
  expect(stepsFrom('shape')).toEqual([4000, 700, 2100]);
});

test('ring: radii 1 to 3.5 by a half are asked for; the annulus beside it has all of .75 to 3.75', () => {
  expect(EVALUATION_RADII).toEqual([1, 1.5, 2, 2.5, 3, 3.5]);
  expect(DATASETS.annulus.defaults).toEqual({ inner: 0.75, outer: 3.75 });
});

test('mixture-11: 5000 steps of 1000 fresh draws, Adam at 1e-3, 3 → 1024 → 16 → 2 with SiLU, 1000 samples in 300 Euler steps', () => {
  expect(STUDIES['mixture-11'].bases).toEqual(['gaussian']);
  expect(STUDIES['mixture-11'].runs({ base: 'gaussian', seed: 1 })).toHaveLength(1);
  const config = configOf('mixture-11', 'unconditional');
  expect(config).toMatchObject({
    ...{ model: 'unconditional', freshData: true, batch: 1000, steps: 5000 },
    data: { name: 'mixture-11', params: { modes: 11, scale: 10, std: 1 } },
    source: { name: 'gaussian', params: {} },
    path: { kind: 'square-root', params: {} },
    coupling: { kind: 'independent' },
    network: { form: 'plain', timeFeatures: 'raw', activation: 'silu' },
    optimizer: {
      ...{ kind: 'adam', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
      ...{ momentum: 0, schedule: 'constant', warmup: 0, clip: 0, ema: 0 },
    },
    sampling: { solver: 'euler', steps: 300, samples: 1000 },
  });
  expect(kernels(config)).toEqual(['net.0.weight 3→1024', 'net.2.weight 1024→16', 'net.4.weight 16→2']);
});
