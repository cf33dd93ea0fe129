import type { SolverName } from '../../shared/model/names.ts';
import { dopri5 } from './dopri5.ts';
import { euler } from './euler.ts';
import { heun } from './heun.ts';
import { midpoint } from './midpoint.ts';
import { rk4 } from './rk4.ts';
import type { Tableau } from './tableau.ts';

export const FIXED_STEP_SOLVERS = ['euler', 'midpoint', 'heun', 'rk4'] as const satisfies readonly SolverName[];
export type FixedStepSolver = (typeof FIXED_STEP_SOLVERS)[number];

/** Every fixed-step solver by the name used in configurations and on the command line. */
export const SOLVER_TABLEAUS: Readonly<Record<FixedStepSolver, Tableau>> = { euler, midpoint, heun, rk4 };

/** Velocity evaluations of one step (of one attempt, for the adaptive solver). */
export function stagesOf(solver: SolverName): number {
  if (solver === 'euler-maruyama') return 1;
  return solver === 'dopri5' ? dopri5.c.length : SOLVER_TABLEAUS[solver].c.length;
}
