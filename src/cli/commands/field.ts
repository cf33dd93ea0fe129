import { resolve } from 'node:path';
import type { Command } from 'commander';
import { datasetOf } from '../../shared/flow/datasets.ts';
import { distances, gridPlaces, velocityOnGrid } from '../../shared/flow/square-grid.ts';
import { EVALUATION_RADII } from '../../shared/model/condition.ts';
import { UserError } from '../../shared/result.ts';
import { npyParts } from '../../studio/export/npy.ts';
import { writeFileWhole } from '../../studio/export/write-file.ts';
import { exactTruthOf } from '../exact-truth.ts';
import { conditionWord, learnedField, MARGINAL } from '../learned-field.ts';
import { type GlobalOptions, numberOption } from '../options.ts';
import { findRun } from '../run-reference.ts';
import { conditionFor } from '../sample-condition.ts';
import { guidanceOption } from '../solver-options.ts';
import { print, printJson } from '../terminal.ts';
import { ask, withStudio } from '../with-studio.ts';

type FieldOptions = GlobalOptions & {
  readonly t: number;
  readonly grid?: number;
  readonly extent?: number;
  readonly condition?: string;
  readonly guidance?: number;
  readonly exact?: boolean;
  readonly error?: boolean;
  readonly out: string;
};

const GRID = 20;

const HELP = `
The array is float32 [grid, grid, 4]. Row i is y = −extent + 2·extent·i/(grid − 1), ascending; column j is x by the same
rule; the last axis holds x, y, vx, vy. In matplotlib: a = numpy.load(FILE); quiver(a[..., 0], a[..., 1], a[..., 2], a[..., 3]).

A conditional model without --condition gives the marginal field of all its conditions, Σ p(c | x, t)·v(x, t, c): every
class, or the radii ${EVALUATION_RADII[0]} to ${EVALUATION_RADII.at(-1)} (of another condition, the data's own values), equally likely, each weighted by where
${MARGINAL.n} particles of the model are at t (${MARGINAL.solver}, ${MARGINAL.steps} steps, a kernel density). It is not v∅, also of a model trained with
--guidance; for v∅ ask for any one condition with --guidance 0.

--exact writes the closed form u of what the run learns, E[dx/dt | x], and --error the difference v − u. They are known for
a Gaussian source, independent pairs and mixtures of Gaussians, without guidance (w = 1). The error of a marginal field has
the error of its estimated weights in it.

With --json: {out, shape, dtype, quantity, t, grid, extent, condition, guidance}: quantity is velocity, exact or error;
condition a class or radius, marginal (of all conditions) or none (unconditional). With --error also mean, weighted and
largest of ‖v − u‖ over the grid: every place alike, by the exact density p_t, and the most.`;

export function addField(program: Command): void {
  program
    .command('field')
    .description("a trained run's velocity on a square grid at one time, written as a NumPy file")
    .argument('<run>', 'id, beginning of an id, or name')
    .addOption(numberOption('time', { about: 'time' }).makeOptionMandatory())
    .requiredOption('--out <file>', 'where to write: float32 [grid, grid, 4]')
    .addOption(numberOption('grid', { about: `points on each side (default: ${GRID})` }))
    .addOption(numberOption('extent', { about: "half width of the square around the origin (default: the data's)" }))
    .option('--condition <value>', 'a class or a radius; any: the marginal field of all conditions (default: any)')
    .addOption(guidanceOption())
    .option('--exact', 'the exact velocity u in place of the learned v')
    .option('--error', 'the difference v − u of the learned and the exact velocity')
    .addHelpText('after', HELP)
    .action(async (text: string, _options: object, given: Command) => {
      const options = given.optsWithGlobals<FieldOptions>();
      const out = resolve(options.out);
      if (options.exact && options.error) {
        throw new UserError('bad-input', '--exact and --error: the exact field has no error; give one of them.');
      }
      const { t, grid = GRID, guidance } = options;
      const quantity = options.exact ? 'exact' : options.error ? 'error' : 'velocity';
      const found = await withStudio(options, async (studio) => {
        const run = findRun(await ask(studio, 'runs.list', {}), text);
        const extent = options.extent ?? datasetOf(run.config.data).extent(run.config.data.params);
        const condition = conditionFor(run, options.condition);
        const asked = { flag: `--${quantity}`, t, grid, extent, condition, guidance };
        const truth = quantity === 'velocity' ? null : exactTruthOf(run, asked);
        const exact = truth && velocityOnGrid(truth.velocity, asked, t);
        const learned = quantity === 'exact' ? null : await learnedField(studio, run, asked);
        writeFileWhole(out, npyParts([grid, grid, 4], withPlaces(difference(learned, exact), { grid, extent })));
        const figures =
          learned && truth && exact
            ? errorFigures(distances(learned, exact), gridPlaces(asked), (x, y) => truth.logDensity(x, y, t))
            : null;
        const weight = guidance ?? run.config.guidance.weight;
        return { extent, condition: conditionWord(run, condition), guidance: weight, figures };
      });
      const { figures, extent, ...whose } = found;
      const shape = [grid, grid, 4];
      if (options.json) {
        return printJson({ out, shape, dtype: 'float32', quantity, t, grid, extent, ...whose, ...figures });
      }
      const what = { velocity: 'vx, vy', exact: 'ux, uy', error: 'vx − ux, vy − uy' }[quantity];
      const all = whose.condition === 'marginal' ? ', of all conditions together' : '';
      const size = figures
        ? `; ‖v − u‖ ${figure(figures.mean)} on average, ${figure(figures.weighted)} by density, ${figure(figures.largest)} at most`
        : '';
      print(`Wrote float32 [${shape.join(', ')}] to ${out}: x, y, ${what} at t = ${t} over ±${extent}${all}${size}.`);
    });
}

/** The one that is there, or learned − exact. */
function difference(learned: Float32Array | null, exact: Float32Array | null): Float32Array {
  if (!learned || !exact) return learned ?? exact ?? new Float32Array(0);
  return learned.map((value, k) => value - (exact[k] as number));
}

/** Mean of ‖v − u‖ over the grid, the same weighted by the density there, and the largest. */
function errorFigures(errors: Float32Array, places: Float32Array, logDensity: (x: number, y: number) => number) {
  const logs = Float64Array.from(errors, (_, k) => logDensity(places[2 * k] as number, places[2 * k + 1] as number));
  // Relative to the most likely place: far from every mode all densities may be zero in numbers.
  const top = logs.reduce((most, log) => Math.max(most, log), Number.NEGATIVE_INFINITY);
  let [sum, weighted, weights, largest] = [0, 0, 0, 0];
  errors.forEach((error, k) => {
    const weight = Math.exp((logs[k] as number) - top);
    sum += error;
    weighted += weight * error;
    weights += weight;
    largest = Math.max(largest, error);
  });
  return { mean: sum / errors.length, weighted: weighted / weights, largest };
}

const figure = (value: number) => value.toPrecision(3);

/** `[grid, grid, 2]` vectors with their places before them: `[grid, grid, 4]`. */
function withPlaces(vectors: Float32Array, shape: { readonly grid: number; readonly extent: number }): Float32Array {
  const places = gridPlaces(shape);
  const values = new Float32Array(2 * vectors.length);
  for (let k = 0; k < vectors.length; k += 2) {
    values.set(places.subarray(k, k + 2), 2 * k);
    values.set(vectors.subarray(k, k + 2), 2 * k + 2);
  }
  return values;
}
