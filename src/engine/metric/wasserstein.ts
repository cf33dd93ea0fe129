import { assign } from './assignment.ts';

/** Squared Euclidean distances between two point sets of the same size, `[n, n]` row-major. */
export function squaredDistances(a: Float32Array, b: Float32Array): Float64Array {
  const n = a.length / 2;
  const cost = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const x = a[2 * i] as number;
    const y = a[2 * i + 1] as number;
    for (let j = 0; j < n; j++) {
      cost[i * n + j] = (x - (b[2 * j] as number)) ** 2 + (y - (b[2 * j + 1] as number)) ** 2;
    }
  }
  return cost;
}

/**
 * 2-Wasserstein distance between two point sets `[n, 2]` of the same size, by exact assignment:
 * W2 = √(min over permutations π of (1/n) Σ ‖a_i − b_π(i)‖²). In data units: this is W2, not its square.
 */
export function wasserstein2(a: Float32Array, b: Float32Array): number {
  const n = a.length / 2;
  if (b.length !== a.length) throw new Error(`W2 needs two sets of the same size, not ${n} and ${b.length / 2}.`);
  return Math.sqrt(Math.max(0, assign(squaredDistances(a, b), n).cost) / n);
}
