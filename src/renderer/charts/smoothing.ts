import { intoBuckets } from './buckets.ts';

/**
 * Centred smoothing: every value becomes the Gaussian-weighted mean of its neighbours, so the curve never lags behind
 * its data. `strength` in [0, 1) is read as that of an exponential mean: the radius is round(1/(1 − strength)) values.
 * At the first values the window reaches half way back to the start on both sides, so that a steep beginning stays in its
 * place and has no kink where the window is whole; at the last it shrinks only ahead, where nothing is known yet.
 * Values that are not finite are left out of the means; where none is near, the result is NaN.
 */
export function centredSmoothing(values: ArrayLike<number>, strength: number): number[] {
  const radius = strength > 0 ? Math.round(1 / (1 - Math.min(0.999, strength))) : 0;
  return Array.from({ length: values.length }, (_, i) => {
    const reach = Math.min(radius, (i + 1) >> 1);
    const ahead = Math.min(reach, values.length - 1 - i);
    let sum = 0;
    let total = 0;
    for (let k = -reach; k <= ahead; k++) {
      const value = values[i + k] as number;
      if (!Number.isFinite(value)) continue;
      const weight = Math.exp(-2 * (k / (reach + 1)) ** 2);
      sum += weight * value;
      total += weight;
    }
    return total > 0 ? sum / total : Number.NaN;
  });
}

export type SmoothCurve = { readonly steps: readonly number[]; readonly values: readonly number[] };
/** Parts of a training that a smooth curve has a point for, however large the window is. */
export const PARTS = 300;

/**
 * The smooth curve of the losses of steps 0, 1, …: the mean of each of 300 even parts of the whole training, then
 * `centredSmoothing`. It depends on the losses alone, so a run tells the same smoothed loss in every window.
 */
export function smoothed(losses: ArrayLike<number>, totalSteps: number, strength: number): SmoothCurve {
  const { steps, means } = intoBuckets(losses, totalSteps, PARTS);
  return { steps, values: centredSmoothing(means, strength) };
}
