/** What a set of pairs is judged by: how far they are apart, how often their segments cross, and how skewed the source is. */
import type { PairStatistics, Skew } from '../../shared/protocol/pairs.ts';
import { type Points, pointsOf } from './exact.ts';

export type ConditionOfPairs = { readonly kind: 'class' | 'continuous'; readonly values: ArrayLike<number> };

/** x0 and x1 `[n, 2]`; O(n²). */
export function pairStatistics(x0: Float32Array, x1: Float32Array, condition: ConditionOfPairs | null): PairStatistics {
  const n = x0.length / 2;
  let cost = 0;
  for (let k = 0; k < x0.length; k++) cost += ((x0[k] as number) - (x1[k] as number)) ** 2;
  return {
    n,
    cost: n === 0 ? 0 : cost / n,
    crossings: crossings(x0, x1),
    swaps: swaps(x0, x1),
    skew: skewOf(x0, condition),
  };
}

/** Pairs of segments x0_i x1_i, x0_j x1_j with a point in common inside both; touching ends do not count. */
export function crossings(x0: Float32Array, x1: Float32Array): number {
  const n = x0.length / 2;
  const at = (points: Float32Array, k: number) => points[k] as number;
  let count = 0;
  for (let i = 0; i < n; i++) {
    const [ax, ay, bx, by] = [at(x0, 2 * i), at(x0, 2 * i + 1), at(x1, 2 * i), at(x1, 2 * i + 1)];
    for (let j = i + 1; j < n; j++) {
      const [cx, cy, dx, dy] = [at(x0, 2 * j), at(x0, 2 * j + 1), at(x1, 2 * j), at(x1, 2 * j + 1)];
      const c = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
      const d = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax);
      if (c * d >= 0) continue;
      const a = (dx - cx) * (ay - cy) - (dy - cy) * (ax - cx);
      const b = (dx - cx) * (by - cy) - (dy - cy) * (bx - cx);
      if (a * b < 0) count++;
    }
  }
  return count;
}

/**
 * Pairs i, j with ⟨x0_i − x0_j, x1_i − x1_j⟩ < 0, which would be cheaper swapped: none in an optimal pairing. (Its segments may
 * still cross in the plane, at different t.)
 */
export function swaps(x0: Float32Array, x1: Float32Array): number {
  const n = x0.length / 2;
  let count = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const along = (axis: 0 | 1) =>
        ((x0[2 * i + axis] as number) - (x0[2 * j + axis] as number)) *
        ((x1[2 * i + axis] as number) - (x1[2 * j + axis] as number));
      if (along(0) + along(1) < -1e-9) count++;
    }
  }
  return count;
}

/** Neighbours whose mean predicts a continuous condition. */
const NEIGHBOURS = 5;

function skewOf(x0: Float32Array, condition: ConditionOfPairs | null): Skew | null {
  if (condition === null || x0.length < 4) return null;
  const { kind, values } = condition;
  const n = x0.length / 2;
  const points = pointsOf(x0);
  if (kind === 'class') {
    let right = 0;
    for (let i = 0; i < n; i++) if (values[nearest(points, i, 1)[0] as number] === values[i]) right++;
    return { kind: 'accuracy', value: right / n, chance: sameClass(values) };
  }
  const mean = Array.from(values).reduce((sum, value) => sum + value, 0) / n;
  let [left, all] = [0, 0];
  for (let i = 0; i < n; i++) {
    const near = nearest(points, i, Math.min(NEIGHBOURS, n - 1));
    const predicted = near.reduce((sum, j) => sum + (values[j] as number), 0) / near.length;
    left += ((values[i] as number) - predicted) ** 2;
    all += ((values[i] as number) - mean) ** 2;
  }
  // Unskewed noise predicts nothing: no better than the mean.
  return { kind: 'r2', value: all === 0 ? 0 : Math.max(0, 1 - left / all), chance: 0 };
}

/** The chance that another pair, picked blindly, has the same class. */
function sameClass(values: ArrayLike<number>): number {
  const counts = new Map<number, number>();
  for (const value of Array.from(values)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const n = values.length;
  return [...counts.values()].reduce((sum, count) => sum + (count / n) * ((count - 1) / (n - 1)), 0);
}

/** The `count` points nearest to point i, without itself. */
function nearest({ n, axes: [x, y] }: Points, i: number, count: number): number[] {
  const found: { readonly j: number; readonly distance: number }[] = [];
  for (let j = 0; j < n; j++) {
    if (j === i) continue;
    const distance = ((x?.[i] ?? 0) - (x?.[j] ?? 0)) ** 2 + ((y?.[i] ?? 0) - (y?.[j] ?? 0)) ** 2;
    if (found.length === count && distance >= (found[count - 1]?.distance ?? 0)) continue;
    const place = found.findIndex((other) => other.distance > distance);
    found.splice(place < 0 ? found.length : place, 0, { j, distance });
    if (found.length > count) found.pop();
  }
  return found.map(({ j }) => j);
}
