import type { GaussianMixture } from '../../shared/flow/dataset.ts';

/** Nearest mode of every sample, and its distance (data units). */
export type NearestModes = { readonly mode: Int32Array; readonly distance: Float64Array };

/** argmin_k ‖x_i − μ_k‖ for samples `[n, 2]`. */
export function nearestModes(samples: Float32Array, { means }: GaussianMixture): NearestModes {
  const n = samples.length / 2;
  const mode = new Int32Array(n);
  const distance = new Float64Array(n).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < n; i++) {
    means.forEach(([x, y], k) => {
      const d = Math.hypot((samples[2 * i] as number) - x, (samples[2 * i + 1] as number) - y);
      if (d < (distance[i] as number)) {
        distance[i] = d;
        mode[i] = k;
      }
    });
  }
  return { mode, distance };
}

/** Share of the samples whose nearest mode is k, for every mode; 1/K is ideal. */
export function modeShares({ mode }: NearestModes, modes: number): number[] {
  const shares = new Array<number>(modes).fill(0);
  for (const k of mode) shares[k] = (shares[k] ?? 0) + 1 / mode.length;
  return shares;
}

/** Share of the samples within 3 standard deviations of their nearest mode; 1 − e^(−9/2) ≈ 0.989 for the truth. */
export function shareWithin3Std({ distance }: NearestModes, std: number): number {
  return distance.filter((d) => d <= 3 * std).length / distance.length;
}

/** Share of the samples whose nearest mode is the class they were asked to be. */
export function accuracy({ mode }: NearestModes, asked: ArrayLike<number>): number {
  return mode.filter((k, i) => k === asked[i]).length / mode.length;
}

/**
 * Share of the modes that are covered: at least a tenth of a mode's due, n/K samples, lies within 3 standard deviations of
 * it. A single stray sample covers nothing.
 */
export function modeCoverage({ mode, distance }: NearestModes, { means, std }: GaussianMixture): number {
  const due = mode.length / means.length;
  const near = new Array<number>(means.length).fill(0);
  mode.forEach((k, i) => {
    if ((distance[i] as number) <= 3 * std) near[k] = (near[k] ?? 0) + 1;
  });
  return near.filter((count) => count > 0 && count >= COVERED * due).length / means.length;
}

/** Part of its due that a covered mode has at least. */
const COVERED = 0.1;

/** Entropy of the shares over log K: 1 when all modes are equally frequent, 0 when one has everything. */
export function modeEntropy(shares: readonly number[]): number {
  if (shares.length < 2) return 1;
  return shares.reduce((sum, p) => sum - (p > 0 ? p * Math.log(p) : 0), 0) / Math.log(shares.length);
}
