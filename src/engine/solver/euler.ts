import type { Tableau } from './tableau.ts';

/** Euler's method, order 1: `x ← x + dt v(x, t)`. */
export const euler: Tableau = { order: 1, a: [[]], b: [1], c: [0] };
