import type { Tableau } from './tableau.ts';

/** Heun's method (explicit trapezoid), order 2: the mean of the slopes at both ends, the far end predicted by Euler. */
export const heun: Tableau = { order: 2, a: [[], [1]], b: [0.5, 0.5], c: [0, 1] };
