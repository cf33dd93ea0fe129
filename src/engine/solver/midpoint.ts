import type { Tableau } from './tableau.ts';

/** The explicit midpoint rule, order 2: `x ← x + dt v(x + dt/2 v(x, t), t + dt/2)`. */
export const midpoint: Tableau = { order: 2, a: [[], [0.5]], b: [0, 1], c: [0, 0.5] };
