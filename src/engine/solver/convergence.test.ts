import { beforeAll, describe, expect, test } from 'vitest';
import { eagerLoop } from '../graph/eager-loop.ts';
import { compileLoop, type LoopBody } from '../graph/index.ts';
import { loadTensorFlow, type Tensor, tf } from '../tensorflow.ts';
import { differences, numbers } from '../testing/numbers.ts';
import { FIXED_STEP_SOLVERS, type FixedStepSolver, SOLVER_TABLEAUS } from './solver.ts';
import { solverStep } from './step.ts';

beforeAll(async () => {
  expect((await loadTensorFlow()).kind).not.toBe('wasm');
});

/** dx/dt = 3 cos(3t) x, whose solution is x(0)·exp(sin 3t). */
const field = (x: Tensor, t: Tensor) => tf.mul(x, tf.mul(3, tf.cos(tf.mul(3, t))));
const END = 0.7;
const START: [number, number] = [1, -0.5];

function endOf(solver: FixedStepSolver, loop: typeof eagerLoop, steps: number): number[] {
  const body: LoopBody = (i, [x], [dt]) => {
    const t = tf.mul(tf.cast(i, 'float32'), dt as Tensor);
    return { variables: [solverStep(SOLVER_TABLEAUS[solver], field, x as Tensor, t, dt as Tensor)] };
  };
  return tf.tidy(() => {
    const variables = [tf.tensor2d([START])];
    const invariants = [tf.scalar(END / steps)];
    const compiled = loop({ variables, invariants, body });
    const end = numbers(compiled.run(0, steps, variables, invariants).variables[0] as Tensor);
    compiled.dispose();
    return end;
  });
}

function errorOf(solver: FixedStepSolver, loop: typeof eagerLoop, steps: number): number {
  const exact = START.map((x) => x * Math.exp(Math.sin(3 * END)));
  return Math.max(...endOf(solver, loop, steps).map((x, axis) => Math.abs(x - (exact[axis] as number))));
}

/** Step counts where the error follows its leading term and lies well above float32's resolution. */
const STEPS: Readonly<Record<FixedStepSolver, readonly number[]>> = {
  euler: [64, 128, 256],
  midpoint: [32, 64, 128],
  heun: [32, 64, 128],
  rk4: [6, 8, 12],
};

/** Slope of log error over log step length, by least squares. */
function slopeOf(steps: readonly number[], errors: readonly number[]): number {
  const x = steps.map((count) => -Math.log(count));
  const y = errors.map(Math.log);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const covariance = mean(x.map((value, k) => (value - mx) * ((y[k] as number) - my)));
  return covariance / mean(x.map((value) => (value - mx) ** 2));
}

describe.each(FIXED_STEP_SOLVERS)('%s', (solver) => {
  test.each([
    ['as one graph', compileLoop],
    ['eagerly', eagerLoop],
  ] as const)('converges with its stated order %s', (_how, loop) => {
    const { order } = SOLVER_TABLEAUS[solver];
    const slope = slopeOf(
      STEPS[solver],
      STEPS[solver].map((steps) => errorOf(solver, loop, steps)),
    );
    expect(Math.abs(slope - order)).toBeLessThan(0.25);
  });

  test('gives the same bits as one graph and eagerly', () => {
    expect(differences(endOf(solver, compileLoop, 12), endOf(solver, eagerLoop, 12))).toBe(0);
  });
});
