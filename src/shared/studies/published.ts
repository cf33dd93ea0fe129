/** Tables of the literature that a study trains again, as numbers. */

export type PublishedValue = { readonly mean: number; readonly std: number | null };

/** How a run is sampled for one row of a table. */
export type TableSolver = {
  /** Names the row; also part of the metric's name in the library. */
  readonly key: string;
  readonly title: string;
  readonly solver: 'euler' | 'dopri5';
  /** Fixed steps; the adaptive solver ignores it. */
  readonly steps: number;
  /** rtol and atol of the adaptive solver. */
  readonly tolerance: number;
};

export type TableFigure = {
  /** `w2Squared`, `w2` or `npe`. */
  readonly metric: 'w2Squared' | 'w2' | 'npe';
  readonly title: string;
  readonly solver: TableSolver;
};

export type PublishedTable = {
  readonly title: string;
  readonly citation: string;
  /** Generated samples, and as many fresh true draws, that each figure is measured with. */
  readonly n: number;
  /** Seeds of the published figures. */
  readonly seeds: number;
  readonly figures: readonly TableFigure[];
  /** By key of the figure (`figureKey`), then by key of the study's run; a cell that was not published is absent. */
  readonly values: Readonly<Record<string, Readonly<Record<string, PublishedValue>>>>;
};

/** Names a figure in `values` and, as the metric's name, in the library: `w2Squared@euler-1`. */
export const figureKey = ({ metric, solver }: Pick<TableFigure, 'metric' | 'solver'>): string =>
  `${metric}@${solver.key}`;

const EULER_1: TableSolver = { key: 'euler-1', title: 'Euler, 1 step', solver: 'euler', steps: 1, tolerance: 1e-4 };
const DOPRI5: TableSolver = { key: 'dopri5', title: 'dopri5, 1e-4', solver: 'dopri5', steps: 100, tolerance: 1e-4 };
const EULER_100: TableSolver = {
  key: 'euler-100',
  title: 'Euler, 100 steps',
  solver: 'euler',
  steps: 100,
  tolerance: 1e-4,
};

const cell = (mean: number, std: number | null = null): PublishedValue => ({ mean, std });

/** 8 gaussians → moons by coupling and condition. */
export const C2OT_TABLE: PublishedTable = {
  title: 'Squared W2, 8 gaussians → moons',
  citation: 'C2OT (arXiv 2503.10636, ICCV 2025)',
  n: 10_000,
  seeds: 10,
  figures: [
    { metric: 'w2Squared', title: 'W2², Euler 1 step', solver: EULER_1 },
    { metric: 'w2Squared', title: 'W2², dopri5 1e-4', solver: DOPRI5 },
  ],
  values: {
    'w2Squared@euler-1': {
      'uncond-fm': cell(6.232, 0.186),
      'uncond-ot': cell(0.072, 0.025),
      'class-fm': cell(2.573, 0.112),
      'class-ot': cell(0.483, 0.059),
      'class-c2ot': cell(0.048, 0.01),
      'x-fm': cell(0.732, 0.052),
      'x-ot': cell(8.276, 6.51),
      'x-c2ot': cell(0.077, 0.024),
    },
    'w2Squared@dopri5': {
      'uncond-fm': cell(0.12, 0.045),
      'uncond-ot': cell(0.05, 0.04),
      'class-fm': cell(0.059, 0.029),
      'class-ot': cell(0.462, 0.025),
      'class-c2ot': cell(0.018, 0.006),
      'x-fm': cell(0.028, 0.01),
      'x-ot': cell(2.143, 1.993),
      'x-c2ot': cell(0.013, 0.003),
    },
  },
};

/** Couplings without a condition, from noise and from 8 gaussians. */
export const SF2M_TABLE: PublishedTable = {
  title: 'W2 and path energy, to moons',
  citation: '[SF]2M (arXiv 2307.03672), Table 2',
  n: 10_000,
  seeds: 5,
  figures: [
    { metric: 'w2', title: 'W2, Euler 100 steps', solver: EULER_100 },
    { metric: 'npe', title: 'NPE, Euler 100 steps', solver: EULER_100 },
  ],
  values: {
    'w2@euler-100': {
      'noise-ot': cell(0.13, 0.016),
      'noise-fm': cell(0.178, 0.014),
      'noise-reflow': cell(0.283, 0.045),
      '8g-ot': cell(0.601, 0.027),
      '8g-fm': cell(1.557, 0.407),
    },
    'npe@euler-100': { 'noise-ot': cell(0.083), 'noise-fm': cell(0.891), 'noise-reflow': cell(0.13) },
  },
};
