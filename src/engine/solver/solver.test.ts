import { beforeAll, expect, test } from 'vitest';
import { makeLoop } from '../graph/index.ts';
import { loadTensorFlow, type Tensor, tf } from '../tensorflow.ts';
import { FIXED_STEP_SOLVERS, type FixedStepSolver, SOLVER_TABLEAUS } from './solver.ts';
import { solverStep } from './step.ts';

beforeAll(async () => {
  await loadTensorFlow();
});

/** dx/dt = −2t·x (the second coordinate turned round): x(1) = x(0)·exp(∓1), smooth and dependent on both x and t. */
const velocity = (x: Tensor, t: Tensor) => x.mul(t.mul(-2)).mul(tf.tensor2d([1, -1], [1, 2]));

function errorOf(name: FixedStepSolver, steps: number): number {
  const x0 = tf.tensor2d([1, 1], [1, 2]);
  const total = tf.scalar(steps);
  const loop = makeLoop({
    variables: [x0],
    invariants: [total],
    body: (i, [x], [count]) => {
      const dt = tf.div(1, count as Tensor) as Tensor;
      return { variables: [solverStep(SOLVER_TABLEAUS[name], velocity, x as Tensor, i.cast('float32').mul(dt), dt)] };
    },
  });
  const { variables } = loop.run(0, steps, [x0], [total]);
  const [a, b] = (variables[0] as Tensor).dataSync() as Float32Array;
  loop.dispose();
  tf.dispose([x0, total, ...variables]);
  return Math.hypot((a as number) - Math.exp(-1), (b as number) - Math.exp(1));
}

// Steps where the error lies well above float32's own (about 1e-7).
const COARSE = { euler: 32, midpoint: 16, heun: 16, rk4: 3 } as const;

test.each(FIXED_STEP_SOLVERS)('%s converges with its stated order', (name) => {
  const coarse = COARSE[name];
  const slope = Math.log2(errorOf(name, coarse) / errorOf(name, 2 * coarse));
  expect(slope).toBeGreaterThan(SOLVER_TABLEAUS[name].order - 0.25);
  expect(slope).toBeLessThan(SOLVER_TABLEAUS[name].order + 0.5);
});

test.each(FIXED_STEP_SOLVERS)('%s: weights sum to 1 and every stage looks where it stands', (name) => {
  const { a, b, c } = SOLVER_TABLEAUS[name];
  expect(b.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 14);
  c.forEach((share, k) => {
    expect((a[k] ?? []).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(share, 14);
  });
});

test('a step of negative length goes back', () => {
  const rk4 = SOLVER_TABLEAUS.rk4;
  const x = tf.tensor2d([0.7, -0.4], [1, 2]);
  const there = solverStep(rk4, velocity, x, tf.scalar(0.3), tf.scalar(0.05));
  const back = solverStep(rk4, velocity, there, tf.scalar(0.35), tf.scalar(-0.05));
  const difference = back.sub(x).abs().max().dataSync()[0] as number;
  expect(difference).toBeLessThan(1e-6);
});
