import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Metric } from '../shared/model/records.ts';
import { closingMetrics, LossTail } from './measure.ts';
import { recomputeMetrics } from './recompute.ts';
import { Sampler } from './sampler.ts';
import { loadTensorFlow } from './tensorflow.ts';
import { smallConfig } from './testing/numbers.ts';
import { Trainer } from './trainer.ts';

const config = smallConfig('unconditional', { steps: 1 });
let trainer: Trainer;
let sampler: Sampler;

beforeAll(async () => {
  await loadTensorFlow();
  trainer = new Trainer(config, null);
  sampler = new Sampler(config, () => trainer.parameterTensors);
});
afterAll(() => {
  sampler.dispose();
  trainer.dispose();
});

const never = () => expect.unreachable();
const find = (metrics: readonly Metric[], name: string) => metrics.find((metric) => metric.name === name);

test('without wishes it measures what the end of a training measures', async () => {
  const { metrics: closing } = await closingMetrics(config, sampler, 0, new LossTail());
  const again = await recomputeMetrics(config, sampler, 0, { exact: false }, never);
  for (const metric of again) expect(find(closing, metric.name)).toEqual(metric);
  expect(again.length).toBeGreaterThan(8);
});

test('n, seed, solver and steps are those asked for; W2 uses a thousand points unless it is to be exact', async () => {
  const some = await recomputeMetrics(config, sampler, 0, { n: 1200, exact: false, solver: 'heun', steps: 3 }, never);
  expect([find(some, 'w2')?.n, find(some, 'slicedW2')?.n, find(some, 'nfe')?.value]).toEqual([1000, 1200, 6]);
  const told: number[] = [];
  const exact = await recomputeMetrics(
    config,
    sampler,
    0,
    { n: 1200, exact: true, solver: 'heun', steps: 3 },
    (share) => told.push(share),
  );
  expect(find(exact, 'w2')?.n).toBe(1200);
  expect(told.every((share, k) => share >= (told[k - 1] ?? 0) && share <= 1)).toBe(true);
  const other = await recomputeMetrics(config, sampler, 0, { n: 200, exact: false, seed: 5 }, never);
  const another = await recomputeMetrics(config, sampler, 0, { n: 200, exact: false, seed: 6 }, never);
  expect(find(other, 'slicedW2')?.value).not.toBe(find(another, 'slicedW2')?.value);
});
