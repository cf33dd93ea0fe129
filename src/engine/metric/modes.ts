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
