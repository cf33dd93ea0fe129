/**
 * Exact truth for Gaussian mixtures under the linear path xt = (1−t)·x0 + t·x1 with x0 ~ N(0, I) and x1 from an
 * equally weighted isotropic mixture (means μ_k, deviation σ). Given mode k, xt ~ N(t·μ_k, s²·I) with
 * s² = (1−t)² + t²σ², so density and velocity are posterior-weighted sums of closed forms.
 */
import type { GaussianMixture } from './dataset.ts';
import { RandomStream } from './random.ts';

/** Variance s² of xt around t·μ_k. */
function pathVariance(std: number, t: number): number {
  return (1 - t) ** 2 + (t * std) ** 2;
}

/** Writes log N(x; t·μ_k, s²·I) + log 2πs² of every mode into `logs` and returns the largest. */
function modeLogs(mixture: GaussianMixture, x: number, y: number, t: number, logs: Float64Array): number {
  const variance = pathVariance(mixture.std, t);
  let largest = Number.NEGATIVE_INFINITY;
  mixture.means.forEach(([meanX, meanY], k) => {
    const log = -((x - t * meanX) ** 2 + (y - t * meanY) ** 2) / (2 * variance);
    logs[k] = log;
    if (log > largest) largest = log;
  });
  return largest;
}

/** Density p_t(x) = (1/K) Σ_k N(x; t·μ_k, s²·I), per unit area; t = 1 is the mixture itself. */
export function mixtureDensity(mixture: GaussianMixture, x: number, y: number, t = 1): number {
  const logs = new Float64Array(mixture.means.length);
  const largest = modeLogs(mixture, x, y, t, logs);
  const sum = logs.reduce((total, log) => total + Math.exp(log - largest), 0);
  return (Math.exp(largest) * sum) / (mixture.means.length * 2 * Math.PI * pathVariance(mixture.std, t));
}

/** log of `mixtureDensity`, in nats, without underflow far from every mode. */
export function mixtureLogDensity(mixture: GaussianMixture, x: number, y: number, t = 1): number {
  const logs = new Float64Array(mixture.means.length);
  const largest = modeLogs(mixture, x, y, t, logs);
  const sum = logs.reduce((total, log) => total + Math.exp(log - largest), 0);
  return largest + Math.log(sum) - Math.log(mixture.means.length * 2 * Math.PI * pathVariance(mixture.std, t));
}

/** Reusable evaluator of the marginal velocity; `out` receives (u₁, u₂). */
export type VelocityField = (x: number, y: number, t: number, out: Float64Array) => void;

/**
 * Marginal velocity u_t(x) = E[x1 − x0 | xt = x] = Σ_k w_k(x)·(μ_k + g·(x − t·μ_k)),
 * w_k ∝ N(x; t·μ_k, s²·I), g = (tσ² − (1−t)) / s².
 */
export function mixtureVelocity(mixture: GaussianMixture): VelocityField {
  const logs = new Float64Array(mixture.means.length);
  return (x, y, t, out) => {
    const largest = modeLogs(mixture, x, y, t, logs);
    const gain = (t * mixture.std ** 2 - (1 - t)) / pathVariance(mixture.std, t);
    let total = 0;
    let sumX = 0;
    let sumY = 0;
    mixture.means.forEach(([meanX, meanY], k) => {
      const weight = Math.exp((logs[k] ?? 0) - largest);
      total += weight;
      sumX += weight * (meanX + gain * (x - t * meanX));
      sumY += weight * (meanY + gain * (y - t * meanY));
    });
    out[0] = sumX / total;
    out[1] = sumY / total;
  };
}

export type Estimate = { readonly value: number; readonly standardError: number };

/**
 * Irreducible loss: the mean squared error per coordinate, ½·E‖x1 − x0 − u_t(xt)‖² over t ~ U(0, 1), that no velocity
 * model can go below. Within a mode it is exactly ∫σ²/s² dt = σ·π/2 for any σ; what xt does not tell about the mode adds
 * ½·E[Σ w_k‖m_k‖² − ‖Σ w_k m_k‖²] (m_k the mode's own velocity), estimated over `draws` points with t stratified.
 */
export function irreducibleLoss(mixture: GaussianMixture, draws = 20_000): Estimate {
  const { means, std } = mixture;
  const logs = new Float64Array(means.length);
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < draws; i++) {
    const random = new RandomStream(0, 'floor', i);
    const t = (i + random.uniform()) / draws;
    const [meanX, meanY] = means[random.integer(means.length)] ?? [0, 0];
    const spread = Math.sqrt(pathVariance(std, t));
    const x = t * meanX + spread * random.normal();
    const y = t * meanY + spread * random.normal();
    const between = spreadOfModes(mixture, x, y, t, logs) / 2;
    sum += between;
    squares += between ** 2;
  }
  const mean = sum / draws;
  return {
    value: (std * Math.PI) / 2 + mean,
    standardError: Math.sqrt(Math.max(0, squares / draws - mean ** 2) / draws),
  };
}

/**
 * Posterior variance of the modes' own velocities at x: Σ w_k‖m_k‖² − ‖Σ w_k m_k‖². The velocities differ only by
 * (1 − g·t)·μ_k, so it is (1 − g·t)² times the posterior variance of the mean.
 */
function spreadOfModes(mixture: GaussianMixture, x: number, y: number, t: number, logs: Float64Array): number {
  const largest = modeLogs(mixture, x, y, t, logs);
  const gain = (t * mixture.std ** 2 - (1 - t)) / pathVariance(mixture.std, t);
  let total = 0;
  let sumX = 0;
  let sumY = 0;
  let sumSquares = 0;
  mixture.means.forEach(([meanX, meanY], k) => {
    const weight = Math.exp((logs[k] ?? 0) - largest);
    total += weight;
    sumX += weight * meanX;
    sumY += weight * meanY;
    sumSquares += weight * (meanX ** 2 + meanY ** 2);
  });
  const variance = sumSquares / total - (sumX / total) ** 2 - (sumY / total) ** 2;
  return (1 - gain * t) ** 2 * Math.max(0, variance);
}
