import type { SolverName } from '../../shared/model/names.ts';
import { euler } from './euler.ts';
import { heun } from './heun.ts';
import { midpoint } from './midpoint.ts';
import { rk4 } from './rk4.ts';
import type { Tableau } from './tableau.ts';

/** Every solver by the name used in configurations and on the command line. */
export const SOLVER_TABLEAUS: Readonly<Record<SolverName, Tableau>> = { euler, midpoint, heun, rk4 };
