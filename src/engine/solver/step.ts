import { type Tensor, tf } from '../tensorflow.ts';
import type { Tableau } from './tableau.ts';

/** v(x, t): x `[batch, dim]`, t a float32 scalar tensor; the result is like x. */
export type VelocityField = (x: Tensor, t: Tensor) => Tensor;

function termsOf(slopes: readonly Tensor[], weights: readonly number[]): Tensor[] {
  return slopes.flatMap((k, j) => {
    const weight = weights[j] ?? 0;
    if (weight === 0) return [];
    return [weight === 1 ? k : tf.mul(k, weight)];
  });
}

/** `Σ weights[j] k_j`, skipping zero weights; at least one is not zero. */
export function weighted(slopes: readonly Tensor[], weights: readonly number[]): Tensor {
  return termsOf(slopes, weights).reduce((sum, term) => tf.add(sum, term));
}

/** `x + dt Σ weights[j] k_j`. */
export function advance(x: Tensor, dt: Tensor, weights: readonly number[], slopes: readonly Tensor[]): Tensor {
  return weights.every((weight) => weight === 0) ? x : tf.add(x, tf.mul(dt, weighted(slopes, weights)));
}

/** One step of length dt (float32 scalar, may be negative) from x `[batch, dim]` at time t (float32 scalar). */
export function solverStep({ a, b, c }: Tableau, v: VelocityField, x: Tensor, t: Tensor, dt: Tensor): Tensor {
  const slopes: Tensor[] = [];
  c.forEach((fraction, stage) => {
    const time = fraction === 0 ? t : tf.add(t, fraction === 1 ? dt : tf.mul(dt, fraction));
    slopes.push(v(advance(x, dt, a[stage] ?? [], slopes), time));
  });
  return advance(x, dt, b, slopes);
}
