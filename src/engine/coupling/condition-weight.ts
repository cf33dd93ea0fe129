/** How much a difference of conditions costs in condition-aware transport. */
import type { Points } from './exact.ts';

/** Past this weight conditions decide alone. */
const LARGEST_WEIGHT = 1e6;

/**
 * The weight w at which the share r(w) of pairs i ≠ j with ‖x0_i − x1_j‖² + w (c_i − c_j)² ≤ ‖x0_i − x1_i‖² is `ratio`: the
 * share of other partners that are no dearer than the one as drawn. r falls with w, and a pair leaves it at
 * w_ij = (‖x0_i − x1_i‖² − ‖x0_i − x1_j‖²) / (c_i − c_j)², so w is a quantile of the w_ij and needs no iteration.
 * 0 when less than `ratio` is left without any weight. Cheng and Schwing, arXiv 2503.10636. x0, x1 of n points, c `[n]`.
 */
export function conditionWeight(x0: Points, x1: Points, conditions: ArrayLike<number>, ratio: number): number {
  const leaving: number[] = [];
  visitOthers(x0, x1, conditions, (gain, difference) => {
    if (gain >= 0) leaving.push(difference === 0 ? Number.POSITIVE_INFINITY : gain / difference);
  });
  const wanted = Math.round(ratio * x0.n * (x0.n - 1));
  if (leaving.length <= wanted) return 0;
  const weights = Float64Array.from(leaving).sort();
  return Math.min(LARGEST_WEIGHT, weights[weights.length - Math.max(1, wanted)] as number);
}

/** r(w), the share that the weight leaves. */
export function ratioAt(x0: Points, x1: Points, conditions: ArrayLike<number>, weight: number): number {
  let count = 0;
  visitOthers(x0, x1, conditions, (gain, difference) => {
    if (weight * difference <= gain) count++;
  });
  return count / (x0.n * (x0.n - 1));
}

function visitOthers(
  x0: Points,
  x1: Points,
  conditions: ArrayLike<number>,
  visit: (gain: number, difference: number) => void,
): void {
  const squared = (i: number, j: number) =>
    x0.axes.reduce((sum, axis, d) => sum + ((axis[i] as number) - ((x1.axes[d] as Float64Array)[j] as number)) ** 2, 0);
  for (let i = 0; i < x0.n; i++) {
    const own = squared(i, i);
    for (let j = 0; j < x0.n; j++) {
      if (j === i) continue;
      visit(own - squared(i, j), ((conditions[i] as number) - (conditions[j] as number)) ** 2);
    }
  }
}
