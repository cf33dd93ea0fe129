import { beforeAll, describe, expect, test } from 'vitest';
import { parameterCount, parameterLayout } from '../../shared/model/parameters.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { conditionTensor, withDropout } from '../data/condition.ts';
import { tensorsFromFlat } from '../flat.ts';
import { Sampler } from '../sampler.ts';
import { loadTensorFlow, tf } from '../tensorflow.ts';
import { differences, largestDifference, numbers, smallConfig } from '../testing/numbers.ts';
import { Trainer } from '../trainer.ts';
import { givenTensors, guidanceWeight, guidedVelocity } from './guided-velocity.ts';
import { initialParameters } from './initialise.ts';
import { velocity } from './velocity-network.ts';

beforeAll(async () => {
  await loadTensorFlow();
});

const guided = (model: 'onehot' | 'radius', dropout = 0.2): RunConfig =>
  smallConfig(model, { guidance: { dropout, weight: 1 } });

describe.each(['onehot', 'radius'] as const)('guidance of a %s model', (model) => {
  const config = guided(model);
  const conditions = Float32Array.of(0, 2, 3);
  const at = (weight: number) =>
    tf.tidy(() => {
      const parameters = tensorsFromFlat(parameterLayout(config), initialParameters(config, 5));
      const x = tf.tensor2d([0.5, -1, 2, 0.25, -3, 1.5], [3, 2]);
      return numbers(
        guidedVelocity(config, parameters, x, tf.tensor2d([[0.3]]), givenTensors(config, conditions, weight)),
      );
    });

  test('is linear in the weight: w = 0 forgets the condition, w = 1 is the conditional velocity', () => {
    const [none, one, three] = [at(0), at(1), at(3)];
    expect(largestDifference(none, one)).toBeGreaterThan(1e-4);
    const extrapolated = none.map((value, k) => value + 3 * ((one[k] as number) - value));
    expect(largestDifference(three, extrapolated)).toBeLessThan(1e-5);
    const without = tf.tidy(() => {
      const parameters = tensorsFromFlat(parameterLayout(config), initialParameters(config, 5));
      const x = tf.tensor2d([0.5, -1, 2, 0.25, -3, 1.5], [3, 2]);
      const zero = tf.zerosLike(conditionTensor(config, conditions) ?? tf.zeros([3, 1]));
      return numbers(velocity(config, parameters, x, tf.tensor2d([[0.3]]), zero));
    });
    expect(largestDifference(none, without)).toBeLessThan(1e-6);
  });

  test('a sampler takes the run’s weight, or the one that is asked for, in one set of graphs', async () => {
    const trainer = new Trainer(config, null);
    const sampler = new Sampler(config, () => trainer.parameterTensors);
    const request = { n: 4, steps: 4, solver: 'euler', seed: 1, condition: { kind: 'any' }, frames: 2 } as const;
    const end = async (guidance?: number) => {
      const { frames } = await sampler.sample({ ...request, ...(guidance === undefined ? {} : { guidance }) });
      return frames.slice(8);
    };
    const [plain, one, two] = [await end(), await end(1), await end(2)];
    expect(differences(plain, one)).toBe(0);
    expect(largestDifference(two, one)).toBeGreaterThan(1e-5);
    const places = Float32Array.of(0, 0, 1, 1);
    const field = await sampler.velocities(places, Float32Array.of(0.2, 0.8), Float32Array.of(1, 2), 0);
    const other = await sampler.velocities(places, Float32Array.of(0.2, 0.8), Float32Array.of(2, 1), 0);
    expect(differences(field, other)).toBe(0);
    sampler.dispose();
    trainer.dispose();
  });

  test('training drops about the share of conditions that was asked for, whole rows at a time', () => {
    const values = tf.tensor2d(new Float32Array(8000).fill(2), [4000, 2]);
    const kept = numbers(withDropout(config, values, tf.scalar(3, 'int32')));
    const rows = Array.from({ length: 4000 }, (_, k) => [kept[2 * k], kept[2 * k + 1]]);
    expect(rows.every(([a, b]) => a === b)).toBe(true);
    const share = rows.filter(([a]) => a === 0).length / 4000;
    // Five standard deviations of a share of 4000 draws.
    expect(Math.abs(share - 0.2)).toBeLessThan(5 * Math.sqrt((0.2 * 0.8) / 4000));
  });

  test('trains, and gives other numbers than without', () => {
    const losses = (config: RunConfig) => {
      const trainer = new Trainer(config, null);
      const values = trainer.run(20);
      trainer.dispose();
      return values;
    };
    const dropped = losses(config);
    expect(dropped.every(Number.isFinite)).toBe(true);
    expect(differences(dropped, losses(guided(model, 0)))).toBeGreaterThan(0);
  });
});

test('a radius has a flag only where training drops it', () => {
  expect(parameterCount(guided('radius')) - parameterCount(guided('radius', 0))).toBe(8);
  expect(parameterCount(guided('onehot'))).toBe(parameterCount(guided('onehot', 0)));
});

test('a weight for a model without dropout is refused with what to do', () => {
  expect(guidanceWeight(guided('onehot', 0), undefined)).toBe(1);
  expect(guidanceWeight(guided('onehot', 0), 1)).toBe(1);
  expect(() => guidanceWeight(guided('onehot', 0), 2)).toThrow(/trained with its condition dropped/);
  expect(guidanceWeight(guided('onehot'), 2)).toBe(2);
});
