/**
 * Affine Gaussian paths as scalar schedules: xt = alphaT·x1 + sigmaT·x0 and dxt = dAlphaT·x1 + dSigmaT·x0, t from 0
 * (source) to 1 (data). Sources: Lipman et al. 2023 (arXiv 2210.02747), Albergo & Vanden-Eijnden 2023 (arXiv 2209.15571).
 */

export type Schedule = {
  readonly alphaT: number;
  readonly sigmaT: number;
  readonly dAlphaT: number;
  readonly dSigmaT: number;
};

export const PATH_KINDS = [
  'linear',
  'square-root',
  'circular',
  'variance-exploding',
  'variance-preserving',
  'cosine',
  'polynomial',
] as const;
type PathName = (typeof PATH_KINDS)[number];

export type PathParams = Readonly<Record<string, number>>;
export type PathRange = { readonly min: number; readonly max: number; readonly whole?: boolean };

export type PathDefinition = {
  readonly label: string;
  /** One line for help and the paths screen. */
  readonly about: string;
  readonly defaults: PathParams;
  readonly ranges: Readonly<Record<string, PathRange>>;
  /** True: only a standard normal source makes sense. */
  readonly gaussianOnly: boolean;
  at(t: number, params: PathParams): Schedule;
};

/**
 * Kept away from 0 in denominators that vanish at t = 1. The tutorial adds 1e-4 to √(1 − t) there, and so do we; it
 * bounds dSigmaT at −5000 instead of −∞ and changes it by less than 1 % for t below 0.9999.
 */
export const SQUARE_ROOT_GUARD = 1e-4;

/** √(1 − t²) has the same singularity; its smallest value in a denominator. Exact for t below 1 − 5e-9. */
export const CIRCULAR_GUARD = 1e-4;

/** The diffusion path's σ vanishes at the data too: its smallest value in a denominator. Exact for t below 1 − 1e-7. */
export const VARIANCE_PRESERVING_GUARD = 1e-4;

function variancePreserving(t: number, { betaMin = 0.1, betaMax = 20 }: PathParams): Schedule {
  // s = 1 − t runs from data to noise; T(s) = ∫₀ˢ β, alpha = exp(−T/2), so d alpha/dt = +½ β(s) alpha.
  const s = 1 - t;
  const beta = betaMin + s * (betaMax - betaMin);
  const integral = s * betaMin + 0.5 * s * s * (betaMax - betaMin);
  const alphaT = Math.exp(-0.5 * integral);
  const dAlphaT = 0.5 * beta * alphaT;
  // −expm1(−T) = 1 − alpha², without cancellation near the data.
  const sigmaT = Math.sqrt(-Math.expm1(-integral));
  const dSigmaT = (-alphaT * dAlphaT) / Math.max(sigmaT, VARIANCE_PRESERVING_GUARD);
  return { alphaT, sigmaT, dAlphaT, dSigmaT };
}

export const SCHEDULES: Readonly<Record<PathName, PathDefinition>> = {
  linear: {
    label: 'Linear',
    about: 'Straight lines at constant speed; with sigma-min the data is blurred a little.',
    defaults: { sigmaMin: 0 },
    ranges: { sigmaMin: { min: 0, max: 0.5 } },
    gaussianOnly: false,
    at: (t, { sigmaMin = 0 }) => ({
      alphaT: t,
      sigmaT: 1 - (1 - sigmaMin) * t,
      dAlphaT: 1,
      dSigmaT: -(1 - sigmaMin),
    }),
  },
  'square-root': {
    label: 'Square root',
    about: 'Noise fades as the square root of the time left; its velocity grows without bound at the data.',
    defaults: {},
    ranges: {},
    gaussianOnly: true,
    at: (t) => ({
      alphaT: t,
      sigmaT: Math.sqrt(1 - t),
      dAlphaT: 1,
      dSigmaT: -0.5 / (Math.sqrt(1 - t) + SQUARE_ROOT_GUARD),
    }),
  },
  circular: {
    label: 'Circular',
    about: 'Data and noise weights on a quarter circle, data growing evenly.',
    defaults: {},
    ranges: {},
    gaussianOnly: true,
    at: (t) => ({
      alphaT: t,
      sigmaT: Math.sqrt(1 - t * t),
      dAlphaT: 1,
      dSigmaT: -t / Math.max(Math.sqrt(1 - t * t), CIRCULAR_GUARD),
    }),
  },
  'variance-exploding': {
    label: 'Variance exploding',
    about: 'Data stays in place under noise that shrinks geometrically from sigma-max to sigma-min.',
    defaults: { sigmaMin: 0.01, sigmaMax: 10 },
    ranges: { sigmaMin: { min: 1e-4, max: 1 }, sigmaMax: { min: 2, max: 1000 } },
    gaussianOnly: true,
    at: (t, { sigmaMin = 0.01, sigmaMax = 10 }) => {
      const ratio = Math.log(sigmaMax / sigmaMin);
      const sigmaT = sigmaMin * Math.exp(ratio * (1 - t));
      return { alphaT: 1, sigmaT, dAlphaT: 0, dSigmaT: -ratio * sigmaT };
    },
  },
  'variance-preserving': {
    label: 'Variance preserving',
    about: 'The diffusion path: total variance stays 1 for data of variance 1.',
    defaults: { betaMin: 0.1, betaMax: 20 },
    ranges: { betaMin: { min: 1e-3, max: 5 }, betaMax: { min: 1, max: 100 } },
    gaussianOnly: true,
    at: variancePreserving,
  },
  cosine: {
    label: 'Cosine',
    about: 'Weights sin and cos of a quarter turn: constant total variance, gentle at both ends.',
    defaults: {},
    ranges: {},
    gaussianOnly: false,
    at: (t) => {
      const quarter = Math.PI / 2;
      const [sine, cosine] = [Math.sin(quarter * t), Math.cos(quarter * t)];
      return { alphaT: sine, sigmaT: cosine, dAlphaT: quarter * cosine, dSigmaT: -quarter * sine };
    },
  },
  polynomial: {
    label: 'Polynomial',
    about: 'Straight lines walked at the speed of t to the power n; n = 1 is linear.',
    defaults: { n: 2 },
    ranges: { n: { min: 1, max: 10 } },
    gaussianOnly: false,
    at: (t, { n = 2 }) => {
      const power = t ** n;
      const slope = n * t ** (n - 1);
      return { alphaT: power, sigmaT: 1 - power, dAlphaT: slope, dSigmaT: -slope };
    },
  },
};

/** xt = alphaT·x1 + sigmaT·x0 and its time derivative dxt, coordinate by coordinate. */
export function pathPoint(schedule: Schedule, x0: readonly number[], x1: readonly number[]) {
  const mix = (a: number, b: number) => x1.map((value, k) => a * value + b * (x0[k] as number));
  return {
    xt: mix(schedule.alphaT, schedule.sigmaT),
    dxt: mix(schedule.dAlphaT, schedule.dSigmaT),
  };
}

/** The same velocity from the place alone: u_t(x | x1) = (σ̇/σ)(x − α x1) + α̇ x1. Needs sigmaT > 0. */
export function conditionalVelocity(schedule: Schedule, x: readonly number[], x1: readonly number[]): number[] {
  const { alphaT, sigmaT, dAlphaT, dSigmaT } = schedule;
  return x.map((value, k) => {
    const end = x1[k] as number;
    return (dSigmaT / sigmaT) * (value - alphaT * end) + dAlphaT * end;
  });
}

/** ∇ log p_t(x | x1) = (α x1 − x) / σ², for a standard normal source. Needs sigmaT > 0. */
export function conditionalScore(schedule: Schedule, x: readonly number[], x1: readonly number[]): number[] {
  const { alphaT, sigmaT } = schedule;
  return x.map((value, k) => (alphaT * (x1[k] as number) - value) / sigmaT ** 2);
}
