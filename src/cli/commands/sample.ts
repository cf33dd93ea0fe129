import { resolve } from 'node:path';
import type { Command } from 'commander';
import { SOLVERS, type SolverName } from '../../shared/model/names.ts';
import { UserError } from '../../shared/result.ts';
import { npyParts } from '../../studio/export/npy.ts';
import { writeFileWhole } from '../../studio/export/write-file.ts';
import { bytes, duration } from '../format.ts';
import { choiceOption, type GlobalOptions, numberOption } from '../options.ts';
import { findRun } from '../run-reference.ts';
import { conditionFor } from '../sample-condition.ts';
import { print, printJson } from '../terminal.ts';
import { ask, withStudio } from '../with-studio.ts';

type SampleOptions = GlobalOptions & {
  readonly n?: number;
  readonly steps?: number;
  readonly solver?: SolverName;
  readonly seed?: number;
  readonly condition?: string;
  readonly guidance?: number;
  readonly out: string;
};

/** All frames are held in memory and cross a process boundary. */
const LARGEST_BYTES = 1e9;

function checkSize(n: number, steps: number): void {
  const size = (steps + 1) * n * 2 * 4;
  if (size <= LARGEST_BYTES) return;
  throw new UserError(
    'bad-input',
    `--n ${n} and --steps ${steps}: all frames together take ${bytes(size)}, but at most ${bytes(LARGEST_BYTES)} are allowed. Lower one of them.`,
  );
}

export function addSample(program: Command): void {
  program
    .command('sample')
    .description('draw samples from a trained run and write their whole trajectories as a NumPy file')
    .argument('<run>', 'id, beginning of an id, or name')
    .requiredOption('--out <file>', 'where to write: float32 [steps + 1, n, 2]')
    .addOption(numberOption('samples', { about: "particles (default: as in the run's closing evaluation)" }))
    .addOption(numberOption('solverSteps', { flag: '--steps', about: "solver steps (default: the run's)" }))
    .addOption(choiceOption('--solver', "solver (default: the run's)", SOLVERS))
    .addOption(numberOption('seed', { about: 'seed of the source noise (default: 0)' }))
    .addOption(
      numberOption('guidanceWeight', {
        flag: '--guidance',
        about: "guidance weight w in v∅ + w (v_c − v∅), for runs trained with --guidance (default: the run's)",
      }),
    )
    .option('--condition <value>', "a class, a radius, or any: the model's own conditions in turn (default: any)")
    .action(async (text: string, _options: object, command: Command) => {
      const options = command.optsWithGlobals<SampleOptions>();
      const out = resolve(options.out);
      const { shape, evaluations, durationMs } = await withStudio(options, async (studio) => {
        const run = findRun(await ask(studio, 'runs.list', {}), text);
        const { sampling } = run.config;
        const n = options.n ?? sampling.samples;
        const steps = options.steps ?? sampling.steps;
        checkSize(n, steps);
        const result = await ask(studio, 'runs.sample', {
          id: run.id,
          step: null,
          n,
          steps,
          solver: options.solver ?? sampling.solver,
          seed: options.seed ?? 0,
          condition: conditionFor(run, options.condition),
          guidance: options.guidance,
          frames: steps + 1,
        });
        const resultShape = [result.frameCount, result.particleCount, 2];
        writeFileWhole(out, npyParts(resultShape, result.frames));
        return { ...result, shape: resultShape };
      });
      if (options.json) return printJson({ out, shape, dtype: 'float32', evaluations, durationMs });
      const size = `float32 [${shape.join(', ')}]`;
      print(`Wrote ${size} to ${out} (${evaluations} evaluations a particle, ${duration(durationMs)}).`);
    });
}
