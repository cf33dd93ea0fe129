import { expect, test } from 'vitest';
import { drawFresh, drawOfClasses } from '../../shared/flow/draw.ts';
import { configFor, ringConfig } from '../../shared/model/presets.ts';
import type { Metric } from '../../shared/model/records.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { lossMetric } from './loss.ts';
import { measureSamples } from './measure.ts';

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
  expect(names(ring, true, NONE)).toEqual(['w2', ...sample]);
  expect(names(configFor('unconditional', 'moons', 'gaussian', 1), true, NONE)).toEqual(['w2', 'slicedW2']);
  expect(names(ringConfig('onehot', 'gaussian', 1), true, LABELS)).toEqual([
    'w2',
    'slicedW2',
    'accuracy',
    'within3Std',
  ]);
  const radius = configFor('radius', 'annulus', 'gaussian', 1);
  const radii = Array.from({ length: N }, (_, i) => (i % 2 === 0 ? 1 : 2.5));
  expect(names(radius, false, radii)).toEqual(['radiusError']);
  expect(names(radius, true, radii)).toEqual(['radiusError', 'radiusError@1', 'radiusError@2.5']);
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
  expect(lossMetric(config, 80, losses)).toEqual({ name: 'loss', step: 80, value: 0.5, n: 50, floor: Math.PI / 8 });
  expect(lossMetric(ringConfig('onehot', 'uniform', 1), 80, losses)?.floor).toBeNull();
  expect(lossMetric(config, 0, [])).toBeNull();
  const unconditional = lossMetric(ringConfig('unconditional', 'gaussian', 1), 80, losses)?.floor ?? 0;
  expect(unconditional).toBeGreaterThan(2);
  expect(unconditional).toBeLessThan(2.9);
});
