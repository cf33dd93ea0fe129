/**
 * The exact flow to a few equally likely data spots under any affine Gaussian path, in any dimension: given spot k,
 * xt ~ N(α μ_k, s² I) with s² = σ² + α² τ², where τ is the spots' own deviation (0: points). Source N(0, I).
 */

import type { PathKind } from '../model/names.ts';
import { type PathParams, SCHEDULES, type Schedule } from './schedule.ts';

export type Spots = { readonly means: readonly (readonly number[])[]; readonly std: number };

/** The schedule of a path at t, with the defaults of parameters that are not given. */
export function scheduleAt(kind: PathKind, params: PathParams, t: number): Schedule {
  const { at, defaults } = SCHEDULES[kind];
  return at(t, { ...defaults, ...params });
}

/** Deviation s of xt around α μ_k. */
export const spread = ({ alphaT, sigmaT }: Schedule, std: number): number => Math.hypot(sigmaT, alphaT * std);

const squaredDistance = (x: readonly number[], mean: readonly number[], scale: number): number =>
  x.reduce((sum, value, k) => sum + (value - scale * (mean[k] ?? 0)) ** 2, 0);

/** p_t(x) = (1/K) Σ_k N(x; α μ_k, s² I), per unit length, area or volume. Needs s > 0. */
export function spotsDensity(schedule: Schedule, { means, std }: Spots, x: readonly number[]): number {
  const s = spread(schedule, std);
  const norm = (2 * Math.PI * s * s) ** (-x.length / 2) / means.length;
  return means.reduce(
    (sum, mean) => sum + norm * Math.exp(-squaredDistance(x, mean, schedule.alphaT) / (2 * s * s)),
    0,
  );
}

/**
 * u_t(x) = Σ_k w_k(x) · ((σ̇σ + α̇α τ²)/s² · (x − α μ_k) + α̇ μ_k), w_k ∝ N(x; α μ_k, s² I): for a single point the
 * conditional velocity u_t(x | x1). Needs s > 0.
 */
export function spotsVelocity(schedule: Schedule, { means, std }: Spots, x: readonly number[]): number[] {
  const { alphaT, sigmaT, dAlphaT, dSigmaT } = schedule;
  const s = spread(schedule, std);
  const gain = (dSigmaT * sigmaT + dAlphaT * alphaT * std * std) / (s * s);
  const logs = means.map((mean) => -squaredDistance(x, mean, alphaT) / (2 * s * s));
  const largest = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return x.map((value, k) =>
    means.reduce((sum, mean, i) => {
      const end = mean[k] ?? 0;
      return sum + ((weights[i] ?? 0) / total) * (gain * (value - alphaT * end) + dAlphaT * end);
    }, 0),
  );
}
