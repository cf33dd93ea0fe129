/// <reference path="./jstat.d.ts" />
import jstat from 'jstat';
import { type Moments, momentsOf } from './moments.ts';

/** Seeds that both sides need before a test says anything. */
export const SEEDS_FOR_TEST = 3;
/** A difference with a larger p is within noise. */
export const NOISE_LEVEL = 0.05;

export type WelchTest = {
  /** t = (m₁ − m₂) / √(s₁²/n₁ + s₂²/n₂); ±∞ when both sides never vary. */
  readonly t: number;
  /** Degrees of freedom after Welch and Satterthwaite: (v₁ + v₂)² / (v₁²/(n₁−1) + v₂²/(n₂−1)), vᵢ = sᵢ²/nᵢ. */
  readonly degrees: number;
  /** Probability of a difference at least this large, either way, were the means equal. */
  readonly p: number;
};

/**
 * Welch's t test of two means without assuming equal variances (B. L. Welch, Biometrika 34, 1947). Null below
 * `SEEDS_FOR_TEST` finite values on either side.
 */
export function welchTest(a: readonly number[], b: readonly number[]): WelchTest | null {
  const [first, second] = [momentsOf(a), momentsOf(b)];
  if (first.count < SEEDS_FOR_TEST || second.count < SEEDS_FOR_TEST) return null;
  const [v1, v2] = [varianceOfMean(first), varianceOfMean(second)];
  const difference = first.mean - second.mean;
  if (v1 + v2 === 0) {
    const t = difference === 0 ? 0 : Math.sign(difference) * Number.POSITIVE_INFINITY;
    return { t, degrees: first.count + second.count - 2, p: difference === 0 ? 1 : 0 };
  }
  const t = difference / Math.sqrt(v1 + v2);
  const degrees = (v1 + v2) ** 2 / (v1 ** 2 / (first.count - 1) + v2 ** 2 / (second.count - 1));
  return { t, degrees, p: Math.min(1, 2 * jstat.studentt.cdf(-Math.abs(t), degrees)) };
}

function varianceOfMean({ std, count }: Moments): number {
  return (std ?? 0) ** 2 / count;
}
