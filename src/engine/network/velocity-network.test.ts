import { beforeAll, describe, expect, test } from 'vitest';
import { MODELS } from '../../shared/model/names.ts';
import { parameterCount, parameterLayout } from '../../shared/model/parameters.ts';
import { ringConfig } from '../../shared/model/presets.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { conditionTensor } from '../data/condition.ts';
import { tensorsFromFlat } from '../flat.ts';
import { loadTensorFlow, tf } from '../tensorflow.ts';
import { largestDifference, numbers, smallConfig } from '../testing/numbers.ts';
import { initialParameters } from './initialise.ts';
import { velocity } from './velocity-network.ts';

beforeAll(async () => {
  await loadTensorFlow();
});

/** The network written out in plain numbers, read by PyTorch's parameter names. */
function plainVelocity(config: RunConfig, flat: Float32Array, x: number[], t: number, condition: number[]): number[] {
  const values = new Map<string, { data: Float32Array; shape: readonly number[] }>();
  let offset = 0;
  for (const { name, shape } of parameterLayout(config)) {
    const size = shape.reduce((product: number, length) => product * length, 1);
    values.set(name, { data: flat.subarray(offset, offset + size), shape });
    offset += size;
  }
  const run = (prefix: string, input: number[]) => {
    let h = input;
    for (let k = 0; values.has(`${prefix}.${k}.weight`); k += 2) {
      const weight = values.get(`${prefix}.${k}.weight`);
      const bias = values.get(`${prefix}.${k}.bias`)?.data ?? new Float32Array();
      const width = bias.length;
      const input = h;
      h = Array.from(bias, (b, j) =>
        input.reduce((sum, value, i) => sum + value * (weight?.data[i * width + j] ?? 0), b),
      );
      if (values.has(`${prefix}.${k + 2}.weight`)) h = h.map((value) => Math.max(0, value));
    }
    return h;
  };
  const branch = config.model === 'radius' ? run('radius_mlp', condition) : condition;
  return run('net', [...x, ...run('time_mlp', [t]), ...branch]);
}

describe.each(MODELS)('%s network', (model) => {
  const config = smallConfig(model);
  const points = [0.5, -1, 2, 0.25, -3, 1.5];
  const given = [2, 5, 7];
  const flat = initialParameters(config, 11);
  const inputs = given.map((value) => {
    if (model === 'unconditional') return [];
    return model === 'radius' ? [value] : Array.from({ length: 8 }, (_, k) => (k === value ? 1 : 0));
  });
  const forward = (t: number[]) =>
    tf.tidy(() =>
      numbers(
        velocity(
          config,
          tensorsFromFlat(parameterLayout(config), flat),
          tf.tensor2d(points, [3, 2]),
          tf.tensor2d(t, [t.length, 1]),
          conditionTensor(config, Float32Array.from(given)),
        ),
      ),
    );
  const plain = (t: number[]) =>
    inputs.flatMap((c, k) => plainVelocity(config, flat, points.slice(2 * k, 2 * k + 2), t[k] as number, c));

  test('equals the written-out network', () => {
    expect(largestDifference(forward([0, 0.4, 1]), plain([0, 0.4, 1]))).toBeLessThan(1e-5);
  });

  test('a time shared by the batch is the same time for each', () => {
    expect(largestDifference(forward([0.3]), forward([0.3, 0.3, 0.3]))).toBeLessThan(1e-6);
  });
});

test('a conditional network refuses to run without its condition', () => {
  const config = smallConfig('onehot');
  const parameters = tensorsFromFlat(parameterLayout(config), initialParameters(config, 1));
  expect(() => velocity(config, parameters, tf.zeros([1, 2]), tf.zeros([1, 1]), null)).toThrow(/needs a condition/);
});

describe('initial parameters', () => {
  const config = ringConfig('radius', 'gaussian', 1);
  const flat = initialParameters(config, 1);

  test('are uniform in ±1/√fanIn, weights and biases alike', () => {
    let offset = 0;
    for (const { shape, fanIn, name } of parameterLayout(config)) {
      const size = shape.reduce((product: number, length) => product * length, 1);
      const part = flat.subarray(offset, offset + size);
      offset += size;
      const bound = 1 / Math.sqrt(fanIn);
      for (const value of part) expect(Math.abs(value)).toBeLessThanOrEqual(bound);
      if (size < 1000) continue;
      const variance = part.reduce((sum, value) => sum + value * value, 0) / size;
      expect(variance / (bound ** 2 / 3), name).toBeCloseTo(1, 1);
    }
    expect(offset).toBe(parameterCount(config));
  });

  test('depend on the seed alone', () => {
    expect(initialParameters(config, 1)).toEqual(flat);
    expect(initialParameters(config, 2)).not.toEqual(flat);
  });
});
