import { describe, expect, test } from 'vitest';
import { drawFresh, drawOfClasses } from '../../shared/flow/draw.ts';
import { drawSource } from '../../shared/flow/sources.ts';
import { conditionDraws, conditionsOf } from '../../shared/model/condition-values.ts';
import { METRICS, metricInfo } from '../../shared/model/metrics.ts';
import { configFor, ringConfig } from '../../shared/model/presets.ts';
import type { Metric } from '../../shared/model/records.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { lossMetric } from './loss.ts';
import { measureSamples } from './measure.ts';
import { wasserstein2 } from './wasserstein.ts';

const N = 240;
const NONE = new Float32Array(N);
const LABELS = Array.from({ length: N }, (_, i) => i % 8);

const named = (metrics: readonly Metric[], name: string): Metric => {
  const found = metrics.find((metric) => metric.name === name);
  if (!found) throw new Error(`There is no metric ${name}.`);
  return found;
};
const names = (config: RunConfig, closing: boolean, conditions: ArrayLike<number>) => {
  const { points } = drawFresh(config.data, N, 77);
  return measureSamples({ config, step: 5, samples: points, conditions, closing }).map((metric) => metric.name);
};

test('which metrics apply follows the model and the data', () => {
  const ring = ringConfig('unconditional', 'gaussian', 1);
  const sample = ['slicedW2', 'modeShareMin', 'within3Std'];
  expect(names(ring, false, NONE)).toEqual(sample);
  const distances = ['w2', 'w2Squared', 'energyDistance', 'mmd', 'slicedW2'];
  expect(names(ring, true, NONE)).toEqual([...distances, 'modeShareMin', 'modeCoverage', 'modeEntropy', 'within3Std']);
  expect(names(configFor('unconditional', 'moons', 'gaussian', 1), true, NONE)).toEqual(distances);
  expect(names(ringConfig('onehot', 'gaussian', 1), true, LABELS)).toEqual([...distances, 'accuracy', 'within3Std']);
  const radius = configFor('radius', 'annulus', 'gaussian', 1);
  const radii = Array.from({ length: N }, (_, i) => (i % 2 === 0 ? 1 : 2.5));
  expect(names(radius, false, radii)).toEqual(['radiusError']);
  expect(names(radius, true, radii)).toEqual(['radiusError', 'radiusError@1', 'radiusError@2.5']);
  const drawn = conditionsOf(radius, conditionDraws(radius, N));
  const { points } = conditionDraws(radius, N);
  const perfect = measureSamples({
    config: radius,
    step: 5,
    samples: points,
    conditions: drawn,
    closing: true,
    drawn: true,
  });
  expect(perfect.map(({ name }) => name)).toEqual(distances);
  // The very draws that lent their radii.
  expect(named(perfect, 'w2').value).toBe(0);
  const told: RunConfig = { ...configFor('radius', 'c2ot-moons', '8-gaussians', 1), continuous: 'x1' };
  const asked = conditionsOf(told, conditionDraws(told, N));
  expect(names(told, false, asked)).toEqual(['slicedW2', 'conditionError']);
  expect(names(told, true, asked)).toEqual([...distances, 'conditionError']);
});

test('true draws score about their floor, and a shifted sample clearly worse', () => {
  const config = ringConfig('onehot', 'gaussian', 1);
  const truth = drawOfClasses(config.data, LABELS, 99).points;
  const moved = truth.map((value) => value + 1);
  const measure = (samples: Float32Array) =>
    measureSamples({ config, step: 1, samples, conditions: LABELS, closing: true });
  for (const name of ['w2', 'slicedW2']) {
    const { value, floor, n, step } = named(measure(truth), name);
    expect([n, step]).toEqual([N, 1]);
    expect(value).toBeLessThan(1.5 * (floor ?? 0));
    expect(named(measure(moved), name).value).toBeGreaterThan(5 * (floor ?? 0));
  }
  expect(named(measure(truth), 'accuracy')).toMatchObject({ value: 1, floor: 1 });
  expect(named(measure(moved), 'within3Std').value).toBeLessThan(0.1);
  expect(named(measure(truth), 'within3Std').floor).toBeCloseTo(1 - Math.exp(-4.5), 2);
});

test('a class swapped for another is seen, although the sample as a whole is right', () => {
  const config = ringConfig('onehot', 'gaussian', 1);
  const samples = drawOfClasses(
    config.data,
    LABELS.map((label) => (label + 1) % 8),
    99,
  ).points;
  const metrics = measureSamples({ config, step: 1, samples, conditions: LABELS, closing: true });
  expect(named(metrics, 'accuracy').value).toBe(0);
});

test('the same samples give the same metrics; samples that are not finite give none', () => {
  const config = ringConfig('unconditional', 'gaussian', 3);
  const { points } = drawFresh(config.data, N, 5);
  const input = { config, step: 2, samples: points, conditions: NONE, closing: true };
  expect(measureSamples(input)).toEqual(measureSamples(input));
  expect(measureSamples({ ...input, samples: points.map((x, i) => (i === 3 ? Number.NaN : x)) })).toEqual([]);
});

test('the loss is the mean of the last 50 steps beside the irreducible loss', () => {
  const config = ringConfig('onehot', 'gaussian', 1);
  const losses = Float32Array.from({ length: 80 }, (_, i) => (i < 30 ? 100 : 0.5));
  expect(lossMetric(config, 80, losses)).toEqual({
    name: 'loss',
    step: 80,
    value: 0.5,
    n: 50,
    floor: expect.closeTo(Math.PI / 8, 7),
  });
  expect(lossMetric(ringConfig('onehot', 'uniform', 1), 80, losses)?.floor).toBeNull();
  expect(lossMetric(config, 0, [])).toBeNull();
  const unconditional = lossMetric(ringConfig('unconditional', 'gaussian', 1), 80, losses)?.floor ?? 0;
  expect(unconditional).toBeGreaterThan(2);
  expect(unconditional).toBeLessThan(2.9);
});

test('a model told the first coordinate is compared with the very draws whose coordinates it was given', () => {
  const config: RunConfig = { ...configFor('radius', 'c2ot-moons', '8-gaussians', 1), continuous: 'x1' };
  const truth = conditionDraws(config, N);
  const conditions = conditionsOf(config, truth);
  const metrics = measureSamples({ config, step: 1, samples: truth.points, conditions, closing: true });
  for (const name of ['w2', 'w2Squared', 'slicedW2', 'energyDistance', 'mmd', 'conditionError']) {
    expect(named(metrics, name).value).toBeCloseTo(0, 8);
  }
  const moved = truth.points.map((value, i) => (i % 2 === 0 ? value + 0.5 : value));
  expect(
    named(measureSamples({ config, step: 1, samples: moved, conditions, closing: true }), 'conditionError'),
  ).toMatchObject({ value: expect.closeTo(0.5, 5), floor: 0 });
});

test('W2² is the square of W2, and its floor the mean square of two true draws', () => {
  const config = ringConfig('unconditional', 'gaussian', 3);
  const { points } = drawFresh(config.data, N, 5);
  const metrics = measureSamples({ config, step: 2, samples: points, conditions: NONE, closing: true });
  const [w2, squared] = [named(metrics, 'w2'), named(metrics, 'w2Squared')];
  expect(squared.value).toBeCloseTo(w2.value ** 2, 10);
  expect(squared.floor).toBeGreaterThanOrEqual((w2.floor ?? 0) ** 2);
  expect(squared.floor).toBeLessThan(2 * (w2.floor ?? 0) ** 2);
});

test('paths: a straight one at constant speed has ratio 1, its squared length as energy, and NPE against the transport', () => {
  const config = configFor('unconditional', 'point', 'gaussian', 1);
  // All particles start at (0, 0) and the data is the point (2, 1), so W2² = 5 is the least energy.
  const points = (x: number, y: number) => Array.from({ length: 2 * 4 }, (_, i) => (i % 2 === 0 ? x : y));
  const measure = (frames: number[], evaluations: number) => {
    const trajectories = {
      frames: Float32Array.from(frames),
      frameCount: 3,
      particleCount: 4,
      times: Float32Array.of(0, 0.5, 1),
      conditions: new Float32Array(4),
      evaluations,
    };
    const samples = trajectories.frames.subarray(16);
    const input = { config, step: 1, samples, conditions: trajectories.conditions, trajectories, closing: true };
    return (name: string) => named(measureSamples(input), name).value;
  };
  const straight = measure([...points(0, 0), ...points(1, 0.5), ...points(2, 1)], 2);
  expect(['pathEnergy', 'pathRatio', 'nfe', 'w2'].map(straight)).toEqual([5, 1, 2, 0]);
  expect(straight('npe')).toBeCloseTo(0, 12);
  // By way of (2, 0): ½ at speed 4 and ½ at speed 2, so ½·16 + ½·4 = 10.
  const bent = measure([...points(0, 0), ...points(2, 0), ...points(2, 1)], 2);
  expect(bent('pathEnergy')).toBeCloseTo(10, 6);
  expect(bent('npe')).toBeCloseTo(1, 6);
});

describe('the floor of the path energy is the least that any flow spends', () => {
  const still = (config: RunConfig, start: Float32Array, conditions: ArrayLike<number>, energy?: number) => {
    const trajectories = {
      frames: Float32Array.from([...start, ...start]),
      ...{ frameCount: 2, particleCount: N, times: Float32Array.of(0, 1), conditions: Float32Array.from(conditions) },
      ...(energy === undefined ? {} : { energy }),
    };
    return measureSamples({ config, step: 1, samples: start, conditions, trajectories, closing: true });
  };

  test('W2² from the source to true draws, and 0 for NPE', () => {
    const config = ringConfig('unconditional', 'gaussian', 1);
    const start = drawSource({ name: 'gaussian' }, 7, N);
    const floor = wasserstein2(start, drawFresh(config.data, N, config.seed).points) ** 2;
    const metrics = still(config, start, NONE, 2 * floor);
    expect(named(metrics, 'pathEnergy')).toMatchObject({ value: 2 * floor, floor, n: N });
    expect(named(metrics, 'npe')).toMatchObject({ value: expect.closeTo(1, 10), floor: 0 });
    // Without the solver's own figure it is that of the frames, in which nothing moves.
    expect(named(still(config, start, NONE), 'pathEnergy')).toMatchObject({ value: 0, floor });
  });

  test('class by class where the class is told: more than for all together', () => {
    const config = ringConfig('onehot', 'gaussian', 1);
    const start = drawSource({ name: 'gaussian' }, 7, N);
    const metrics = still(config, start, LABELS);
    const together = wasserstein2(start, drawOfClasses(config.data, LABELS, config.seed).points) ** 2;
    // From N(0, I) to N(μ, s² I), ‖μ‖ = 3, the distributions have W2² = 9 + 2 (1 − s)²; of a few points it is a little more.
    const { floor } = named(metrics, 'pathEnergy');
    expect(floor).toBeGreaterThan(9);
    expect(floor).toBeLessThan(12);
    expect(floor).toBeGreaterThan(together + 2);
    expect(metrics.some(({ name }) => name === 'npe')).toBe(false);
  });

  test('there is none for a radius', () => {
    const metrics = still(
      ringConfig('radius', 'gaussian', 1),
      drawSource({ name: 'gaussian' }, 7, N),
      new Array(N).fill(2),
    );
    expect(named(metrics, 'pathEnergy').floor).toBeNull();
  });
});

test('every figure that can be measured is described', () => {
  for (const name of ['radiusError@1.5', ...Object.keys(METRICS)]) expect(metricInfo(name)?.label).toBeTruthy();
});
