import { beforeAll, expect, test } from 'vitest';
import { loadTensorFlow, type Tensor, tf } from '../tensorflow.ts';
import { largestDifference, numbers } from '../testing/numbers.ts';
import { type AdamWOptions, adamw } from './adamw.ts';

beforeAll(async () => {
  await loadTensorFlow();
});

const OPTIONS: AdamWOptions = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 };
const START = [1.5, -0.75, 0.25, 3];
/** A gradient that changes sign, size and direction from step to step. */
const gradientAt = (step: number) => START.map((_, k) => Math.sin(1.3 * step + k) * 10 ** (k - 2));

/** PyTorch's single-tensor AdamW written out in float64. */
function reference(steps: number, rate: number, { beta1, beta2, epsilon, weightDecay }: AdamWOptions) {
  const p = [...START];
  const m = START.map(() => 0);
  const v = START.map(() => 0);
  for (let k = 1; k <= steps; k++) {
    gradientAt(k - 1).forEach((g, i) => {
      p[i] = (p[i] as number) * (1 - rate * weightDecay);
      m[i] = beta1 * (m[i] as number) + (1 - beta1) * g;
      v[i] = beta2 * (v[i] as number) + (1 - beta2) * g * g;
      const denominator = Math.sqrt(v[i] as number) / Math.sqrt(1 - beta2 ** k) + epsilon;
      p[i] = (p[i] as number) - (rate / (1 - beta1 ** k)) * ((m[i] as number) / denominator);
    });
  }
  return { p, m, v };
}

function run(steps: number, rate: number, options: AdamWOptions) {
  const zeros = () => [tf.zeros([4])];
  let state: Parameters<typeof adamw>[0] = { parameters: [tf.tensor1d(START)], m: zeros(), v: zeros() };
  for (let k = 0; k < steps; k++) {
    state = adamw(state, [tf.tensor1d(gradientAt(k))], tf.scalar(k, 'int32'), tf.scalar(rate), options);
  }
  const of = (tensors: readonly Tensor[]) => numbers(tensors[0] as Tensor);
  return { p: of(state.parameters), m: of(state.m), v: of(state.v) };
}

test.each([
  ['PyTorch’s defaults', OPTIONS],
  ['without weight decay', { ...OPTIONS, weightDecay: 0 }],
  ['without momentum', { ...OPTIONS, beta1: 0 }],
] as const)('matches the written-out update: %s', (_name, options) => {
  // 60 additions to numbers of about 3 in float32 may round by 60 × 1.2e-7 × 3.
  const rounding = 2e-5;
  for (const steps of [1, 2, 60]) {
    const [ours, theirs] = [run(steps, 1e-2, options), reference(steps, 1e-2, options)];
    expect(largestDifference(ours.p, theirs.p)).toBeLessThan(rounding);
    expect(largestDifference(ours.m, theirs.m)).toBeLessThan(rounding);
    expect(largestDifference(ours.v, theirs.v)).toBeLessThan(rounding);
  }
});

test('weight decay is decoupled: without a gradient it only shrinks, by 1 − lr·decay a step', () => {
  const zero = [tf.zeros([4])];
  const options = { ...OPTIONS, weightDecay: 0.5 };
  const next = adamw(
    { parameters: [tf.tensor1d(START)], m: zero, v: zero },
    zero,
    tf.scalar(0, 'int32'),
    tf.scalar(0.1),
    options,
  );
  expect(
    largestDifference(
      numbers(next.parameters[0] as Tensor),
      START.map((x) => x * 0.95),
    ),
  ).toBeLessThan(1e-6);
  expect(numbers(next.m[0] as Tensor)).toEqual([0, 0, 0, 0]);
});

test('the first step moves every parameter by the learning rate, whatever the gradient’s size', () => {
  const { p } = run(1, 1e-3, { ...OPTIONS, weightDecay: 0 });
  gradientAt(0).forEach((g, k) => {
    if (g === 0) return;
    expect((p[k] as number) - (START[k] as number)).toBeCloseTo(-1e-3 * Math.sign(g), 5);
  });
});
