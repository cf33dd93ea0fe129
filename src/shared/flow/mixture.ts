/**
 * Exact truth for Gaussian mixtures under an affine path xt = α·x1 + σ·x0 with x0 ~ N(0, I) and x1 from an equally
 * weighted isotropic mixture (means μ_k, deviation τ). Given mode k, xt ~ N(α·μ_k, s²·I) with s² = σ² + α²τ², so density
 * and velocity are posterior-weighted sums of closed forms. Every function takes the path's schedule; left out, it is the
 * linear path, α = t and σ = 1 − t.
 */
import type { GaussianMixture } from './dataset.ts';
import type { Schedule } from './schedule.ts';

/** Weights of a path and their derivatives at t. */
export type ScheduleOf = (t: number) => Schedule;

const LINEAR: ScheduleOf = (t) => ({ alphaT: t, sigmaT: 1 - t, dAlphaT: 1, dSigmaT: -1 });

/** Some paths have an infinite derivative at t = 1 itself; just before it, everything here has its limit. */
export const LAST_TIME = 1 - 1e-9;

/** What the closed forms need of a path at a time. */
type Moment = {
  readonly alphaT: number;
  readonly dAlphaT: number;
  /** s² = σ² + α²τ²: variance of xt around α·μ_k. */
  readonly variance: number;
  /** g = (α̇ατ² + σ̇σ) / s²: E[dxt | xt = x, k] = α̇·μ_k + g·(x − α·μ_k). */
  readonly gain: number;
};

function momentOf(std: number, t: number, at: ScheduleOf): Moment {
  const { alphaT, sigmaT, dAlphaT, dSigmaT } = at(Math.min(t, LAST_TIME));
  const variance = sigmaT ** 2 + (alphaT * std) ** 2;
  const gain = (dAlphaT * alphaT * std ** 2 + dSigmaT * sigmaT) / variance;
  return { alphaT, dAlphaT, variance, gain };
}

/** Variance s² and weight α at t exactly: densities are finite at both ends. */
function spreadOf(std: number, t: number, at: ScheduleOf): Pick<Moment, 'alphaT' | 'variance'> {
  const { alphaT, sigmaT } = at(t);
  return { alphaT, variance: sigmaT ** 2 + (alphaT * std) ** 2 };
}

/** Writes log N(x; α·μ_k, s²·I) + log 2πs² of every mode into `logs` and returns the largest. */
function modeLogs(
  mixture: GaussianMixture,
  x: number,
  y: number,
  { alphaT, variance }: Pick<Moment, 'alphaT' | 'variance'>,
  logs: Float64Array,
): number {
  let largest = Number.NEGATIVE_INFINITY;
  mixture.means.forEach(([meanX, meanY], k) => {
    const log = -((x - alphaT * meanX) ** 2 + (y - alphaT * meanY) ** 2) / (2 * variance);
    logs[k] = log;
    if (log > largest) largest = log;
  });
  return largest;
}

/** Density p_t(x) = (1/K) Σ_k N(x; α·μ_k, s²·I), per unit area; t = 1 is the mixture itself. */
export function mixtureDensity(mixture: GaussianMixture, x: number, y: number, t = 1, at = LINEAR): number {
  return Math.exp(mixtureLogDensity(mixture, x, y, t, at));
}

/** log of `mixtureDensity`, in nats, without underflow far from every mode. */
export function mixtureLogDensity(mixture: GaussianMixture, x: number, y: number, t = 1, at = LINEAR): number {
  const logs = new Float64Array(mixture.means.length);
  const spread = spreadOf(mixture.std, t, at);
  const largest = modeLogs(mixture, x, y, spread, logs);
  const sum = logs.reduce((total, log) => total + Math.exp(log - largest), 0);
  return largest + Math.log(sum) - Math.log(mixture.means.length * 2 * Math.PI * spread.variance);
}

/** Reusable evaluator of the marginal velocity; `out` receives (u₁, u₂). */
export type VelocityField = (x: number, y: number, t: number, out: Float64Array) => void;

/** Marginal velocity u_t(x) = E[dxt | xt = x] = Σ_k w_k(x)·(α̇·μ_k + g·(x − α·μ_k)), w_k ∝ N(x; α·μ_k, s²·I). */
export function mixtureVelocity(mixture: GaussianMixture, at = LINEAR): VelocityField {
  const logs = new Float64Array(mixture.means.length);
  return (x, y, t, out) => {
    const moment = momentOf(mixture.std, t, at);
    const { alphaT, dAlphaT, gain } = moment;
    const largest = modeLogs(mixture, x, y, moment, logs);
    let total = 0;
    let sumX = 0;
    let sumY = 0;
    mixture.means.forEach(([meanX, meanY], k) => {
      const weight = Math.exp((logs[k] ?? 0) - largest);
      total += weight;
      sumX += weight * (dAlphaT * meanX + gain * (x - alphaT * meanX));
      sumY += weight * (dAlphaT * meanY + gain * (y - alphaT * meanY));
    });
    out[0] = sumX / total;
    out[1] = sumY / total;
  };
}
