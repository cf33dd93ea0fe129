import { resolve } from 'node:path';
import type { Command } from 'commander';
import { datasetOf } from '../../shared/flow/datasets.ts';
import { LIKELIHOOD_METHOD_ABOUT } from '../../shared/model/about.ts';
import {
  LIKELIHOOD_METHODS,
  LIKELIHOOD_SOLVERS,
  type LikelihoodMethod,
  type LikelihoodSolver,
} from '../../shared/model/names.ts';
import { LIKELIHOOD_STEPS, type LikelihoodResult } from '../../shared/protocol/solvers.ts';
import { UserError } from '../../shared/result.ts';
import { npyParts } from '../../studio/export/npy.ts';
import { writeFileWhole } from '../../studio/export/write-file.ts';
import { gridRequests, joined, massOf, pointsGiven, withLogDensity } from '../density-places.ts';
import { conditionWord } from '../learned-field.ts';
import { choiceOption, type GlobalOptions, numberOption } from '../options.ts';
import { findRun } from '../run-reference.ts';
import { conditionFor } from '../sample-condition.ts';
import { addSolverOptions, guidanceOption, type SolverOptions, solverOf } from '../solver-options.ts';
import { print, printJson } from '../terminal.ts';
import { section } from '../train/choices-help.ts';
import { ask, withStudio } from '../with-studio.ts';

type LikelihoodOptions = GlobalOptions &
  SolverOptions & {
    readonly points?: string;
    readonly grid?: number;
    readonly extent?: number;
    readonly out: string;
    readonly condition?: string;
    readonly guidance?: number;
    readonly t?: number;
    readonly method?: LikelihoodMethod;
    readonly probes?: number;
    readonly seed?: number;
  };

const PROBES = 16;

const HELP = `
log p_t(x) = log p0(x0) − ∫ ∇·v dt, backward from x at t to x0 at 0, in nats. exact takes the divergence by two derivative
passes; hutchinson estimates it with random ±1 probes, and tells the spread. Without --condition a class model gives the
mean density over its classes; a continuous model needs its condition. Points whose way ends where a uniform source has no
mass get −inf, are counted as outside, and are left out of mean and nll.

With --grid the places are a square grid as that of field, and the array is float32 [grid, grid, 3]: x, y, log p. mass is
∫ p over the square by the trapezoid rule: 1 where it is wide enough and a cell is small beside the modes.

With --json: {out, n, mean, nll, spread?, method, outside, condition, guidance, nfe, durationMs}: mean log p, its negative,
the mean standard error of one log p over the probes, and the velocity evaluations for each point. With --grid: {out, shape, dtype, t, grid, extent, mass,
method, …} in place of n, mean, nll and spread. condition is a class or radius, marginal (of all classes) or none.`;

export function addLikelihood(program: Command): void {
  const command = program
    .command('likelihood')
    .description("log-density of points under a trained run's flow, written as a NumPy file [n]")
    .argument('<run>', 'id, beginning of an id, or name')
    .requiredOption('--out <file>', 'where to write: float32 [n], or [grid, grid, 3] with --grid')
    .option('--points <file>', 'NumPy file of points [n, 2]')
    .addOption(numberOption('grid', { about: 'points on each side of a square grid, in place of --points' }))
    .addOption(numberOption('extent', { about: "half width of the grid around the origin (default: the data's)" }))
    .option('--condition <value>', 'a class or a radius; any: the mean density over the classes (default: any)')
    .addOption(guidanceOption())
    .addOption(choiceOption('--method', 'how the divergence is had (default: exact)', LIKELIHOOD_METHODS))
    .addOption(numberOption('probes', { about: `probes of hutchinson (default: ${PROBES})` }))
    .addOption(numberOption('seed', { about: 'seed of the probes (default: 0)' }))
    .addOption(numberOption('time', { about: 'time whose density it is (default: 1, the data)' }));
  addSolverOptions(command, LIKELIHOOD_SOLVERS, { solver: 'rk4', steps: String(LIKELIHOOD_STEPS) })
    .addHelpText('after', `${section('Methods', LIKELIHOOD_METHOD_ABOUT)}\n${HELP}`)
    .action(async (text: string, _options: object, given: Command) => {
      const options = given.optsWithGlobals<LikelihoodOptions>();
      const out = resolve(options.out);
      const method = options.method ?? 'exact';
      if (method === 'exact' && options.probes !== undefined) {
        throw new UserError(
          'bad-input',
          `--probes ${options.probes}: belongs to --method hutchinson; exact needs none.`,
        );
      }
      const points = pointsGiven(options);
      const result = await withStudio(options, async (studio) => {
        const run = findRun(await ask(studio, 'runs.list', {}), text);
        // Without a wish RK4: the sampling's own solver may be Euler, which is far too coarse here.
        const wished = { ...options, solver: options.solver ?? 'rk4', steps: options.steps ?? LIKELIHOOD_STEPS };
        const { solver, steps, rtol, atol } = solverOf(wished, run.config);
        const condition = conditionFor(run, options.condition);
        const { guidance, t = 1, probes = PROBES, seed = 0 } = options;
        const { data } = run.config;
        const shape =
          options.grid === undefined
            ? null
            : {
                grid: options.grid,
                extent: options.extent ?? datasetOf(data).extent(data.params),
              };
        const parts: LikelihoodResult[] = [];
        for (const places of points ? [points] : shape ? gridRequests(shape) : []) {
          parts.push(
            await ask(studio, 'runs.likelihood', {
              ...{ id: run.id, step: null, points: places, t, method, probes, condition, guidance, seed },
              ...{ solver: solver as LikelihoodSolver, steps, rtol, atol },
            }),
          );
        }
        const measured = joined(parts);
        const { logp } = measured;
        writeFileWhole(
          out,
          shape ? npyParts([shape.grid, shape.grid, 3], withLogDensity(shape, logp)) : npyParts([logp.length], logp),
        );
        const weight = guidance ?? run.config.guidance.weight;
        return { ...measured, shape, t, condition: conditionWord(run, condition), guidance: weight };
      });
      const { logp, shape, outside, condition, guidance, evaluations, durationMs } = result;
      const how = { method, outside, condition, guidance, nfe: evaluations, evaluations, durationMs };
      if (shape) {
        const { grid, extent } = shape;
        const arrayShape = [grid, grid, 3];
        const mass = massOf(shape, logp);
        if (options.json)
          return printJson({ out, shape: arrayShape, dtype: 'float32', t: result.t, grid, extent, mass, ...how });
        print(
          `Wrote float32 [${arrayShape.join(', ')}] to ${out}: x, y, log p at t = ${result.t} over ±${extent}, ∫ p = ${mass.toFixed(4)}.`,
        );
        return;
      }
      const n = logp.length;
      const mean = meanOf(logp);
      const spread = result.spread ? { spread: meanOf(result.spread) } : {};
      const nll = mean === null ? null : -mean;
      if (options.json) return printJson({ out, n, mean, nll, ...spread, ...how });
      const words = nll === null ? 'no point has a density' : `NLL ${nll.toFixed(4)} nats a point`;
      const error = result.spread ? `, standard error of one ${(meanOf(result.spread) ?? 0).toPrecision(2)}` : '';
      const lost = outside > 0 ? `; ${outside} outside the source, left out of it` : '';
      print(`Wrote float32 [${n}] to ${out} (${words}${error}${lost}).`);
    });
}

/** Mean of the finite values; null when there is none. */
function meanOf(values: Float32Array): number | null {
  const finite = values.filter(Number.isFinite);
  return finite.length === 0 ? null : finite.reduce((sum, value) => sum + value, 0) / finite.length;
}
