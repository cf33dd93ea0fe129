import { resolve } from 'node:path';
import type { Command } from 'commander';
import { UserError } from '../../shared/result.ts';
import { npyParts } from '../../studio/export/npy.ts';
import { writeFileWhole } from '../../studio/export/write-file.ts';
import { readNpyPoints } from '../../studio/import/npy.ts';
import { exactSampleOf } from '../exact-truth.ts';
import { bytes, duration } from '../format.ts';
import { type GlobalOptions, numberOption } from '../options.ts';
import { findRun } from '../run-reference.ts';
import { conditionFor } from '../sample-condition.ts';
import { addSolverOptions, conditionOption, guidanceOption, type SolverOptions, solverOf } from '../solver-options.ts';
import { print, printJson } from '../terminal.ts';
import { ask, withStudio } from '../with-studio.ts';

type SampleOptions = GlobalOptions &
  SolverOptions & {
    readonly n?: number;
    readonly seed?: number;
    readonly condition?: string;
    readonly guidance?: number;
    readonly reverse?: boolean;
    readonly from?: string;
    readonly exact?: boolean;
    readonly out: string;
  };

/** All frames are held in memory and cross a process boundary. */
const LARGEST_BYTES = 1e9;
const MOST_PARTICLES = 100_000;

function checkSize(n: number, steps: number): void {
  const size = (steps + 1) * n * 2 * 4;
  if (size <= LARGEST_BYTES) return;
  throw new UserError(
    'bad-input',
    `--n ${n} and --steps ${steps}: all frames together take ${bytes(size)}, but at most ${bytes(LARGEST_BYTES)} are allowed. Lower one of them.`,
  );
}

/** The points of `--from`, checked before anything starts. */
function startPointsOf({ from, n, reverse, seed }: SampleOptions): Float32Array | undefined {
  const refuse = (why: string) => new UserError('bad-input', why);
  if (from === undefined) {
    if (reverse) throw refuse('--reverse: needs points to start from at t = 1; give them with --from X.npy.');
    return undefined;
  }
  if (seed !== undefined) throw refuse(`--seed ${seed}: the points of --from take the place of the source noise.`);
  const points = readNpyPoints(resolve(from), `--from ${from}`);
  const count = points.length / 2;
  if (n !== undefined && n !== count) throw refuse(`--n ${n}: ${from} holds ${count} points; leave --n out.`);
  if (count > MOST_PARTICLES) throw refuse(`--from ${from}: it holds ${count} points; at most ${MOST_PARTICLES} fit.`);
  return points;
}

/** What `--exact` has no use for. */
function refuseBesideExact(options: SampleOptions): void {
  if (options.reverse) throw new UserError('bad-input', '--reverse: the flow of --exact goes forward only.');
  for (const name of ['solver', 'rtol', 'atol', 'noise'] as const) {
    const value = options[name];
    if (value === undefined) continue;
    const why = 'the flow of --exact is integrated by rk4, in as many steps as it needs; leave it out';
    throw new UserError('bad-input', `--${name} ${value}: ${why}.`);
  }
}

const HELP = `
--exact integrates the closed form of what the run learns from the same noise, so particle i of both files began at the same
place. It is known for a Gaussian source, independent pairs and mixtures of Gaussians, without guidance (w = 1).

With --json: {out, shape, dtype, solver, exact, direction, nfe, evaluations, accepted, rejected, durationMs}: nfe, the number
of velocity evaluations of each particle, has the name evaluations too.`;

export function addSample(program: Command): void {
  const command = program
    .command('sample')
    .description('draw samples from a trained run and write their whole trajectories as a NumPy file')
    .argument('<run>', 'id, beginning of an id, or name')
    .requiredOption('--out <file>', 'where to write: float32 [steps + 1, n, 2], evenly spaced in t, the start first')
    .addOption(numberOption('samples', { about: "particles (default: as in the run's closing evaluation)" }))
    .addOption(numberOption('seed', { about: "seed of the source noise and of euler-maruyama's (default: 0)" }))
    .addOption(conditionOption())
    .addOption(guidanceOption())
    .option('--from <file>', 'start from the points of a NumPy file [n, 2] in place of the source noise')
    .option('--reverse', 'go backward from t = 1 to t = 0; needs --from')
    .option('--exact', 'the exact flow of the same particles in place of the learned one');
  addSolverOptions(command)
    .addHelpText('after', HELP)
    .action(async (text: string, _options: object, given: Command) => {
      const options = given.optsWithGlobals<SampleOptions>();
      const out = resolve(options.out);
      const from = startPointsOf(options);
      if (options.exact) refuseBesideExact(options);
      const { shape, result } = await withStudio(options, async (studio) => {
        const run = findRun(await ask(studio, 'runs.list', {}), text);
        const solving = options.exact
          ? ({ solver: 'rk4', steps: options.steps ?? run.config.sampling.steps } as const)
          : solverOf(options, run.config);
        const n = from ? from.length / 2 : (options.n ?? run.config.sampling.samples);
        checkSize(n, solving.steps);
        const { guidance, seed = 0 } = options;
        const asked = { n, seed, condition: conditionFor(run, options.condition), guidance, from };
        const sampled = options.exact
          ? exactSampleOf(run, { ...asked, flag: '--exact', steps: solving.steps })
          : await ask(studio, 'runs.sample', {
              ...solving,
              ...asked,
              id: run.id,
              step: null,
              frames: solving.steps + 1,
              direction: options.reverse ? 'backward' : 'forward',
            });
        const resultShape = [sampled.frameCount, sampled.particleCount, 2];
        writeFileWhole(out, npyParts(resultShape, sampled.frames));
        return { shape: resultShape, result: { ...sampled, ...solving } };
      });
      const { evaluations, accepted, rejected, durationMs, solver } = result;
      if (options.json) {
        const direction = options.reverse ? 'backward' : 'forward';
        const exact = options.exact === true;
        const figures = { solver, exact, direction, nfe: evaluations, evaluations, accepted, rejected, durationMs };
        return printJson({ out, shape, dtype: 'float32', ...figures });
      }
      const steps = solver === 'dopri5' ? `, ${accepted} steps, ${rejected} rejected` : '';
      const size = `float32 [${shape.join(', ')}]`;
      print(`Wrote ${size} to ${out} (${evaluations} evaluations a particle${steps}, ${duration(durationMs)}).`);
    });
}
