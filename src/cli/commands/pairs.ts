import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { datasetOf } from '../../shared/flow/datasets.ts';
import { CONTINUOUS_CONDITIONS, MODELS, type ModelKind } from '../../shared/model/names.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { MOST_PAIRS, type PairsResult } from '../../shared/protocol/pairs.ts';
import { UserError } from '../../shared/result.ts';
import { npyParts } from '../../studio/export/npy.ts';
import { writeFileWhole } from '../../studio/export/write-file.ts';
import type { Studio } from '../../studio/studio.ts';
import { parseNumber } from '../bad-input.ts';
import { duration, figure } from '../format.ts';
import { choiceOption, type GlobalOptions, numberOption } from '../options.ts';
import { findRun } from '../run-reference.ts';
import { withTemporaryStudio } from '../temporary-studio.ts';
import { print, printJson } from '../terminal.ts';
import { pairChoicesHelp } from '../train/choices-help.ts';
import { addCouplingOptions, type CouplingOptions } from '../train/coupling.ts';
import { type TrainOptions, trainConfig } from '../train-config.ts';
import { dataHelp } from '../train-options.ts';
import { ask, withStudio } from '../with-studio.ts';

type PairsOptions = GlobalOptions &
  CouplingOptions &
  Pick<TrainOptions, 'data' | 'source' | 'continuous' | 'seed'> & {
    readonly model?: ModelKind;
    readonly n?: number;
    readonly out?: string;
  };

const PAIRS = 1024;
/** The largest batch; more pairs than that are still paired at once. */
const LARGEST_BATCH = 8192;

function countOf(text: string): number {
  const n = parseNumber(text);
  if (Number.isInteger(n) && n >= 2 && n <= MOST_PAIRS) return n;
  throw new UserError('bad-input', `--n ${text}: must be a whole number from 2 to ${MOST_PAIRS}.`);
}

/** The settings that decide the pairs. A model that was not named is the one that the coupling needs, if it needs one. */
function configOf(options: PairsOptions, n: number): RunConfig {
  const { coupling, model, pairs, seed = 0, ...rest } = options;
  const settings = (kind: ModelKind) =>
    trainConfig({
      ...rest,
      ...(coupling === undefined ? {} : { coupling }),
      ...(pairs === undefined && coupling !== 'reflow' ? {} : { pairs: pairs ?? Math.max(2, n) }),
      model: kind,
      seed,
      fresh: true,
      batch: Math.min(n, LARGEST_BATCH),
    });
  if (model !== undefined) return settings(model);
  if (coupling !== 'c2ot') return settings('unconditional');
  const { data } = trainConfig({ ...rest, model: 'unconditional', fresh: true });
  return settings(datasetOf(data).classes(data.params) > 1 && rest.continuous === undefined ? 'onehot' : 'radius');
}

/** A pupil has its teacher's condition, source and data unless it is told otherwise. */
async function withTeacher(studio: Studio, config: RunConfig, options: PairsOptions): Promise<RunConfig> {
  const run = findRun(await ask(studio, 'runs.list', {}), config.coupling.teacher ?? '');
  const { model, continuous, source, data } = run.config;
  return {
    ...config,
    model: options.model ?? model,
    continuous: options.continuous ?? continuous,
    source: options.source === undefined ? source : config.source,
    data: options.data === undefined ? data : config.data,
    coupling: { ...config.coupling, teacher: run.id },
  };
}

/** Columns x0, x1, and the condition where the model or the coupling has one: float32 [n, 4] or [n, 5]. */
export function pairTable({ x0, x1, n, conditions }: PairsResult, withCondition: boolean) {
  const columns = withCondition && conditions !== null ? 5 : 4;
  const values = new Float32Array(columns * n);
  for (let i = 0; i < n; i++) {
    values.set(x0.subarray(2 * i, 2 * i + 2), columns * i);
    values.set(x1.subarray(2 * i, 2 * i + 2), columns * i + 2);
    if (columns === 5) values[columns * i + 4] = conditions?.[i] ?? 0;
  }
  return { shape: [n, columns], values };
}

function words(result: PairsResult, out: string | null, shape: readonly number[]): string {
  const { cost, crossings, swaps, skew, weight, epsilon, durationMs, n } = result;
  const lines = [
    `${n} pairs in ${duration(durationMs)}: mean squared distance ${figure(cost)}, ${crossings} crossings, ${swaps} pairs that would be cheaper swapped.`,
  ];
  if (skew?.kind === 'accuracy') {
    lines.push(`The class is told from x0 in ${figure(skew.value)} of the pairs; by chance in ${figure(skew.chance)}.`);
  } else if (skew) {
    lines.push(`x0 tells the condition with R² ${figure(skew.value)}; without skew with 0.`);
  }
  if (weight !== null) lines.push(`Weight of the squared difference of conditions: ${figure(weight)}.`);
  if (epsilon !== null) lines.push(`Epsilon: ${figure(epsilon)} of the mean squared distance of the points.`);
  if (out !== null) lines.push(`Wrote float32 [${shape.join(', ')}] to ${out}.`);
  return lines.join('\n');
}

export function addPairs(program: Command): void {
  const command = program
    .command('pairs')
    .description('pair noise with data as a training would, without one: transport cost, crossings and skew')
    .addOption(
      new Option('--n <number>', `pairs, paired at once (default: ${PAIRS}, at most ${MOST_PAIRS})`).argParser(countOf),
    )
    .option('--source <name or file>', 'what x0 is drawn from (default: gaussian)')
    .option('--data <name or file>', 'what x1 is drawn from, e.g. moons:noise=0.1 (default: ring)')
    .addOption(choiceOption('--model', 'whose condition the pairs carry (default: what the coupling needs)', MODELS))
    .addOption(choiceOption('--continuous', 'what the condition of a radius model is', CONTINUOUS_CONDITIONS))
    .addOption(numberOption('seed', { about: 'seed of the draws (default: 0)' }))
    .option('--out <file>', 'NumPy file to write: x0, x1 and the condition if there is one, float32 [n, 4] or [n, 5]');
  addCouplingOptions(command)
    .addHelpText('after', `${pairChoicesHelp()}\n${dataHelp()}`)
    .action(async (_options: object, self: Command) => {
      const options = self.optsWithGlobals<PairsOptions>();
      const n = options.n ?? PAIRS;
      const config = configOf(options, n);
      const { kind } = config.coupling;
      const made =
        kind === 'reflow'
          ? await withStudio(options, async (studio) => {
              const pupil = await withTeacher(studio, config, options);
              return { model: pupil.model, result: await ask(studio, 'pairs.preview', { config: pupil, n }) };
            })
          : await withTemporaryStudio(async (studio) => ({
              model: config.model,
              result: await ask(studio, 'pairs.preview', { config, n }),
            }));
      const withCondition = made.model !== 'unconditional' || kind === 'class-ot';
      const { shape, values } = pairTable(made.result, withCondition);
      const out = options.out === undefined ? null : resolve(options.out);
      if (out !== null) writeFileWhole(out, npyParts(shape, values));
      if (!options.json) return print(words(made.result, out, shape));
      const { cost, crossings, swaps, skew, weight, epsilon, durationMs } = made.result;
      printJson({
        out,
        shape,
        dtype: 'float32',
        coupling: kind,
        cost,
        crossings,
        swaps,
        skew,
        weight,
        epsilon,
        durationMs,
      });
    });
}
