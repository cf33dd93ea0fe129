/**
 * Euler–Maruyama for the stochastic flow with the same marginals as the ODE. For a standard normal source the score
 * follows from the velocity, `∇ log p_t = (αv − α̇x) / (σD)` with `D = α̇σ − ασ̇`; with the noise
 * `g² = 2 η² σ D` the drift `v + ½ g² ∇ log p_t` is `v + η² (αv − α̇x)`, which divides by nothing:
 *
 * `x ← x + [v + η² (αv − α̇x)] dt + η √(2 σ D dt) ξ`, ξ ~ N(0, I).
 *
 * η = 0 is Euler's method; for the variance-exploding path η = 1 is the reverse diffusion of Song et al. 2021
 * (arXiv 2011.13456). The general form: Ma et al., "SiT" 2024 (arXiv 2401.08740).
 */
import type { Schedule } from '../../shared/flow/schedule.ts';
import { random } from '../graph/index.ts';
import { type Tensor, tf } from '../tensorflow.ts';
import type { VelocityField } from './step.ts';

/** Columns of the table: factor of v, factor of x, and how far one standard normal number moves a particle. */
export const NOISE_COLUMNS = 3;

/** Coefficients of every step, `[rows, 3]` row-major; rows beyond the last step are 0. */
export function noiseTable(at: (t: number) => Schedule, noise: number, steps: number, rows: number): Float32Array {
  const table = new Float32Array(rows * NOISE_COLUMNS);
  for (let k = 0; k < steps; k++) {
    const { alphaT, sigmaT, dAlphaT, dSigmaT } = at(k / steps);
    const strength = noise ** 2;
    const variance = Math.max(0, (2 * sigmaT * (dAlphaT * sigmaT - alphaT * dSigmaT)) / steps);
    table.set([1 + strength * alphaT, -strength * dAlphaT, noise * Math.sqrt(variance)], k * NOISE_COLUMNS);
  }
  return table;
}

/** One step of length dt; `row` is the step's `[3]` coefficients, `seed` its int32 `[2]` seed (key, step). */
export function eulerMaruyamaStep(
  v: VelocityField,
  x: Tensor,
  t: Tensor,
  dt: Tensor,
  row: Tensor,
  seed: Tensor,
): Tensor {
  const [ofVelocity, ofPlace, ofNoise] = tf.split(row, NOISE_COLUMNS) as [Tensor, Tensor, Tensor];
  const drift = v(x, t).mul(ofVelocity).add(x.mul(ofPlace));
  return x.add(drift.mul(dt)).add(random.normal(x.shape, seed).mul(ofNoise));
}
