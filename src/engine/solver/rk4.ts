import type { Tableau } from './tableau.ts';

/** The classical Runge–Kutta method, order 4 (Kutta, 1901). */
export const rk4: Tableau = {
  order: 4,
  a: [[], [0.5], [0, 0.5], [0, 0, 1]],
  b: [1 / 6, 1 / 3, 1 / 3, 1 / 6],
  c: [0, 0.5, 0.5, 1],
};
