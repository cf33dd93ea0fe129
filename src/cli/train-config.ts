import { pointFile } from '../shared/flow/point-file.ts';
import { fieldProblem, NUMBER_FIELDS, rangeInWords } from '../shared/model/fields.ts';
import type { ContinuousCondition, ModelKind } from '../shared/model/names.ts';
import type { ThirdColumn } from '../shared/model/own-data.ts';
import { defaultSnapshotEvery, ringConfig } from '../shared/model/presets.ts';
import { type RunConfig, runConfigSchema, stepsPerEpoch } from '../shared/model/run-config.ts';
import { UserError } from '../shared/result.ts';
import { dataOf, ownDataSize, sourceOf } from './own-data.ts';
import { type CouplingOptions, couplingOf } from './train/coupling.ts';
import { type GuidanceOptions, guidanceOf } from './train/guidance.ts';
import { type NetworkOptions, networkOf } from './train/network.ts';
import { type OptimizerOptions, optimizerOf } from './train/optimizer.ts';
import { type PathOptions, pathOf } from './train/path.ts';
import { type SamplingOptions, samplingOf } from './train/sampling.ts';

/** Options of `train`, parsed one by one. */
export type TrainOptions = PathOptions &
  CouplingOptions &
  NetworkOptions &
  OptimizerOptions &
  GuidanceOptions &
  SamplingOptions & {
    readonly base?: string;
    readonly source?: string;
    readonly model: ModelKind;
    readonly data?: string;
    readonly thirdColumn?: ThirdColumn;
    readonly continuous?: ContinuousCondition;
    readonly steps?: number;
    readonly epochs?: number;
    readonly batch?: number;
    readonly seed?: number;
    readonly dataSize?: number;
    readonly fresh?: boolean;
    readonly snapshotEvery?: number;
    readonly checkpointEvery?: number;
  };

/** The ring study's settings of the model, with every given option in their place. */
export function trainConfig(options: TrainOptions): RunConfig {
  const source = trainSourceOf(options);
  const preset = ringConfig(options.model, source.name, options.seed ?? 1);
  const data = options.data === undefined ? preset.data : dataOf(options.data, options.thirdColumn ?? 'auto');
  const own = data.name === 'file' ? pointFile(data.file) : null;
  const dataSize = options.dataSize ?? (own === null ? preset.dataSize : ownDataSize(own));
  // A file may hold fewer points than the preset's batch; a batch that was asked for is refused instead.
  const batch = options.batch ?? (own === null ? preset.batch : Math.min(preset.batch, dataSize));
  const steps = stepsOf(options, { batch, dataSize }) ?? preset.steps;
  const config: RunConfig = {
    ...preset,
    data,
    source,
    continuous: options.continuous ?? (own?.column ? 'column' : preset.continuous),
    dataSize,
    freshData: options.fresh ?? preset.freshData,
    batch,
    steps,
    path: pathOf(options),
    coupling: couplingOf(options, preset.coupling),
    network: networkOf(options, preset.network),
    optimizer: optimizerOf(options, preset.optimizer),
    guidance: guidanceOf(options, preset.guidance),
    snapshotEvery: options.snapshotEvery ?? defaultSnapshotEvery(steps),
    checkpointEvery: options.checkpointEvery ?? preset.checkpointEvery,
    sampling: samplingOf(options, preset.sampling),
  };
  const parsed = runConfigSchema.safeParse(config);
  if (parsed.success) return parsed.data;
  throw new UserError('bad-input', parsed.error.issues.map((issue) => issue.message).join(' '));
}

/** The source: a name, or a file of the user's own. */
function trainSourceOf({ base, source }: TrainOptions): RunConfig['source'] {
  if (base !== undefined && source !== undefined && base !== source) {
    throw new UserError('bad-input', `--base ${base} and --source ${source} are the same setting: give one of them.`);
  }
  const text = base ?? source;
  if (text === undefined) return { name: 'gaussian', params: {} };
  return sourceOf(text, base === undefined ? '--source' : '--base');
}

function stepsOf(
  { steps, epochs }: Pick<TrainOptions, 'steps' | 'epochs'>,
  size: { readonly batch: number; readonly dataSize: number },
): number | null {
  if (steps !== undefined && epochs !== undefined) {
    throw new UserError('bad-input', `--steps ${steps} and --epochs ${epochs} both set the length: give one of them.`);
  }
  if (epochs === undefined) return steps ?? null;
  const each = stepsPerEpoch(size);
  if (fieldProblem('steps', epochs * each) !== null) {
    const range = rangeInWords(NUMBER_FIELDS.steps);
    throw new UserError('bad-input', `--epochs ${epochs}: that is ${epochs * each} steps, which must be ${range}.`);
  }
  return epochs * each;
}
