import { beforeAll, expect, test } from 'vitest';
import { integrate, integrateInSteps } from '../integrate.ts';
import type { GraphField, Integration } from '../integration.ts';
import { LoopCache } from '../loop-cache.ts';
import { loadTensorFlow, tf } from '../tensorflow.ts';
import { dopri5, ERROR_WEIGHTS, interpolate } from './dopri5.ts';

beforeAll(async () => {
  await loadTensorFlow();
});

/** dx/dt = 3 cos(3t) x, whose solution is x(0)·exp(sin 3t). */
const wave: GraphField = { name: 'wave', constants: [], velocity: (x, t) => x.mul(t.mul(3).cos().mul(3)) };
const exact = (start: number, t: number) => start * Math.exp(Math.sin(3 * t));

const TASK: Integration = {
  start: Float32Array.of(1, -0.5, 0.25, 2),
  width: 2,
  from: 0,
  to: 1,
  solver: 'dopri5',
  steps: 8,
  kept: [0, 1, 2, 3, 4, 5, 6, 7, 8],
  rtol: 1e-5,
  atol: 1e-5,
  noise: null,
};

async function solved(change: Partial<Integration>, field = wave, run = integrate) {
  const loops = new LoopCache();
  const task = { ...TASK, ...change };
  const result = await run(loops, field, task);
  loops.dispose();
  return { ...result, task };
}

function largestError({ frames, task }: Awaited<ReturnType<typeof solved>>): number {
  let largest = 0;
  frames.forEach((value, i) => {
    const frame = Math.floor(i / task.start.length);
    const t = task.from + ((task.to - task.from) * (task.kept[frame] as number)) / task.steps;
    const start = (task.start[i % task.start.length] as number) / Math.exp(Math.sin(3 * task.from));
    largest = Math.max(largest, Math.abs(value - exact(start, t)));
  });
  return largest;
}

const slope = (a: number, b: number, ratio: number) => Math.log(a / b) / Math.log(ratio);

test('the tableau is consistent: stages look where they stand, weights sum to 1, the error weights to 0', () => {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  dopri5.a.forEach((row, stage) => {
    expect(sum(row)).toBeCloseTo(dopri5.c[stage] as number, 13);
  });
  expect(sum(dopri5.b)).toBeCloseTo(1, 13);
  expect(sum(ERROR_WEIGHTS)).toBeCloseTo(0, 13);
});

test('with fixed steps it converges with order 5', async () => {
  const error = async (steps: number) =>
    largestError(
      await solved({ to: 0.5, start: Float32Array.of(1, 1), steps, kept: [0, steps] }, wave, integrateInSteps),
    );
  // With more steps 32-bit rounding takes over.
  const errors = [await error(2), await error(3), await error(4)] as const;
  expect(Math.abs(slope(errors[0], errors[2], 2) - 5)).toBeLessThan(0.3);
  expect(Math.abs(slope(errors[0], errors[1], 3 / 2) - 5)).toBeLessThan(0.3);
});

test('the error follows the tolerance, and every frame is filled to that accuracy', async () => {
  const errors: number[] = [];
  for (const tolerance of [1e-2, 1e-3, 1e-4, 1e-5]) {
    const result = await solved({
      rtol: tolerance,
      atol: tolerance,
      steps: 40,
      kept: Array.from({ length: 41 }, (_, k) => k),
    });
    const error = largestError(result);
    expect(error).toBeLessThan(20 * tolerance);
    expect(result.evaluations).toBe(2 + 6 * (result.accepted + result.rejected));
    expect(result.stepTimes).toHaveLength(result.accepted + 1);
    expect(result.rejectedTimes).toHaveLength(result.rejected);
    errors.push(error);
  }
  expect(slope(errors[0] as number, errors[3] as number, 1000)).toBeGreaterThan(0.6);
});

test('step times ascend from the start to the end itself', async () => {
  const { stepTimes } = await solved({});
  expect(stepTimes[0]).toBe(0);
  expect(stepTimes.at(-1)).toBe(1);
  for (let k = 1; k < stepTimes.length; k++) expect(stepTimes[k]).toBeGreaterThan(stepTimes[k - 1] as number);
});

test('a sudden change is met by rejected attempts, and what they tried is told', async () => {
  const jump: GraphField = {
    name: 'jump',
    constants: [],
    velocity: (x, t) => tf.onesLike(x).mul(t.greater(0.5).cast('float32').mul(30)),
  };
  const { frames, rejected, rejectedTimes } = await solved({ kept: [0, 8] }, jump);
  expect(rejected).toBeGreaterThan(0);
  for (const time of rejectedTimes) expect(time).toBeGreaterThan(0.5);
  expect(frames[4]).toBeCloseTo(1 + 15, 2);
});

test('back again: a path walked forward and then backward ends where it began', async () => {
  const tight = { rtol: 1e-6, atol: 1e-6, kept: [0, 8] };
  const there = await solved(tight);
  const back = await solved({ ...tight, start: there.frames.slice(4), from: 1, to: 0 });
  back.frames.slice(4).forEach((value, k) => {
    expect(value).toBeCloseTo(TASK.start[k] as number, 4);
  });
  expect(
    largestError(await solved({ from: 1, to: 0, start: there.frames.slice(4), rtol: 1e-6, atol: 1e-6 })),
  ).toBeLessThan(1e-4);
  expect(back.stepTimes.at(-1)).toBe(0);
});

test('the interpolant is exact at both ends and of fourth order between', () => {
  const out = new Float32Array(1);
  const step = { dt: 0.5, start: [2], end: [3], startSlope: [1], endSlope: [4], last: [0.3] };
  interpolate(step, 0, out);
  expect(out[0]).toBe(2);
  interpolate(step, 1, out);
  expect(out[0]).toBe(3);
  // Its derivatives at the ends are the slopes.
  interpolate(step, 1e-3, out);
  expect(((out[0] as number) - 2) / 5e-4).toBeCloseTo(1, 1);
});

test('a field that blows up ends with a sentence that says what to change', async () => {
  // dx/dt = x² from x = 2 is infinite at t = 1/2.
  const blowUp: GraphField = { name: 'blow up', constants: [], velocity: (x) => x.square() };
  await expect(solved({ start: Float32Array.of(2, 2) }, blowUp)).rejects.toThrow(
    /At t = 0\.(49|50)\d* the steps of Dormand–Prince fell below .* Raise the tolerances, or use rk4/,
  );
  const never: GraphField = { name: 'never', constants: [], velocity: (x) => x.mul(Number.NaN) };
  await expect(solved({}, never)).rejects.toThrow(/At t = 0\.0000 the steps/);
});

test('a flow that needs too many steps ends with a sentence', async () => {
  const fast: GraphField = {
    name: 'fast',
    constants: [],
    velocity: (x, t) => tf.onesLike(x).mul(t.mul(40_000).cos().mul(40_000)),
  };
  await expect(solved({ rtol: 1e-7, atol: 1e-7 }, fast)).rejects.toThrow(/ask for too much|fell below/);
}, 60_000);
