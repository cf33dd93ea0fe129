/**
 * Dormand–Prince 5(4): order 5 with an embedded order 4 for the error, first same as last (the slope at the end of an
 * accepted step is the first of the next one), and a fourth-order interpolant between the ends of a step.
 * Dormand & Prince, J. Comput. Appl. Math. 6 (1980); interpolant and controller: Hairer, Nørsett & Wanner, "Solving
 * Ordinary Differential Equations I", sections II.4 and II.6.
 */
import type { Tableau } from './tableau.ts';

/** The order-5 weights, which are also the place of the seventh stage. */
const WEIGHTS = [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84];

/** The six stages that a step needs; with fixed steps it is an ordinary method of order 5. */
export const dopri5: Tableau = {
  order: 5,
  a: [
    [],
    [1 / 5],
    [3 / 40, 9 / 40],
    [44 / 45, -56 / 15, 32 / 9],
    [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
    [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  ],
  b: WEIGHTS,
  c: [0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1],
};

/** Order-5 minus order-4 weights of the seven stages: the error of a step is `dt Σ e_j k_j`. */
export const ERROR_WEIGHTS = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40];

/** Weights of the interpolant's last coefficient `dt Σ d_j k_j`. */
export const DENSE_WEIGHTS = [
  -12715105075 / 11282082432,
  0,
  87487479700 / 32700410799,
  -10690763975 / 1880347072,
  701980252875 / 199316789632,
  -1453857185 / 822651844,
  69997945 / 29380423,
];

/** One accepted step as its interpolant needs it, all `[n, width]` row-major. */
export type DenseStep = {
  /** Signed length of the step. */
  readonly dt: number;
  readonly start: ArrayLike<number>;
  readonly end: ArrayLike<number>;
  readonly startSlope: ArrayLike<number>;
  readonly endSlope: ArrayLike<number>;
  /** `dt Σ d_j k_j`. */
  readonly last: ArrayLike<number>;
};

/** The state at `start + θ dt`, θ in [0, 1], written into `out`; exact at both ends, error of order 5 between. */
export function interpolate(step: DenseStep, theta: number, out: Float32Array): void {
  const { dt, start, end, startSlope, endSlope, last } = step;
  const rest = 1 - theta;
  for (let k = 0; k < out.length; k++) {
    const begin = start[k] as number;
    const difference = (end[k] as number) - begin;
    const bend = dt * (startSlope[k] as number) - difference;
    const twist = difference - dt * (endSlope[k] as number) - bend;
    out[k] = begin + theta * (difference + rest * (bend + theta * (twist + rest * (last[k] as number))));
  }
}
