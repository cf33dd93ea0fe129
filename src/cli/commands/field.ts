import { resolve } from 'node:path';
import type { Command } from 'commander';
import { datasetOf } from '../../shared/flow/datasets.ts';
import type { RunSummary } from '../../shared/model/records.ts';
import { npyParts } from '../../studio/export/npy.ts';
import { writeFileWhole } from '../../studio/export/write-file.ts';
import { type GlobalOptions, numberOption } from '../options.ts';
import { findRun } from '../run-reference.ts';
import { conditionFor } from '../sample-condition.ts';
import { print, printJson, tell } from '../terminal.ts';
import { ask, withStudio } from '../with-studio.ts';

type FieldOptions = GlobalOptions & {
  readonly t: number;
  readonly grid?: number;
  readonly extent?: number;
  readonly condition?: string;
  readonly out: string;
};

const GRID = 20;

const HELP = `
The array is float32 [grid, grid, 4]. Row i is y = −extent + 2·extent·i/(grid − 1), ascending; column j is x by the same
rule; the last axis holds x, y, vx, vy. In matplotlib: a = numpy.load(FILE); quiver(a[..., 0], a[..., 1], a[..., 2], a[..., 3]).
A conditional model without --condition takes its own conditions in turn from point to point, which is rarely what you want.

With --json: {out, shape, dtype, t, grid, extent}.`;

export function addField(program: Command): void {
  program
    .command('field')
    .description("a trained run's velocity on a square grid at one time, written as a NumPy file")
    .argument('<run>', 'id, beginning of an id, or name')
    .addOption(numberOption('time', { about: 'time' }).makeOptionMandatory())
    .requiredOption('--out <file>', 'where to write: float32 [grid, grid, 4]')
    .addOption(numberOption('grid', { about: `points on each side (default: ${GRID})` }))
    .addOption(numberOption('extent', { about: "half width of the square around the origin (default: the data's)" }))
    .option('--condition <value>', 'a class or a radius of a conditional model')
    .addHelpText('after', HELP)
    .action(async (text: string, _options: object, given: Command) => {
      const options = given.optsWithGlobals<FieldOptions>();
      const out = resolve(options.out);
      const { t, grid = GRID } = options;
      const { shape, extent, note } = await withStudio(options, async (studio) => {
        const run = findRun(await ask(studio, 'runs.list', {}), text);
        const half = options.extent ?? datasetOf(run.config.data).extent(run.config.data.params);
        const condition = conditionFor(run, options.condition);
        const field = await ask(studio, 'runs.field', {
          ...{ id: run.id, step: null, times: [t], grid, extent: half, condition },
        });
        const arrayShape = [grid, grid, 4];
        writeFileWhole(out, npyParts(arrayShape, withPlaces(field, grid, half)));
        return { shape: arrayShape, extent: half, note: condition.kind === 'any' ? mixedNote(run) : null };
      });
      if (note !== null) tell(note);
      if (options.json) return printJson({ out, shape, dtype: 'float32', t, grid, extent });
      print(`Wrote float32 [${shape.join(', ')}] to ${out}: x, y, vx, vy at t = ${t} over ±${extent}.`);
    });
}

/** What is told beside a field that mixes conditions; null for a model without them. */
function mixedNote({ name, config }: RunSummary): string | null {
  if (config.model === 'unconditional') return null;
  const what = config.model === 'onehot' ? 'class' : config.continuous === 'radius' ? 'radius' : 'condition';
  return `Note: the velocity of ${name} depends on its ${what}. Without --condition the points of this grid take different ones in turn, which is no single field; give --condition for one.`;
}

/** `[grid, grid, 2]` velocities with their places beside them: `[grid, grid, 4]`. */
function withPlaces(field: Float32Array, grid: number, extent: number): Float32Array {
  const values = new Float32Array(2 * field.length);
  const place = (k: number) => -extent + (2 * extent * k) / (grid - 1);
  for (let k = 0; k < grid * grid; k++) {
    const v = field.subarray(2 * k, 2 * k + 2);
    values.set([place(k % grid), place(Math.floor(k / grid)), v[0] as number, v[1] as number], 4 * k);
  }
  return values;
}
