/**
 * Euler–Maruyama under the exact velocity from N(0, I) to N(2, 0.5² I), on every path. That velocity is linear in x, so the
 * mean and the variance of the simulated particles obey a recursion of their own: no draw decides what is found here.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { pathParams } from '../../shared/flow/path.ts';
import { SCHEDULES, type Schedule } from '../../shared/flow/schedule.ts';
import { drawSource } from '../../shared/flow/sources.ts';
import { PATHS, type PathKind } from '../../shared/model/names.ts';
import { integrate } from '../integrate.ts';
import type { GraphField } from '../integration.ts';
import { LoopCache } from '../loop-cache.ts';
import { tracedSchedule } from '../path/path.ts';
import { loadTensorFlow, tf } from '../tensorflow.ts';
import { NOISE_COLUMNS, noiseTable } from './euler-maruyama.ts';

beforeAll(async () => {
  await loadTensorFlow();
});

const MEAN = 2;
const STD = 0.5;
type Moments = { readonly mean: number; readonly std: number };

const scheduleOf = (kind: PathKind) => (t: number) => SCHEDULES[kind].at(t, SCHEDULES[kind].defaults);

/** Mean α·2 and deviation √(0.25 α² + σ²) of the marginal at t. */
function marginal({ alphaT, sigmaT }: Schedule): Moments {
  return { mean: alphaT * MEAN, std: Math.hypot(alphaT * STD, sigmaT) };
}

/** u_t(x) = gain·x + shift, with gain = (0.25 α α̇ + σ σ̇) / (0.25 α² + σ²) and shift = 2 (α̇ − gain·α). */
function velocityOf({ alphaT, sigmaT, dAlphaT, dSigmaT }: Schedule) {
  const gain = (alphaT * dAlphaT * STD ** 2 + sigmaT * dSigmaT) / (alphaT ** 2 * STD ** 2 + sigmaT ** 2);
  return { gain, shift: MEAN * (dAlphaT - gain * alphaT) };
}

/** Moments after `taken` of `steps` steps, from the exact marginal at t = 0: x ← (1 + (A·gain + B) dt) x + A·shift·dt + C ξ. */
function simulated(kind: PathKind, noise: number, steps: number, taken: number): Moments {
  const at = scheduleOf(kind);
  const table = noiseTable(at, noise, steps, steps);
  const start = marginal(at(0));
  let [mean, variance] = [start.mean, start.std ** 2];
  for (let k = 0; k < taken; k++) {
    const [ofVelocity, ofPlace, ofNoise] = table.subarray(k * NOISE_COLUMNS) as unknown as [number, number, number];
    const { gain, shift } = velocityOf(at(k / steps));
    const factor = 1 + (ofVelocity * gain + ofPlace) / steps;
    mean = factor * mean + (ofVelocity * shift) / steps;
    variance = factor ** 2 * variance + ofNoise ** 2;
  }
  return { mean, std: Math.sqrt(variance) };
}

/** How far mean and deviation are from the exact ones at time `end`. */
function errorOf(kind: PathKind, noise: number, steps: number, end: number) {
  const got = simulated(kind, noise, steps, Math.round(steps * end));
  const exact = marginal(scheduleOf(kind)(end));
  return { mean: Math.abs(got.mean - exact.mean), std: Math.abs(got.std - exact.std) };
}

/** The same velocity inside the graph, from the schedule that trainings use. */
function graphField(kind: PathKind): GraphField {
  return {
    name: `gaussian ${kind}`,
    constants: [],
    velocity: (x, t) => {
      const { alphaT, sigmaT, dAlphaT, dSigmaT } = tracedSchedule(
        { kind, params: pathParams({ kind, params: {} }) },
        t,
      );
      const own = tf.mul(tf.mul(alphaT, dAlphaT), STD ** 2).add(tf.mul(sigmaT, dSigmaT));
      const gain = own.div(tf.mul(tf.square(alphaT), STD ** 2).add(tf.square(sigmaT)));
      return x.mul(gain).add(tf.sub(dAlphaT, gain.mul(alphaT)).mul(MEAN));
    },
  };
}

function momentsOf(values: Float32Array): Moments {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, std: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) };
}

describe.each(PATHS)('on the %s path', (kind) => {
  test.each([0.5, 1])('with η = 1 the exact mean and deviation at t = %f are those of small steps', (end) => {
    const { mean, std } = errorOf(kind, 1, 3200, end);
    expect(mean).toBeLessThan(5e-4);
    expect(std).toBeLessThan(5e-4);
  });

  test('ten times the noise variance has the same marginals', () => {
    const { mean, std } = errorOf(kind, Math.sqrt(10), 20_000, 1);
    expect(mean).toBeLessThan(1e-3);
    expect(std).toBeLessThan(1e-3);
  });

  test('its weak order is 1: half the step, half the error of the deviation', () => {
    const orderAt = (end: number) => Math.log2(errorOf(kind, 1, 50, end).std / errorOf(kind, 1, 200, end).std) / 2;
    expect(orderAt(0.5)).toBeGreaterThan(0.9);
    expect(orderAt(0.5)).toBeLessThan(1.2);
    expect(orderAt(1)).toBeGreaterThan(0.9);
    // The exploding path ends in hardly any noise, and the error of its first steps has died out by then.
    if (kind !== 'variance-exploding') expect(orderAt(1)).toBeLessThan(1.2);
  });

  test('the particles of the graph have the moments of the recursion, half way and at the end', async () => {
    const [n, steps] = [4000, 100];
    const loops = new LoopCache();
    const at = scheduleOf(kind);
    const { mean, std } = marginal(at(0));
    const { frames } = await integrate(loops, graphField(kind), {
      ...{ start: drawSource({ name: 'gaussian' }, 3, n).map((x) => mean + std * x), width: 2, from: 0, to: 1 },
      ...{ solver: 'euler-maruyama', steps, kept: [0, steps / 2, steps], rtol: 1, atol: 1 },
      noise: { strength: 1, seed: 5, at },
    });
    loops.dispose();
    for (const frame of [1, 2]) {
      const got = momentsOf(frames.subarray(2 * n * frame, 2 * n * (frame + 1)));
      const expected = simulated(kind, 1, steps, (steps / 2) * frame);
      // Of 8000 numbers the mean is known to std/90, the deviation to std/126.
      expect(Math.abs(got.mean - expected.mean)).toBeLessThan(expected.std / 22);
      expect(Math.abs(got.std - expected.std)).toBeLessThan(expected.std / 32);
    }
  });
});
