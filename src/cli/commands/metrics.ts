import type { Command } from 'commander';
import { isSquared } from '../../shared/model/metrics.ts';
import { SOLVERS, type SolverName } from '../../shared/model/names.ts';
import { MOST_EXACT_POINTS } from '../../shared/protocol/measure.ts';
import { UserError } from '../../shared/result.ts';
import { metricTable } from '../metric-table.ts';
import { choiceOption, type GlobalOptions, numberOption } from '../options.ts';
import { findRun } from '../run-reference.ts';
import { solverHelp } from '../solver-options.ts';
import { print, printJson, tell } from '../terminal.ts';
import { ask, withStudio } from '../with-studio.ts';

type MetricsOptions = GlobalOptions & {
  readonly n?: number;
  readonly seed?: number;
  readonly exact?: boolean;
  readonly solver?: SolverName;
  readonly steps?: number;
};

/** A share is told when it has grown by this much. */
const TOLD_SHARE = 0.1;

export function addMetrics(program: Command): void {
  program
    .command('metrics')
    .description('measure a trained run again: every metric with n, its finite-sample floor, and whether it is squared')
    .argument('<run>', 'id, beginning of an id, or name')
    .addOption(numberOption('samples', { about: 'samples in all (default: as at the end of the training)' }))
    .addOption(numberOption('seed', { about: 'seed of the noise and the true draws (default: the fixed one)' }))
    .option('--exact', `exact W2 of all samples, up to ${MOST_EXACT_POINTS} (half a minute); else of the first 1000`)
    .addOption(choiceOption('--solver', "solver (default: the run's)", SOLVERS))
    .addOption(numberOption('solverSteps', { flag: '--steps', about: "solver steps (default: the run's)" }))
    .addHelpText('after', solverHelp())
    .action(async (text: string, _options: object, command: Command) => {
      const options = command.optsWithGlobals<MetricsOptions>();
      const { n, seed, exact = false, solver, steps } = options;
      if (exact && n !== undefined && n > MOST_EXACT_POINTS) {
        throw new UserError('bad-input', `--n ${n}: with --exact at most ${MOST_EXACT_POINTS} samples are taken.`);
      }
      const { run, measured } = await withStudio(options, async (studio) => {
        const found = findRun(await ask(studio, 'runs.list', {}), text);
        let told = 0;
        const unsubscribe = studio.subscribe((event) => {
          if (event.kind !== 'measuring' || event.share < told + TOLD_SHARE) return;
          told = event.share;
          tell(`Exact W2: ${Math.floor(100 * told)} %`);
        });
        const request = { n, seed, exact, solver, steps };
        const result = await ask(studio, 'runs.measure', { id: found.id, request });
        unsubscribe();
        return { run: found, measured: result };
      });
      if (!options.json) return print(metricTable([{ ...run, metrics: measured.metrics }]));
      printJson({
        id: run.id,
        name: run.name,
        step: measured.step,
        metrics: Object.fromEntries(
          measured.metrics.map(({ name, value, n: count, floor }) => [
            name,
            { value, n: count, floor, squared: isSquared(name) },
          ]),
        ),
      });
    });
}
