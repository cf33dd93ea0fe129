import { beforeAll, describe, expect, test } from 'vitest';
import { samplingWeights, stateCount } from '../../shared/model/optimizer-state.ts';
import type { Checkpoint } from '../../shared/model/records.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { flatFromTensors } from '../flat.ts';
import { loadTensorFlow, type Tensor, tf } from '../tensorflow.ts';
import { differences, largestDifference, numbers, smallConfig } from '../testing/numbers.ts';
import { Trainer } from '../trainer.ts';
import { averaged } from './average.ts';
import { clipped } from './clip.ts';
import { learningRate } from './learning-rate.ts';
import { optimizerStep, samplingTensors } from './optimizer.ts';

beforeAll(async () => {
  await loadTensorFlow();
});

type Optimizer = RunConfig['optimizer'];

const START = [1.5, -0.75, 0.25, 3];
const gradientAt = (step: number) => START.map((_, k) => Math.sin(1.3 * step + k) * 10 ** (k - 2));

const configWith = (changes: Partial<Optimizer>, steps = 40): RunConfig => {
  const config = smallConfig('unconditional', { steps });
  return { ...config, optimizer: { ...config.optimizer, learningRate: 1e-2, ...changes } };
};

/** Weights after `steps` steps on the given gradients, in float32. */
function run(config: RunConfig, steps: number) {
  const parameters: Tensor[] = [tf.tensor1d(START)];
  const zeros = Array.from({ length: stateCount(config) }, () => tf.zeros([4]));
  const memory: Tensor[] = config.optimizer.ema > 0 ? [...zeros.slice(1), tf.tensor1d(START)] : zeros;
  let state = { parameters: parameters as readonly Tensor[], memory: memory as readonly Tensor[] };
  for (let k = 0; k < steps; k++) {
    state = optimizerStep(config, state, [tf.tensor1d(gradientAt(k))], tf.scalar(k, 'int32'), tf.scalar(1e-2));
  }
  return {
    weights: numbers(state.parameters[0] as Tensor),
    sampled: numbers(samplingTensors(config, state)[0] as Tensor),
  };
}

describe('against the update written out in float64', () => {
  test.each([
    ['plain', 0, 0],
    ['with momentum', 0.9, 0],
    ['with momentum and weight decay', 0.5, 0.1],
  ])('SGD %s', (_name, momentum, weightDecay) => {
    const p = [...START];
    const b = START.map(() => 0);
    for (let k = 0; k < 30; k++) {
      gradientAt(k).forEach((g, i) => {
        b[i] = momentum * (b[i] as number) + g + weightDecay * (p[i] as number);
        p[i] = (p[i] as number) - 1e-2 * (b[i] as number);
      });
    }
    const { weights } = run(configWith({ kind: 'sgd', momentum, weightDecay }), 30);
    expect(largestDifference(weights, p)).toBeLessThan(1e-5);
  });

  test('Adam decays its weights through the gradient', () => {
    const [p, m, v] = [[...START], START.map(() => 0), START.map(() => 0)];
    for (let k = 1; k <= 30; k++) {
      gradientAt(k - 1).forEach((raw, i) => {
        const g = raw + 0.1 * (p[i] as number);
        m[i] = 0.9 * (m[i] as number) + 0.1 * g;
        v[i] = 0.999 * (v[i] as number) + 0.001 * g * g;
        const denominator = Math.sqrt((v[i] as number) / (1 - 0.999 ** k)) + 1e-8;
        p[i] = (p[i] as number) - (1e-2 * (m[i] as number)) / (1 - 0.9 ** k) / denominator;
      });
    }
    expect(largestDifference(run(configWith({ kind: 'adam', weightDecay: 0.1 }), 30).weights, p)).toBeLessThan(1e-5);
    const [adam, adamw] = [
      run(configWith({ kind: 'adam', weightDecay: 0 }), 30),
      run(configWith({ weightDecay: 0 }), 30),
    ];
    expect(differences(adam.weights, adamw.weights)).toBe(0);
  });

  test('the average follows the weights with its decay, faster at the beginning', () => {
    let [average, expected] = [tf.tensor1d([0]) as Tensor, 0];
    for (let k = 0; k < 200; k++) {
      average = averaged([average], [tf.tensor1d([k])], tf.scalar(k, 'int32'), 0.95)[0] as Tensor;
      const decay = Math.min(0.95, (k + 1) / (k + 10));
      expected = decay * expected + (1 - decay) * k;
    }
    expect(numbers(average)[0]).toBeCloseTo(expected, 3);
  });
});

test('learning rates: warm-up rises evenly, cosine and linear fall to 0 at the last step', () => {
  const rate = (changes: Partial<Optimizer>, step: number) =>
    numbers(learningRate(configWith(changes, 110), tf.scalar(step, 'int32'), tf.scalar(2)))[0] as number;
  expect(rate({}, 7)).toBe(2);
  expect([0, 4, 9, 50].map((k) => rate({ warmup: 10 }, k))).toEqual([0.2, 1, 2, 2].map((x) => expect.closeTo(x, 5)));
  const cosine = { schedule: 'cosine', warmup: 10 } as const;
  expect([4, 10, 60, 110].map((k) => rate(cosine, k))).toEqual([1, 2, 1, 0].map((x) => expect.closeTo(x, 5)));
  const linear = { schedule: 'linear' } as const;
  expect([0, 55, 110].map((k) => rate(linear, k))).toEqual([2, 1, 0].map((x) => expect.closeTo(x, 5)));
});

test('gradients are cut by their norm together, and short ones are left', () => {
  const gradients = [tf.tensor1d([3, 0]), tf.tensor2d([[0, 4]])];
  const cut = clipped(gradients, 1).flatMap(numbers);
  expect(largestDifference(cut, [0.6, 0, 0, 0.8])).toBeLessThan(1e-5);
  expect(largestDifference(clipped(gradients, 10).flatMap(numbers), [3, 0, 0, 4])).toBeLessThan(1e-6);
  expect(clipped(gradients, 0)).toBe(gradients);
});

test('the default optimiser is AdamW and not one operation more', () => {
  const [parameters, zeros] = [[tf.tensor1d(START)], [tf.zeros([4]), tf.zeros([4])]];
  const [step, rate] = [tf.scalar(0, 'int32'), tf.scalar(1e-3)];
  expect(learningRate(configWith({}), step, rate)).toBe(rate);
  const state = { parameters, memory: zeros };
  expect(samplingTensors(configWith({}), state)).toBe(parameters);
});

const OPTIONS: readonly (readonly [string, Partial<Optimizer>])[] = [
  ['SGD with momentum', { kind: 'sgd', momentum: 0.9 }],
  ['SGD without', { kind: 'sgd' }],
  ['Adam with a cosine and clipping', { kind: 'adam', schedule: 'cosine', warmup: 5, clip: 1 }],
  ['AdamW with averaged weights', { ema: 0.9 }],
];

describe.each(OPTIONS)('a training by %s', (_name, changes) => {
  const config = configWith(changes, 60);
  const train = (chunks: readonly number[], from: Checkpoint | null = null) => {
    const trainer = new Trainer(config, from);
    const losses = chunks.flatMap((count) => [...trainer.run(count)]);
    const end = trainer.checkpoint() as Checkpoint;
    const sampled = flatFromTensors(trainer.parameterTensors);
    trainer.dispose();
    return { losses, end, sampled };
  };

  test('resumes to the last bit, and its checkpoint holds the weights that sampling uses', () => {
    const whole = train([60]);
    const resumed = train([13, 27], structuredClone(train([7, 13]).end));
    expect(differences(resumed.end.parameters, whole.end.parameters)).toBe(0);
    expect(differences(resumed.end.moments, whole.end.moments)).toBe(0);
    expect(differences(resumed.losses, whole.losses.slice(20))).toBe(0);
    expect(differences(samplingWeights(config, whole.end), whole.sampled)).toBe(0);
    const same = differences(whole.sampled, whole.end.parameters) === 0;
    expect(same).toBe(config.optimizer.ema === 0);
  });
});
