/** The last resort behind the same code: training, resuming and sampling op by op in WebAssembly, at small size. */
import { beforeAll, expect, test } from 'vitest';
import { ACTIVATIONS, MODELS, NETWORKS, OPTIMIZERS, PATHS, TIME_FEATURES } from '../shared/model/names.ts';
import { Sampler } from './sampler.ts';
import { loadTensorFlow, tf } from './tensorflow.ts';
import { differences, smallConfig } from './testing/numbers.ts';
import { Trainer } from './trainer.ts';

beforeAll(async () => {
  process.env.STREAMLINE_BACKEND = 'wasm';
  const backend = await loadTensorFlow();
  expect(backend.kind).toBe('wasm');
  expect(backend.why).toMatch(/WebAssembly/);
});

test.each(MODELS)('%s: chunks and resuming are exact, the loss falls, nothing leaks', (model) => {
  for (const freshData of [false, true]) {
    const config = smallConfig(model, { freshData });
    const straight = new Trainer(config, null);
    const losses = Array.from(straight.run(60));
    const parts = new Trainer(config, null);
    const first = [...parts.run(7), ...parts.run(13)];
    const resumed = new Trainer(config, parts.checkpoint());
    const rest = Array.from(resumed.run(40));
    expect(differences([...first, ...rest], losses)).toBe(0);
    const [a, b] = [straight.checkpoint(), resumed.checkpoint()];
    expect(differences(a?.parameters ?? [], b?.parameters ?? [1])).toBe(0);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(losses.slice(-10))).toBeLessThan(mean(losses.slice(0, 5)));
    const before = tf.memory().numTensors;
    straight.run(5);
    expect(tf.memory().numTensors).toBe(before);
    for (const trainer of [straight, parts, resumed]) trainer.dispose();
  }
});

test.each(MODELS)('%s: samples and fields', async (model) => {
  const config = smallConfig(model);
  const trainer = new Trainer(config, null);
  // The weights for sampling are made once and stay the trainer's own.
  const parameters = trainer.parameterTensors;
  const sampler = new Sampler(config, () => parameters);
  const before = tf.memory().numTensors;
  for (const solver of ['euler', 'rk4'] as const) {
    const request = { n: 12, steps: 6, solver, seed: 1, condition: { kind: 'any' }, frames: 4 } as const;
    const result = await sampler.sample(request);
    expect(result.frames.length).toBe(4 * 12 * 2);
    expect(result.frames.every(Number.isFinite)).toBe(true);
  }
  const field = await sampler.field({ times: [0, 1], grid: 5, extent: 3, condition: { kind: 'any' } });
  expect(field.length).toBe(100);
  expect(tf.memory().numTensors).toBe(before);
  sampler.dispose();
  trainer.dispose();
});

const ring = smallConfig('onehot');
const CHANGES: readonly (readonly [string, Parameters<typeof smallConfig>[1]])[] = [
  ...PATHS.map((kind) => [`${kind} path`, { path: { kind, params: {} } }] as const),
  ...ACTIVATIONS.map((activation) => [activation, { network: { ...ring.network, activation } }] as const),
  ...NETWORKS.map((form) => [`${form} network`, { network: { ...ring.network, form } }] as const),
  ...TIME_FEATURES.map(
    (timeFeatures) => [`${timeFeatures} time`, { network: { ...ring.network, timeFeatures } }] as const,
  ),
  ...OPTIMIZERS.map(
    (kind) => [kind, { optimizer: { ...ring.optimizer, kind, clip: 1, ema: 0.9, warmup: 2 } }] as const,
  ),
  ['guidance', { guidance: { dropout: 0.3, weight: 2 } }],
];

test.each(CHANGES)('%s: trains and samples to finite numbers', async (_what, changes) => {
  const config = smallConfig('onehot', changes);
  const trainer = new Trainer(config, null);
  expect(Array.from(trainer.run(3)).every(Number.isFinite)).toBe(true);
  const sampler = new Sampler(config, () => trainer.parameterTensors);
  const request = { n: 6, steps: 4, solver: 'heun', seed: 1, condition: { kind: 'any' }, frames: 2 } as const;
  expect((await sampler.sample(request)).frames.every(Number.isFinite)).toBe(true);
  sampler.dispose();
  trainer.dispose();
});
