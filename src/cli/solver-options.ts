/** The options that say how an ODE is solved, and which of them fit together. */
import { type Command, Option } from 'commander';
import { SOLVERS, type SolverName } from '../shared/model/names.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import { UserError } from '../shared/result.ts';
import { choiceOption, numberOption } from './options.ts';

export type SolverOptions = {
  readonly steps?: number;
  readonly solver?: SolverName;
  readonly rtol?: number;
  readonly atol?: number;
  readonly noise?: number;
};

const ABOUT: Readonly<Record<SolverName, string>> = {
  euler: 'order 1, one evaluation of the velocity a step',
  midpoint: 'order 2, two evaluations a step',
  heun: 'order 2, two evaluations a step',
  rk4: 'order 4, four evaluations a step',
  dopri5: 'order 5, adaptive by rtol and atol; --steps sets only how many frames are kept',
  'euler-maruyama':
    'random steps with the same marginals, by --noise; gaussian source, independent coupling, forward only. With a\n                  guidance weight other than 1 drift and score are those of the guided velocity, so the marginals differ',
};

/** One line for each solver, for the end of a command's help. */
export function solverHelp(solvers: readonly SolverName[] = SOLVERS): string {
  return ['', 'Solvers:', ...solvers.map((name) => `  ${name.padEnd(15)} ${ABOUT[name]}`)].join('\n');
}

/** `otherwise`: what solver and steps are when they are not given. */
export function addSolverOptions(
  command: Command,
  solvers: readonly SolverName[] = SOLVERS,
  otherwise: { readonly solver: string; readonly steps: string } = { solver: "the run's", steps: "the run's" },
): Command {
  command
    .addOption(numberOption('solverSteps', { flag: '--steps', about: `solver steps (default: ${otherwise.steps})` }))
    .addOption(choiceOption('--solver', `solver (default: ${otherwise.solver})`, solvers))
    .addOption(numberOption('rtol', { about: "relative tolerance of dopri5 (default: the run's)" }))
    .addOption(numberOption('atol', { about: "absolute tolerance of dopri5 (default: the run's)" }));
  if (solvers.includes('euler-maruyama')) {
    command.addOption(
      numberOption('noise', { about: "strength of euler-maruyama's noise, 0: none (default: the run's)" }),
    );
  }
  return command.addHelpText('after', solverHelp(solvers));
}

/** Refuses an option that the solver does not know, which would otherwise do nothing. */
export function refuseForeign(options: Pick<SolverOptions, 'rtol' | 'atol' | 'noise'>, solver: SolverName): void {
  const refuse = (flag: string, value: number, owner: SolverName) => {
    throw new UserError('bad-input', `${flag} ${value}: belongs to --solver ${owner}; the solver here is ${solver}.`);
  };
  if (solver !== 'dopri5') {
    if (options.rtol !== undefined) refuse('--rtol', options.rtol, 'dopri5');
    if (options.atol !== undefined) refuse('--atol', options.atol, 'dopri5');
  }
  if (solver !== 'euler-maruyama' && options.noise !== undefined) refuse('--noise', options.noise, 'euler-maruyama');
}

/** Solver, steps and tolerances for a run. */
export function solverOf(options: SolverOptions, { sampling }: Pick<RunConfig, 'sampling'>) {
  const solver = options.solver ?? sampling.solver;
  refuseForeign(options, solver);
  const { rtol, atol, noise } = options;
  return { solver, steps: options.steps ?? sampling.steps, rtol, atol, noise };
}

export const guidanceOption = () =>
  numberOption('guidanceWeight', {
    flag: '--guidance',
    about: "guidance weight w in v∅ + w (v_c − v∅), for runs trained with --guidance (default: the run's)",
  });

export const conditionOption = () =>
  new Option('--condition <value>', "a class, a radius, or any: the model's own conditions in turn (default: any)");
