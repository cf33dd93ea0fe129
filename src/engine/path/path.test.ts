import { beforeAll, describe, expect, test } from 'vitest';
import { scheduleAt } from '../../shared/flow/path.ts';
import { RandomStream } from '../../shared/flow/random.ts';
import { conditionalScore, conditionalVelocity, pathPoint as scalarPoint } from '../../shared/flow/schedule.ts';
import { PATHS as PATH_NAMES, type PathKind } from '../../shared/model/names.ts';
import { makeLoop } from '../graph/index.ts';
import { loadTensorFlow, type Tensor, tf } from '../tensorflow.ts';
import { differences, largestDifference, numbers } from '../testing/numbers.ts';
import { pathPoint } from './path.ts';
import { mixed } from './traced-schedule.ts';

beforeAll(async () => {
  await loadTensorFlow();
});

const N = 1000;

/** Paths with their defaults, and those that have parameters with others. */
const CASES: readonly (readonly [PathKind, Readonly<Record<string, number>>])[] = [
  ...PATH_NAMES.map((kind) => [kind, {}] as const),
  ['linear', { sigmaMin: 0.1 }],
  ['variance-exploding', { sigmaMin: 0.1, sigmaMax: 4 }],
  ['variance-preserving', { betaMin: 1, betaMax: 12 }],
  ['polynomial', { n: 1 }],
  ['polynomial', { n: 3.5 }],
];

/** 1000 random pairs and times up to `last`, as numbers and as tensors. */
function draws(last: number) {
  const random = new RandomStream(21, 'evaluation', 0);
  const x0 = Float32Array.from({ length: 2 * N }, () => random.normal());
  const x1 = Float32Array.from({ length: 2 * N }, () => 3 * random.normal());
  const t = Float32Array.from({ length: N }, () => last * random.uniform());
  const tensors = [tf.tensor2d(x0, [N, 2]), tf.tensor2d(x1, [N, 2]), tf.tensor2d(t, [N, 1])] as const;
  const pair = (values: Float32Array, k: number) => [values[2 * k] as number, values[2 * k + 1] as number];
  return { x0, x1, t, tensors, pair };
}

describe.each(CASES)('%s path %o', (kind, params) => {
  const path = { kind, params };

  test('its points and velocities are those of the scalar formulas, eager and in the graph', () => {
    const { x0, x1, t, tensors, pair } = draws(0.9999);
    const { xt, dxt } = tf.tidy(() => pathPoint(path, ...tensors));
    const [places, velocities] = [numbers(xt), numbers(dxt)];
    for (let k = 0; k < N; k++) {
      const truth = scalarPoint(scheduleAt(path, t[k] as number), pair(x0, k), pair(x1, k));
      for (const d of [0, 1]) {
        const [place, velocity] = [truth.xt[d] as number, truth.dxt[d] as number];
        expect(Math.abs((places[2 * k + d] as number) - place)).toBeLessThan(1e-5 * (10 + Math.abs(place)));
        expect(Math.abs((velocities[2 * k + d] as number) - velocity)).toBeLessThan(2e-5 * (10 + Math.abs(velocity)));
      }
    }
    const loop = makeLoop({
      variables: [tf.zeros([1])],
      invariants: [...tensors],
      body: (_i, [z], [a, b, c]) => {
        const point = pathPoint(path, a as Tensor, b as Tensor, c as Tensor);
        return { variables: [z as Tensor], outputs: [point.xt, point.dxt] };
      },
    });
    const { outputs } = loop.run(0, 1, [tf.zeros([1])], [...tensors]);
    expect(largestDifference(numbers(outputs[0] as Tensor), places)).toBeLessThan(1e-5);
    const scale = velocities.map(Math.abs).reduce((a, b) => Math.max(a, b));
    expect(largestDifference(numbers(outputs[1] as Tensor), velocities)).toBeLessThan(1e-5 * (1 + scale));
    loop.dispose();
  });

  test('dxt is the derivative of xt at 1000 random places', () => {
    const { x0, x1, t, tensors, pair } = draws(0.99);
    const velocities = numbers(tf.tidy(() => pathPoint(path, ...tensors).dxt));
    const h = 1e-6;
    for (let k = 0; k < N; k++) {
      const time = Math.max(h, t[k] as number);
      const at = (shift: number) => scalarPoint(scheduleAt(path, time + shift), pair(x0, k), pair(x1, k)).xt;
      const [before, after] = [at(-h), at(h)];
      for (const d of [0, 1]) {
        const slope = ((after[d] as number) - (before[d] as number)) / (2 * h);
        // The tutorial's guard of the square root path: relatively 1e-4/√(1 − t) at most, 1e-3 up to t = 0.99.
        const guard = kind === 'square-root' ? 1e-3 : 2e-5;
        const difference = Math.abs((velocities[2 * k + d] as number) - slope);
        expect(difference).toBeLessThan(guard * (10 + Math.abs(slope)));
      }
    }
  });

  test('both forms of the velocity agree on the path, and the score is −x0 / σ there', () => {
    const { x0, x1, t, tensors, pair } = draws(0.95);
    const point = tf.tidy(() => pathPoint(path, ...tensors));
    const [places, velocities] = [numbers(point.xt), numbers(point.dxt)];
    for (let k = 0; k < N; k++) {
      const schedule = scheduleAt(path, t[k] as number);
      const place = [places[2 * k] as number, places[2 * k + 1] as number];
      const other = conditionalVelocity(schedule, place, pair(x1, k));
      const score = conditionalScore(schedule, place, pair(x1, k));
      for (const d of [0, 1]) {
        const velocity = velocities[2 * k + d] as number;
        // Float32 places are off by 1e-6 or so, which the factor σ̇/σ multiplies.
        const rounding = 1e-5 * (1 + Math.abs(schedule.dSigmaT / schedule.sigmaT));
        expect(Math.abs((other[d] as number) - velocity)).toBeLessThan(rounding * (10 + Math.abs(velocity)));
        const noise = pair(x0, k)[d] as number;
        expect(Math.abs((score[d] as number) * schedule.sigmaT + noise)).toBeLessThan(1e-4 / schedule.sigmaT);
      }
    }
  });

  test('is finite at both ends, where it is the source and the data', () => {
    const ends = tf.tensor2d([0, 1], [2, 1]);
    const x0 = tf.tensor2d([1, -2, 1, -2], [2, 2]);
    const x1 = tf.tensor2d([3, 4, 3, 4], [2, 2]);
    const { xt, dxt } = pathPoint(path, x0, x1, ends);
    expect(numbers(dxt).every(Number.isFinite)).toBe(true);
    const { alphaT, sigmaT } = scheduleAt(path, 0);
    const last = scheduleAt(path, 1).sigmaT;
    const expected = [3 * alphaT + sigmaT, 4 * alphaT - 2 * sigmaT, 3 + last, 4 - 2 * last];
    expect(largestDifference(numbers(xt), expected)).toBeLessThan(1e-5);
    const limit = kind === 'variance-exploding' || params.sigmaMin ? 0.11 : 1e-6;
    expect(last).toBeLessThan(limit);
  });
});

test('the linear path costs what it always did: four operations for the place, one for the velocity', () => {
  const [x0, x1, t] = [tf.tensor2d([[1, 2]]), tf.tensor2d([[5, -3]]), tf.tensor2d([[0.3]])];
  const { xt, dxt } = pathPoint({ kind: 'linear', params: {} }, x0, x1, t);
  const written = tf.add(tf.mul(tf.sub(1, t), x0), tf.mul(t, x1));
  expect(differences(numbers(xt), numbers(written))).toBe(0);
  expect(differences(numbers(dxt), numbers(tf.sub(x1, x0)))).toBe(0);
  const before = tf.memory().numTensors;
  mixed(1, x1, -1, x0);
  expect(tf.memory().numTensors - before).toBe(1);
});

test('the linear path of the five-minute tutorial: from (1, 1) to (6, 6), three fifths of the way is (4, 4)', () => {
  const place = [tf.tensor2d([[1, 1]]), tf.tensor2d([[6, 6]]), tf.tensor2d([[3 / 5]])] as const;
  const { xt, dxt } = pathPoint({ kind: 'linear', params: {} }, ...place);
  expect(largestDifference(numbers(xt), [4, 4])).toBeLessThan(1e-6);
  expect(numbers(dxt)).toEqual([5, 5]);
});

test('the worked example of the circular path: x1 = 1, x0 = 0.5, t = 0.6 gives 1.0 and 0.625', () => {
  const place = [tf.tensor2d([[0.5]]), tf.tensor2d([[1]]), tf.tensor2d([[0.6]])] as const;
  const { xt, dxt } = pathPoint({ kind: 'circular', params: {} }, ...place);
  expect(numbers(xt)[0]).toBeCloseTo(1, 6);
  expect(numbers(dxt)[0]).toBeCloseTo(0.625, 6);
});
