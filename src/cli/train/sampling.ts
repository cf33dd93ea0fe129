import type { Command } from 'commander';
import { SOLVERS, type SolverName } from '../../shared/model/names.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { choiceOption, numberOption } from '../options.ts';
import { refuseForeign } from '../solver-options.ts';

export type SamplingOptions = {
  readonly solver?: SolverName;
  readonly solverSteps?: number;
  readonly samples?: number;
  readonly rtol?: number;
  readonly atol?: number;
  readonly noise?: number;
};

/** How the closing evaluation samples. */
export function addSamplingOptions(command: Command): Command {
  return command
    .addOption(choiceOption('--solver', 'solver of the closing evaluation', SOLVERS))
    .addOption(numberOption('solverSteps', { about: 'solver steps of the closing evaluation' }))
    .addOption(
      numberOption('samples', { flag: '--samples', about: 'samples of the closing evaluation, for each condition' }),
    )
    .addOption(numberOption('rtol', { about: 'relative tolerance of dopri5' }))
    .addOption(numberOption('atol', { about: 'absolute tolerance of dopri5' }))
    .addOption(numberOption('noise', { about: 'strength of the noise of euler-maruyama' }));
}

export function samplingOf(options: SamplingOptions, preset: RunConfig['sampling']): RunConfig['sampling'] {
  const solver = options.solver ?? preset.solver;
  refuseForeign(options, solver);
  return {
    solver,
    steps: options.solverSteps ?? preset.steps,
    samples: options.samples ?? preset.samples,
    rtol: options.rtol ?? preset.rtol,
    atol: options.atol ?? preset.atol,
    noise: options.noise ?? preset.noise,
  };
}
