import type { SolverName } from '../../shared/model/names.ts';
import { euler } from './euler.ts';
import { heun } from './heun.ts';
import { midpoint } from './midpoint.ts';
import { rk4 } from './rk4.ts';
import type { Tableau } from './tableau.ts';

export const FIXED_STEP_SOLVERS = ['euler', 'midpoint', 'heun', 'rk4'] as const satisfies readonly SolverName[];
export type FixedStepSolver = (typeof FIXED_STEP_SOLVERS)[number];

/** Every fixed-step solver by the name used in configurations and on the command line. */
export const SOLVER_TABLEAUS: Readonly<Record<FixedStepSolver, Tableau>> = { euler, midpoint, heun, rk4 };

/** The tableau of a fixed-step solver; the others are not here. */
export function fixedStepTableau(solver: SolverName): Tableau {
  if (solver === 'dopri5' || solver === 'euler-maruyama') throw new Error(`${solver} has no fixed-step tableau.`);
  return SOLVER_TABLEAUS[solver];
}
