import { expect, test } from 'vitest';
import { ringConfig } from '../../shared/model/presets.ts';
import { PlanPool } from './plan-pool.ts';

const ring = ringConfig('unconditional', 'gaussian', 3);
const configWith = (batch: number, otBatch: number, reuse: number, seed = 3) => ({
  ...{ batch, seed },
  coupling: { ...ring.coupling, kind: 'ot' as const, batch: otBatch, reuse },
});

/** Plan and row of every pair of a step, as one number each: plan · size + row. */
function pairsOfStep(pool: PlanPool, step: number, batch: number, size: number): number[] {
  const [plans, rows] = [new Int32Array(batch), new Int32Array(batch)];
  pool.places(step, plans, rows);
  return Array.from(plans, (plan, i) => plan * size + (rows[i] as number));
}

test('used once, plans follow each other in their own order', () => {
  const pool = new PlanPool(configWith(8, 24, 1));
  const pairs = Array.from({ length: 12 }, (_, step) => pairsOfStep(pool, step, 8, 24)).flat();
  expect(pairs).toEqual(Array.from({ length: 96 }, (_, k) => k));
  expect([0, 1, 2, 5].map((plan) => pool.stepOf(plan))).toEqual([0, 3, 6, 15]);
});

test.each([
  [256, 1024, 40, 32],
  [512, 2048, 20, 20],
  [16, 16, 33, 33],
  [8, 40, 100, 100],
])('batches of %i from plans of %i, %i times: evenly, from %i plans at most', (batch, size, reuse, most) => {
  const pool = new PlanPool(configWith(batch, size, reuse));
  const turn = (reuse * size) / batch;
  const uses = new Map<number, number>();
  const turns = 2.5 * most;
  const wrong: number[] = [];
  for (let step = 0; step < turns * turn; step++) {
    const { first, count } = pool.window(step);
    const pairs = pairsOfStep(pool, step, batch, size);
    const isThere = count <= most && pool.stepOf(first + count - 1) <= step && pool.stepOf(first + count) > step;
    const isInside = pairs.every((pair) => pair >= first * size && pair < (first + count) * size);
    if (!isThere || !isInside || new Set(pairs).size < batch) wrong.push(step);
    for (const pair of pairs) uses.set(pair, (uses.get(pair) ?? 0) + 1);
  }
  expect(wrong).toEqual([]);
  // A plan that came to a full pool and left it: its pairs were used `reuse` times, once more or less in every turn.
  const plan = Math.floor(1.2 * most);
  const counts = Array.from({ length: size }, (_, row) => uses.get(plan * size + row) ?? 0);
  expect(counts.reduce((sum, count) => sum + count, 0) / size).toBeCloseTo(reuse, 0);
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThan(20);
  // The same from any step on, as a resumed training asks; another seed has another order.
  const later = turns * turn - 1;
  const again = pairsOfStep(new PlanPool(configWith(batch, size, reuse)), later, batch, size);
  expect(again).toEqual(pairsOfStep(pool, later, batch, size));
  expect(pairsOfStep(new PlanPool(configWith(batch, size, reuse, 4)), later, batch, size)).not.toEqual(again);
});

test('within a turn every pair is visited before any of them again', () => {
  const [batch, size, reuse] = [256, 1024, 12];
  const pool = new PlanPool(configWith(batch, size, reuse));
  // The first four plans are one pass of 16 steps.
  const orders = [0, 16].map((start) =>
    Array.from({ length: 16 }, (_, k) => pairsOfStep(pool, start + k, batch, size)).flat(),
  );
  for (const order of orders)
    expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 4096 }, (_, k) => k));
  expect(orders[0]).not.toEqual(orders[1]);
});
