import { expect, test } from 'vitest';
import { RandomStream } from '../../shared/flow/random.ts';
import { assign } from './assignment.ts';

function permutations(n: number): number[][] {
  if (n === 0) return [[]];
  return permutations(n - 1).flatMap((order) => order.concat(-1).map((_, at) => order.toSpliced(at, 0, n - 1)));
}

/** Smallest cost over every permutation. */
function bruteForce(cost: Float64Array, n: number): number {
  const costs = permutations(n).map((order) => order.reduce((sum, j, i) => sum + (cost[i * n + j] ?? 0), 0));
  return Math.min(...costs);
}

const random = new RandomStream(1, 'evaluation');
const MATRICES = {
  'real costs': () => random.uniform(),
  'negative costs': () => random.normal(),
  'ties everywhere': () => random.integer(3),
  'all equal': () => 1,
};

test.each(Object.entries(MATRICES))('%s: the cost is the least over all permutations', (_name, draw) => {
  for (let n = 1; n <= 7; n++) {
    for (let repeat = 0; repeat < 5; repeat++) {
      const cost = Float64Array.from({ length: n * n }, draw);
      const { columnOfRow, cost: total } = assign(cost, n);
      expect([...columnOfRow].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
      expect(total).toBeCloseTo(bruteForce(cost, n), 10);
    }
  }
});

test('a shuffled diagonal of zeros is found at n = 200', () => {
  const n = 200;
  const cost = Float64Array.from({ length: n * n }, () => 1 + random.uniform());
  for (let i = 0; i < n; i++) cost[i * n + ((7 * i + 3) % n)] = 0;
  const { columnOfRow, cost: total } = assign(cost, n);
  expect(total).toBe(0);
  expect(columnOfRow[10]).toBe(73);
});

test('costs that are not finite are refused', () => {
  expect(() => assign(Float64Array.of(Number.NaN, Number.NaN, Number.NaN, Number.NaN), 2)).toThrow(/finite/);
});
