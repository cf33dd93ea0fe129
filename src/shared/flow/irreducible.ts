/**
 * The irreducible loss: the mean squared error per coordinate, ½·E‖dxt − E[dxt | xt]‖², that no velocity model can go below.
 * Source and data are mixtures of equally weighted isotropic modes, (ν_j, τ₀) and (μ_k, τ₁), paired independently; a Gaussian
 * source is one mode at 0 with τ₀ = 1. Given j and k, (xt, dxt) is Gaussian: with s² = σ²τ₀² + α²τ₁² and D = α̇σ − ασ̇,
 *
 * E[dxt | xt, j, k] = α̇μ_k + σ̇ν_j + g·(xt − αμ_k − σν_j), g = (α̇ατ₁² + σ̇στ₀²)/s², Var(dxt | xt, j, k) = τ₀²τ₁²D²/s².
 *
 * So the loss is that variance, averaged over t, and what xt does not tell about j and k.
 */
import type { GaussianMixture } from './dataset.ts';
import { LAST_TIME, type ScheduleOf } from './mixture.ts';
import { RandomStream } from './random.ts';

/** A standard normal source. */
export const STANDARD_NORMAL: GaussianMixture = { means: [[0, 0]], std: 1 };

export type Pairing = {
  readonly source: GaussianMixture;
  readonly data: GaussianMixture;
  /** The path's schedule. */
  readonly at: ScheduleOf;
};

export type Estimate = { readonly value: number; readonly standardError: number };

/** Points of the quadrature over t. */
const NODES = 20_000;

/** Var(dxt | xt, j, k) of one coordinate at t: τ₀²τ₁²D²/s². */
export function lossWithinModesAt({ source, data, at }: Pairing, t: number): number {
  if (source.std === 0 || data.std === 0) return 0;
  const { alphaT, sigmaT, dAlphaT, dSigmaT } = at(Math.min(t, LAST_TIME));
  const variance = (sigmaT * source.std) ** 2 + (alphaT * data.std) ** 2;
  return (source.std * data.std * (dAlphaT * sigmaT - alphaT * dSigmaT)) ** 2 / variance;
}

/**
 * Its mean over t, by the midpoint rule in w = √(1 − t), which tames paths that are steep at the data; π/2 · std on the linear
 * path from a Gaussian. Null where it has no settled value: on the square-root and circular paths it grows as 1/(1 − t), so
 * that a few times near 1 decide any mean of it.
 */
export function lossWithinModes(pairing: Pairing): number | null {
  const integral = (nodes: number) => {
    let sum = 0;
    for (let k = 0; k < nodes; k++) {
      const w = (k + 0.5) / nodes;
      sum += 2 * w * lossWithinModesAt(pairing, 1 - w * w);
    }
    return sum / nodes;
  };
  const [coarse, fine] = [integral(NODES / 2), integral(NODES)];
  return Number.isFinite(fine) && Math.abs(fine - coarse) <= 0.002 * fine ? fine : null;
}

/**
 * What xt does not tell about the modes: ½·E[Σ w‖m‖² − ‖Σ w m‖²] over the modes' own velocities m with their posterior
 * weights w. Estimated over `draws` points with t stratified. `classIsKnown`: a model that is told k, so that only j is open.
 */
export function lossBetweenModes(pairing: Pairing, classIsKnown: boolean, draws = 20_000): Estimate {
  const { source, data, at } = pairing;
  if (source.means.length * (classIsKnown ? 1 : data.means.length) === 1) return { value: 0, standardError: 0 };
  const room = new Float64Array(3 * source.means.length * data.means.length);
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < draws; i++) {
    const random = new RandomStream(0, 'floor', i);
    const t = (i + random.uniform()) / draws;
    const k = random.integer(data.means.length);
    // A single source mode takes no random number.
    const j = source.means.length > 1 ? random.integer(source.means.length) : 0;
    const { alphaT, sigmaT, dAlphaT, dSigmaT } = at(Math.min(t, LAST_TIME));
    const variance = (sigmaT * source.std) ** 2 + (alphaT * data.std) ** 2;
    const gain = (dAlphaT * alphaT * data.std ** 2 + dSigmaT * sigmaT * source.std ** 2) / variance;
    const [u, v] = [source.means[j] as readonly [number, number], data.means[k] as readonly [number, number]];
    const spread = Math.sqrt(variance);
    const x = sigmaT * u[0] + alphaT * v[0] + spread * random.normal();
    const y = sigmaT * u[1] + alphaT * v[1] + spread * random.normal();
    const open = { source: source.means, data: classIsKnown ? [v] : data.means };
    const weights = { alphaT, sigmaT, variance, toData: dAlphaT - gain * alphaT, toSource: dSigmaT - gain * sigmaT };
    const between = spreadOfVelocities(open, x, y, weights, room) / 2;
    sum += between;
    squares += between ** 2;
  }
  const mean = sum / draws;
  return { value: mean, standardError: Math.sqrt(Math.max(0, squares / draws - mean ** 2) / draws) };
}

type Open = { readonly source: GaussianMixture['means']; readonly data: GaussianMixture['means'] };
type Weights = {
  readonly alphaT: number;
  readonly sigmaT: number;
  readonly variance: number;
  /** The velocities of two pairs of modes differ by (α̇ − gα)Δμ + (σ̇ − gσ)Δν. */
  readonly toData: number;
  readonly toSource: number;
};

/** Posterior variance of the velocities m of the open pairs of modes at (x, y): Σ w‖m‖² − ‖Σ w m‖². `room`: three numbers a pair. */
function spreadOfVelocities(open: Open, x: number, y: number, weights: Weights, room: Float64Array): number {
  const { alphaT, sigmaT, variance, toData, toSource } = weights;
  let largest = Number.NEGATIVE_INFINITY;
  let at = 0;
  for (const [p, q] of open.source) {
    for (const [r, s] of open.data) {
      const log = -((x - alphaT * r - sigmaT * p) ** 2 + (y - alphaT * s - sigmaT * q) ** 2) / (2 * variance);
      largest = Math.max(largest, log);
      room[at++] = log;
      room[at++] = toData * r + toSource * p;
      room[at++] = toData * s + toSource * q;
    }
  }
  let [total, sumA, sumB, squares] = [0, 0, 0, 0];
  for (let k = 0; k < at; k += 3) {
    const weight = Math.exp((room[k] as number) - largest);
    const [a, b] = [room[k + 1] as number, room[k + 2] as number];
    total += weight;
    sumA += weight * a;
    sumB += weight * b;
    squares += weight * (a * a + b * b);
  }
  return Math.max(0, squares / total - (sumA / total) ** 2 - (sumB / total) ** 2);
}
