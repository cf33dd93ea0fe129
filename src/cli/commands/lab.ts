import type { Command } from 'commander';
import { LAB_PARTICLES, type LabPoint, type LabResult } from '../../shared/protocol/solver-lab.ts';
import { figure } from '../format.ts';
import { type GlobalOptions, numberOption } from '../options.ts';
import { findRun } from '../run-reference.ts';
import { conditionFor } from '../sample-condition.ts';
import { guidanceOption } from '../solver-options.ts';
import { print, printJson, tableOf } from '../terminal.ts';
import { ask, withStudio } from '../with-studio.ts';

type LabOptions = GlobalOptions & {
  readonly n?: number;
  readonly seed?: number;
  readonly condition?: string;
  readonly guidance?: number;
};

const HELP = `
The same particles are integrated with every solver: euler, midpoint, heun and rk4 in 4 to 128 equal steps, dopri5 at
tolerances 1e-2 to 1e-6. The error is the root of the mean squared distance of the end points to a reference: dopri5 at
1e-8, or at the tightest tolerance that 32-bit numbers can follow. Its distance to rk4 in 256 steps is told as resolution:
errors below it cannot be told apart from the reference's own. euler-maruyama is left out: its ends are random.

With --json: {run, guidance, n, seed, condition, reference: {solver, steps, tolerance, nfe, resolution, checkSteps}, points:
[{solver, steps, tolerance, nfe, error, accepted, rejected, stepTimes, rejectedTimes, durationMs}], skipped:
[{solver, steps, tolerance, reason}]}; nfe are velocity evaluations for each particle.`;

export function addLab(program: Command): void {
  program
    .command('lab')
    .description("solver lab: error against evaluations of every solver on a trained run's flow")
    .argument('<run>', 'id, beginning of an id, or name')
    .addOption(numberOption('labParticles', { about: `particles (default: ${LAB_PARTICLES})` }))
    .addOption(numberOption('seed', { about: 'seed of the particles (default: 0)' }))
    .option('--condition <value>', 'a class or a radius of a conditional model; any: its own in turn (default: any)')
    .addOption(guidanceOption())
    .addHelpText('after', HELP)
    .action(async (text: string, _options: object, given: Command) => {
      const options = given.optsWithGlobals<LabOptions>();
      const { n = LAB_PARTICLES, seed = 0 } = options;
      const { name, guidance, result } = await withStudio(options, async (studio) => {
        const run = findRun(await ask(studio, 'runs.list', {}), text);
        const condition = conditionFor(run, options.condition);
        return {
          name: run.name,
          guidance: options.guidance ?? run.config.guidance.weight,
          result: await ask(studio, 'runs.lab', {
            ...{ id: run.id, step: null, n, seed, condition, guidance: options.guidance },
          }),
        };
      });
      if (options.json) return printJson({ run: name, guidance, ...plain(result) });
      print(labTable(result));
      const { reference, skipped } = result;
      const limit = `${reference.resolution.toExponential(1)} from rk4 in ${reference.checkSteps} steps`;
      print(
        `Reference: ${wayWords(reference)}, ${figure(reference.evaluations)} evaluations; ${limit}. ${n} particles, seed ${seed}.`,
      );
      for (const each of skipped) print(`Left out: ${wayWords(each)}. ${each.reason}`);
    });
}

const wayWords = ({ solver, steps, tolerance }: Pick<LabPoint, 'solver' | 'steps' | 'tolerance'>) => {
  if (tolerance !== null) return `${solver} at ${tolerance.toExponential(0)}`;
  return steps === null ? solver : `${solver} in ${steps} steps`;
};

function labTable({ points }: LabResult): string {
  const right = (head: string) => ({ head, align: 'right' as const });
  return tableOf(
    [{ head: 'solver' }, ...['steps or tolerance', 'evaluations', 'error', 'accepted', 'rejected', 'ms'].map(right)],
    points.map((point) => [
      point.solver,
      point.tolerance === null ? String(point.steps) : point.tolerance.toExponential(0),
      String(point.evaluations),
      point.error.toExponential(2),
      String(point.accepted),
      String(point.rejected),
      point.durationMs.toFixed(0),
    ]),
  );
}

/** `nfe` is what the metric is called. */
function withNfe<T extends { readonly evaluations: number }>(told: T) {
  return { ...told, nfe: told.evaluations };
}

/** Typed arrays as ordinary ones, which is how JSON has them. */
const plain = (result: LabResult) => ({
  ...result,
  reference: withNfe(result.reference),
  points: result.points.map((point) => ({
    ...withNfe(point),
    stepTimes: [...point.stepTimes],
    rejectedTimes: [...point.rejectedTimes],
  })),
});
