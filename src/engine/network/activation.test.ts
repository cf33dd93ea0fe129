import { beforeAll, describe, expect, test } from 'vitest';
import { ACTIVATIONS, type Activation } from '../../shared/model/names.ts';
import { makeLoop } from '../graph/index.ts';
import { loadTensorFlow, type Tensor, tf } from '../tensorflow.ts';
import { largestDifference, numbers } from '../testing/numbers.ts';
import { ACTIVATION_FUNCTIONS } from './activation.ts';

beforeAll(async () => {
  await loadTensorFlow();
});

/** erf by its power series, to 1e-15 for |x| < 5. */
function erf(x: number): number {
  let [term, sum] = [x, x];
  for (let n = 1; n < 200; n++) {
    term *= -(x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

const SELU = { alpha: 1.6732632423543772, scale: 1.0507009873554805 };
/** Written out in float64. */
const REFERENCE: Readonly<Record<Activation, (x: number) => number>> = {
  relu: (x) => Math.max(0, x),
  silu: (x) => x / (1 + Math.exp(-x)),
  gelu: (x) => 0.5 * x * (1 + erf(x / Math.SQRT2)),
  selu: (x) => SELU.scale * (x > 0 ? x : SELU.alpha * Math.expm1(x)),
  tanh: Math.tanh,
};

/** Away from 0, where ReLU and SELU have a corner. */
const PLACES = [-3.5, -2, -1, -0.5, -0.05, 0.05, 0.3, 1, 2.5, 4];

describe.each(ACTIVATIONS)('%s', (name) => {
  const f = ACTIVATION_FUNCTIONS[name];
  const reference = REFERENCE[name];
  const slope = (x: number) => (reference(x + 1e-5) - reference(x - 1e-5)) / 2e-5;
  const gradient = (x: Tensor) => tf.grad((place) => f(place).sum() as never)(x as never) as Tensor;

  test('has its values and its slope', () => {
    const x = tf.tensor1d(PLACES);
    expect(largestDifference(numbers(f(x)), PLACES.map(reference))).toBeLessThan(2e-6);
    expect(largestDifference(numbers(gradient(x)), PLACES.map(slope))).toBeLessThan(5e-6);
  });

  test('has the same values and slope inside the graph', () => {
    const x = tf.tensor1d(PLACES);
    const loop = makeLoop({
      variables: [x],
      body: (_i, [place]) => {
        const p = place as Tensor;
        return { variables: [p], outputs: [f(p), gradient(p)] };
      },
    });
    const { outputs } = loop.run(0, 1, [x]);
    const [values, slopes] = outputs.map(numbers) as [number[], number[]];
    expect(largestDifference(values, PLACES.map(reference))).toBeLessThan(2e-6);
    expect(largestDifference(slopes, PLACES.map(slope))).toBeLessThan(5e-6);
    loop.dispose();
  });
});
