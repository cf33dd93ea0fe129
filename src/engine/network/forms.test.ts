import { beforeAll, describe, expect, test } from 'vitest';
import { MODELS, NETWORKS, TIME_FEATURES } from '../../shared/model/names.ts';
import { type NetworkConfig, parameterLayout } from '../../shared/model/parameters.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { conditionTensor } from '../data/condition.ts';
import { flatFromTensors, tensorsFromFlat } from '../flat.ts';
import { loadTensorFlow, type Tensor, tf } from '../tensorflow.ts';
import { differences, largestDifference, numbers, smallConfig } from '../testing/numbers.ts';
import { torchNames } from '../testing/torch-names.ts';
import { Trainer } from '../trainer.ts';
import { initialParameters } from './initialise.ts';
import { velocity } from './velocity-network.ts';

beforeAll(async () => {
  await loadTensorFlow();
});

/** A network in plain numbers, written as a PyTorch user would, from the state dictionary's names. */
function writtenOut(config: NetworkConfig, flat: Float32Array, x: number[], t: number, c: number[]): number[] {
  const layers = torchNames(config, flat);
  const f = (h: number[]) =>
    h.map((value) => (config.network.activation === 'tanh' ? Math.tanh(value) : Math.max(0, value)));
  const linear = (name: string, h: number[]) => {
    const { weight, bias } = layers.get(name) ?? { weight: [], bias: [] };
    return bias.map((b, j) => h.reduce((sum, value, i) => sum + value * (weight[j]?.[i] as number), b));
  };
  const sequential = (prefix: string, input: number[]) => {
    let h = input;
    for (let k = 0; layers.has(`${prefix}.${k}`); k += 2) h = linear(`${prefix}.${k}`, k === 0 ? h : f(h));
    return h;
  };
  const add = (a: number[], b: number[]) => a.map((value, k) => value + (b[k] as number));
  const { form, timeFeatures, timeWidth, depth } = config.network;
  const half = Array.from({ length: timeWidth / 2 }, (_, k) => Math.PI * (k + 1) * t);
  const fourier = [...half.map(Math.cos), ...half.map(Math.sin)];
  const time = { mlp: () => sequential('time_mlp', [t]), fourier: () => fourier, raw: () => [t] }[timeFeatures]();
  if (form === 'residual') {
    let h = add(linear('x_embed', x), linear('t_embed', time));
    if (c.length > 0) h = add(h, linear('c_embed', c));
    for (let k = 0; k < depth; k++) h = add(h, sequential(`blocks.${k}`, h));
    return linear('out', h);
  }
  return sequential('net', [...x, ...time, ...(layers.has('radius_mlp.0') ? sequential('radius_mlp', c) : c)]);
}

const CASES = NETWORKS.flatMap((form) =>
  TIME_FEATURES.flatMap((timeFeatures) => MODELS.map((model) => [form, timeFeatures, model] as const)),
);

const formConfig = (
  form: RunConfig['network']['form'],
  timeFeatures: RunConfig['network']['timeFeatures'],
  model: RunConfig['model'],
) => {
  const config = smallConfig(model);
  return {
    ...config,
    network: {
      ...config.network,
      form,
      timeFeatures,
      activation: 'tanh' as const,
      hidden: form === 'plain' ? [12, 5] : [],
    },
  };
};

describe.each(CASES)('%s network with %s time, %s', (form, timeFeatures, model) => {
  const config = formConfig(form, timeFeatures, model);
  const flat = initialParameters(config, 11);
  const points = [0.5, -1, 2, 0.25, -3, 1.5];
  const given = [2, 5, 7];
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

  test('equals the network written out, also with one time for all', () => {
    const expected = (t: number[]) =>
      inputs.flatMap((c, k) => writtenOut(config, flat, points.slice(2 * k, 2 * k + 2), t[k] as number, c));
    expect(largestDifference(forward([0, 0.4, 1]), expected([0, 0.4, 1]))).toBeLessThan(1e-5);
    expect(largestDifference(forward([0.3]), expected([0.3, 0.3, 0.3]))).toBeLessThan(1e-5);
  });
});

const TRAINED = [
  ['branches', 'fourier', 'radius'],
  ['plain', 'raw', 'unconditional'],
  ['plain', 'mlp', 'radius'],
  ['residual', 'fourier', 'onehot'],
] as const;

test.each(TRAINED)('a %s network with %s time, %s, trains and resumes to the last bit', (form, timeFeatures, model) => {
  const config = formConfig(form, timeFeatures, model);
  const train = (chunks: number[], from: ReturnType<Trainer['checkpoint']> = null) => {
    const trainer = new Trainer(config, from);
    const losses = chunks.flatMap((count) => [...trainer.run(count)]);
    const end = trainer.checkpoint();
    trainer.dispose();
    return { losses, end };
  };
  const whole = train([30]);
  expect(whole.losses.every(Number.isFinite)).toBe(true);
  expect(differences(train([20], train([10]).end).losses, whole.losses.slice(10))).toBe(0);
});

test.each(NETWORKS)('the gradient of a %s network in float32 is the slope of its loss', (form) => {
  const config = formConfig(form, 'mlp', 'onehot');
  const layout = parameterLayout(config);
  const flat = initialParameters(config, 4);
  const x = tf.tensor2d([0.5, -1, 2, 0.25], [2, 2]);
  const t = tf.tensor2d([0.2, 0.9], [2, 1]);
  const condition = conditionTensor(config, Float32Array.of(1, 6));
  const loss = (...parameters: Tensor[]) => velocity(config, parameters, x, t, condition).square().sum() as never;
  const gradient = flatFromTensors(tf.grads(loss)(tensorsFromFlat(layout, flat)));
  const at = (k: number, shift: number) => {
    const moved = flat.slice();
    moved[k] = (moved[k] as number) + shift;
    const [a, b] = [
      [0.5, -1],
      [2, 0.25],
    ] as const;
    const one = (place: readonly number[], time: number, label: number) =>
      writtenOut(
        config,
        moved,
        [...place],
        time,
        Array.from({ length: 8 }, (_, j) => (j === label ? 1 : 0)),
      );
    return [...one(a, 0.2, 1), ...one(b, 0.9, 6)].reduce((sum, value) => sum + value * value, 0);
  };
  for (let k = 0; k < flat.length; k += Math.ceil(flat.length / 60)) {
    const slope = (at(k, 1 / 512) - at(k, -1 / 512)) / (2 / 512);
    expect(Math.abs((gradient[k] as number) - slope)).toBeLessThan(1e-3 * (1 + Math.abs(slope)));
  }
});
