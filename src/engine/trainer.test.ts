import { beforeAll, describe, expect, test, vi } from 'vitest';
import { MODELS } from '../shared/model/names.ts';
import { ringConfig } from '../shared/model/presets.ts';
import type { Checkpoint } from '../shared/model/records.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import { initialParameters } from './network/initialise.ts';
import { loadTensorFlow, tf } from './tensorflow.ts';
import { Trainer } from './trainer.ts';

beforeAll(async () => {
  await loadTensorFlow();
});

const small = (model: RunConfig['model'], change: Partial<RunConfig> = {}): RunConfig => ({
  ...ringConfig(model, 'gaussian', 5),
  network: { ...ringConfig(model, 'gaussian', 5).network, timeWidth: 8, conditionWidth: 8, width: 16, depth: 2 },
  dataSize: 200,
  batch: 32,
  ...change,
});

/** Trains in the given chunks and returns the end state and every loss. */
function trained(config: RunConfig, chunks: readonly number[], from: Checkpoint | null = null) {
  const trainer = new Trainer(config, from);
  const losses = chunks.flatMap((count) => [...trainer.run(count)]);
  const checkpoint = trainer.checkpoint();
  trainer.dispose();
  if (!checkpoint) throw new Error('The state is not finite.');
  return { checkpoint, losses };
}

const largestDifference = (a: Float32Array, b: Float32Array) =>
  a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - (b[i] as number))), 0);

describe.each(MODELS)('%s model', (model) => {
  test('100 steps in chunks of 1, 7 and 100 give the same bits', () => {
    const whole = trained(small(model), [100]);
    const sevens = trained(small(model), [...Array.from({ length: 14 }, () => 7), 2]);
    const ones = trained(
      small(model),
      Array.from({ length: 100 }, () => 1),
    );
    for (const other of [sevens, ones]) {
      expect(largestDifference(other.checkpoint.parameters, whole.checkpoint.parameters)).toBe(0);
      expect(largestDifference(other.checkpoint.moments, whole.checkpoint.moments)).toBe(0);
      expect(other.losses).toEqual(whole.losses);
    }
  });

  test('the loss falls', () => {
    const { losses } = trained(small(model), [400]);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(losses.slice(-50))).toBeLessThan(0.9 * mean(losses.slice(0, 20)));
  });

  test.each([10, 100])('resuming at step %i is exact for 200 more steps', (step) => {
    const config = small(model);
    const straight = trained(config, [step, 200]);
    const resumed = trained(config, [50, 150], trained(config, [step]).checkpoint);
    expect(resumed.checkpoint.step).toBe(step + 200);
    expect(largestDifference(resumed.checkpoint.parameters, straight.checkpoint.parameters)).toBe(0);
    expect(largestDifference(resumed.checkpoint.moments, straight.checkpoint.moments)).toBe(0);
    expect(resumed.losses).toEqual(straight.losses.slice(step));
  });
});

test('resuming the ring preset itself at step 1000 is exact for 200 more steps', () => {
  const config = ringConfig('radius', 'gaussian', 1);
  const straight = trained(config, [500, 500, 200]);
  const resumed = trained(config, [200], trained(config, [500, 500]).checkpoint);
  expect(largestDifference(resumed.checkpoint.parameters, straight.checkpoint.parameters)).toBe(0);
});

test('fresh draws, every source and another seed give other, finite losses', () => {
  const base = trained(small('unconditional'), [5]).losses;
  const changes: Partial<RunConfig>[] = [
    { freshData: true },
    { source: { name: 'uniform', params: {} } },
    { source: { name: 'shape', params: {} } },
    { seed: 6 },
  ];
  for (const change of changes) {
    const { losses } = trained(small('unconditional', change), [5]);
    for (const loss of losses) expect(Number.isFinite(loss)).toBe(true);
    expect(losses).not.toEqual(base);
  }
});

test('a state with a number that is not finite is no checkpoint', () => {
  const config = small('unconditional', { optimizer: { ...small('unconditional').optimizer, learningRate: 1e38 } });
  const trainer = new Trainer(config, null);
  const losses = trainer.run(20);
  expect(losses.some((loss) => !Number.isFinite(loss))).toBe(true);
  expect(trainer.checkpoint()).toBeNull();
  trainer.dispose();
});

test('a checkpoint of another network is refused', () => {
  const { checkpoint } = trained(small('unconditional'), [1]);
  expect(() => new Trainer(small('onehot'), checkpoint)).toThrow(/does not belong to this network/);
});

test('the tensor count is flat over 100 steps, and nothing is left after dispose', () => {
  const before = tf.memory().numTensors;
  const trainer = new Trainer(small('onehot'), null);
  trainer.run(1);
  const during = tf.memory().numTensors;
  for (let k = 0; k < 100; k++) trainer.run(1);
  expect(tf.memory().numTensors).toBe(during);
  trainer.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('first parameters are uniform in ±1/√fan_in, by seed', () => {
  const config = ringConfig('unconditional', 'gaussian', 0);
  const flat = initialParameters(config, 0);
  // The last hidden layer's kernel: 128 × 128 numbers in ±1/√128.
  const end = flat.length - (128 * 2 + 2) - 128;
  const kernel = flat.subarray(end - 128 * 128, end);
  const bound = 1 / Math.sqrt(128);
  const variance = kernel.reduce((sum, value) => sum + value * value, 0) / kernel.length;
  expect(Math.max(...kernel.map(Math.abs))).toBeLessThanOrEqual(bound);
  expect(Math.max(...kernel.map(Math.abs))).toBeGreaterThan(0.99 * bound);
  expect(variance / (bound ** 2 / 3)).toBeCloseTo(1, 1);
  expect(initialParameters(config, 0)).toEqual(flat);
  expect(initialParameters(config, 1)).not.toEqual(flat);
});

test('training and its checkpoints hand no array of numbers to a tidy, which would walk through every one of them', () => {
  const ends = vi.spyOn(tf.engine(), 'endScope');
  const trainer = new Trainer(small('onehot'), null);
  trainer.run(20);
  expect(trainer.checkpoint()).not.toBeNull();
  trainer.dispose();
  const results = ends.mock.calls.map(([result]) => result);
  ends.mockRestore();
  expect(results.length).toBeGreaterThan(0);
  expect(results.filter((result) => ArrayBuffer.isView(result))).toEqual([]);
});
