import { beforeAll, expect, test } from 'vitest';
import { parameterLayout } from '../shared/model/parameters.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import { flatFromTensors, tensorsFromFlat } from './flat.ts';
import { initialParameters } from './network/initialise.ts';
import { joinedLayout, joinedVelocity } from './network/joined-branches.ts';
import { velocity } from './network/velocity-network.ts';
import { loadTensorFlow, type Tensor, tf } from './tensorflow.ts';
import { differences, largestDifference, smallConfig } from './testing/numbers.ts';
import { TrainedParameters } from './trained-parameters.ts';

beforeAll(async () => {
  await loadTensorFlow();
});

const radius = smallConfig('radius');
const withNetwork = (config: RunConfig, network: Partial<RunConfig['network']>): RunConfig => ({
  ...config,
  network: { ...config.network, ...network },
});

const CASES: readonly (readonly [string, RunConfig, boolean])[] = [
  ['unconditional', smallConfig('unconditional'), false],
  ['classes', smallConfig('onehot'), false],
  ['a radius', radius, true],
  ['a radius that is dropped at times', { ...radius, guidance: { dropout: 0.1, weight: 1 } }, true],
  ['branches of different widths', withNetwork(radius, { timeWidth: 4, conditionWidth: 12, activation: 'silu' }), true],
  ['large layers that stay by themselves', withNetwork(radius, { width: 100 }), true],
  ['Fourier features', withNetwork(radius, { timeFeatures: 'fourier' }), false],
  ['a plain network', withNetwork(radius, { form: 'plain' }), false],
];

const drawn = (seed: number, width: number) => tf.randomUniform([20, width], -1, 1, 'float32', seed);

test.each(CASES)('%s: held as for training, parameters give the same velocity and gradients', (_, config, joins) => {
  const layout = parameterLayout(config);
  const flat = initialParameters(config, 5);
  const form = new TrainedParameters(config);
  const packed = form.fromFlat(flat);
  expect(packed).toHaveLength(form.count);
  expect(differences(form.toFlat(packed), flat)).toBe(0);
  expect(joinedLayout(config).specs.length).toBe(layout.length - (joins ? 6 : 0));

  const condition = config.model === 'unconditional' ? null : drawn(3, widthOf(config));
  const [xt, t, target] = [drawn(1, 2), drawn(2, 1), drawn(4, 2)];
  const lossOf =
    (network: typeof velocity) =>
    (...parameters: Tensor[]) =>
      network(config, parameters, xt, t, condition).sub(target).square().mean() as never;
  const apart = tf.valueAndGrads(lossOf(velocity))(tensorsFromFlat(layout, flat));
  const joined = tf.valueAndGrads(lossOf(joinedVelocity))(form.unpack(packed));
  const [ours, theirs] = [joined.value, apart.value] as Tensor[] as [Tensor, Tensor];
  expect(largestDifference(ours.dataSync(), theirs.dataSync())).toBeLessThan(1e-6);
  const gradients = form.packGradients(joined.grads);
  expect(largestDifference(form.toFlat(gradients), flatFromTensors(apart.grads))).toBeLessThan(1e-6);
  // Between the blocks a gradient stays 0, or an optimiser would fill them.
  const again = form.fromFlat(form.toFlat(gradients));
  gradients.forEach((gradient, k) => {
    expect(largestDifference((again[k] as Tensor).dataSync(), gradient.dataSync())).toBe(0);
  });
});

test('several groups come one after the other', () => {
  const flat = initialParameters(radius, 5);
  const doubled = Float32Array.from([...flat, ...flat.map((value) => 2 * value)]);
  const form = new TrainedParameters(radius);
  const groups = [...form.fromFlat(doubled), ...form.fromFlat(doubled, flat.length)];
  expect(differences(form.toFlat(groups), doubled)).toBe(0);
});

function widthOf(config: RunConfig): number {
  if (config.model === 'onehot') return 8;
  return config.guidance.dropout > 0 ? 2 : 1;
}
