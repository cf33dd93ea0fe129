import { DATASETS } from '../../../shared/flow/datasets.ts';
import { sourceDefaults } from '../../../shared/flow/sources.ts';
import type {
  ContinuousCondition,
  CouplingKind,
  DataName,
  ModelKind,
  NetworkForm,
  OptimizerKind,
  PathKind,
  SolverName,
  SourceName,
} from '../../../shared/model/names.ts';
import { configFor, defaultSnapshotEvery, type FormPreset } from '../../../shared/model/presets.ts';
import { type RunConfig, stepsPerEpoch } from '../../../shared/model/run-config.ts';
import { type Pairing, pairingOf } from './pairing.ts';
import { type Settings, settingsFromConfig, typedPathParams, usualOf } from './settings.ts';
import { typedNumber } from './typed-number.ts';

/** The training form as typed: numbers are text until they are checked. */
export type Draft = {
  /** Null: the suggested name. */
  readonly name: string | null;
  readonly model: ModelKind;
  readonly data: DataName;
  /** Hash of the user's own points, while they are the data. */
  readonly dataFile: string | null;
  readonly params: Readonly<Record<string, string>>;
  readonly dataSize: string;
  readonly freshData: boolean;
  readonly source: SourceName;
  /** Parameters of the source, for one that has some. */
  readonly sourceParams: Readonly<Record<string, string>>;
  readonly sourceFile: string | null;
  /** What the condition of a radius model is. */
  readonly continuous: ContinuousCondition;
  readonly path: PathKind;
  readonly coupling: CouplingKind;
  readonly pairing: Pairing;
  readonly width: string;
  readonly depth: string;
  readonly learningRate: string;
  readonly weightDecay: string;
  readonly batch: string;
  readonly length: string;
  readonly lengthIn: 'steps' | 'epochs';
  readonly seeds: string;
  /** Null: about ten over the run. */
  readonly snapshotEvery: string | null;
  readonly checkpointEvery: string;
  readonly solver: SolverName;
  readonly solverSteps: string;
  readonly samples: string;
  /** Parameters of the path, network form, optimiser, guidance and tolerances. */
  readonly settings: Settings;
  /** Settings that have no field beside the others (tolerances of a solver that has none) are taken from here. */
  readonly base: RunConfig;
};

const typedParams = (params: Readonly<Record<string, number>>): Record<string, string> =>
  Object.fromEntries(Object.entries(params).map(([key, value]) => [key, typedNumber(value)]));

/** The form filled with a run's settings; its name is left to the suggestion. */
export function draftFromConfig(config: RunConfig): Draft {
  return {
    name: null,
    model: config.model,
    data: config.data.name,
    dataFile: config.data.file ?? null,
    params: typedParams({ ...DATASETS[config.data.name].defaults, ...config.data.params }),
    dataSize: typedNumber(config.dataSize),
    freshData: config.freshData,
    source: config.source.name,
    sourceParams: typedParams({ ...sourceDefaults(config.source.name), ...config.source.params }),
    sourceFile: config.source.file ?? null,
    continuous: config.continuous,
    path: config.path.kind,
    coupling: config.coupling.kind,
    pairing: pairingOf(config),
    width: typedNumber(config.network.width),
    depth: typedNumber(config.network.depth),
    learningRate: typedNumber(config.optimizer.learningRate),
    weightDecay: typedNumber(config.optimizer.weightDecay),
    batch: typedNumber(config.batch),
    length: typedNumber(config.steps),
    lengthIn: 'steps',
    seeds: String(config.seed),
    snapshotEvery:
      config.snapshotEvery === defaultSnapshotEvery(config.steps) ? null : typedNumber(config.snapshotEvery),
    checkpointEvery: typedNumber(config.checkpointEvery),
    solver: config.sampling.solver,
    solverSteps: typedNumber(config.sampling.steps),
    samples: typedNumber(config.sampling.samples),
    settings: settingsFromConfig(config),
    base: config,
  };
}

const inEpochs = (draft: Draft, config: RunConfig): Draft => {
  const perEpoch = stepsPerEpoch(config);
  return config.steps % perEpoch === 0
    ? { ...draft, lengthIn: 'epochs', length: typedNumber(config.steps / perEpoch) }
    : draft;
};

/** The tutorials' settings for a model, a data set and a source; their length is told in epochs, as the tutorials do. */
export function draftFor(model: ModelKind, data: DataName, source: SourceName, seeds = '1'): Draft {
  const config = configFor(model, data, source, 1);
  return { ...inEpochs(draftFromConfig(config), config), seeds };
}

export function draftFromPreset(preset: FormPreset, seeds = '1'): Draft {
  return draftFor(preset.model, preset.data, 'gaussian', seeds);
}

/** Fields that follow the model, the data or the source until the user sets them. */
const FOLLOWING = ['dataSize', 'batch', 'length', 'lengthIn', 'snapshotEvery', 'solverSteps', 'samples'] as const;

function follow(draft: Draft, next: Draft): Draft {
  const before = draftFor(draft.model, draft.data, draft.source);
  const after = draftFor(next.model, next.data, next.source);
  const untouched = FOLLOWING.filter((key) => draft[key] === before[key]);
  const lengthMoves = untouched.includes('length') && untouched.includes('lengthIn') && untouched.includes('batch');
  const followed = untouched.filter((key) => lengthMoves || (key !== 'length' && key !== 'lengthIn'));
  return { ...next, ...Object.fromEntries(followed.map((key) => [key, after[key]])), base: after.base };
}

/** Another condition: settings still at the old model's defaults take the new model's. */
export function withModel(draft: Draft, model: ModelKind): Draft {
  return follow(draft, { ...draft, model });
}

export function withSource(draft: Draft, source: SourceName): Draft {
  return follow(draft, { ...draft, source, sourceParams: typedParams(sourceDefaults(source)) });
}

export function withSettings(draft: Draft, change: Partial<Settings>): Draft {
  return { ...draft, settings: { ...draft.settings, ...change } };
}

/** Another path, with its own default parameters. */
export function withPath(draft: Draft, path: PathKind): Draft {
  return withSettings({ ...draft, path }, { pathParams: typedPathParams(path) });
}

/** Another form of network, with what usually goes with it; widths and depth that were typed stay. */
export function withNetworkForm(draft: Draft, form: NetworkForm): Draft {
  if (form === draft.settings.form) return draft;
  const { network } = draft.base;
  const [before, after] = [usualOf(network, draft.settings.form), usualOf(network, form)];
  const depth = draft.depth === typedNumber(before.depth) ? typedNumber(after.depth) : draft.depth;
  const { activation, timeFeatures } = after;
  const hidden = form === 'residual' ? '' : draft.settings.hidden;
  return withSettings({ ...draft, depth }, { form, activation, timeFeatures, hidden });
}

/** PyTorch's default. */
const ADAMW_DECAY = '0.01';

/** Another optimiser; only AdamW decays its weights unless it is told to. */
export function withOptimizer(draft: Draft, optimizer: OptimizerKind): Draft {
  const [from, to] = optimizer === 'adamw' ? ['0', ADAMW_DECAY] : [ADAMW_DECAY, '0'];
  const weightDecay = draft.weightDecay === from ? to : draft.weightDecay;
  return withSettings({ ...draft, weightDecay }, { optimizer });
}

/** Other data, with its own default parameters. */
export function withData(draft: Draft, data: DataName): Draft {
  const next = { ...draft, data, params: typedParams(DATASETS[data].defaults) };
  // The size of a file, and the batch that it allowed, say nothing about other data.
  const { dataSize, batch } = draftFor(draft.model, draft.data, draft.source);
  const leaving = draft.data === 'file' ? { ...next, dataSize, batch, continuous: 'radius' as const } : next;
  return follow(draft.data === 'file' ? { ...draft, dataSize, batch } : draft, leaving);
}

/** Tells the length in the other unit, keeping the number of steps where it comes out whole. */
export function withLengthIn(
  draft: Draft,
  lengthIn: 'steps' | 'epochs',
  steps: number | null,
  perEpoch: number | null,
): Draft {
  if (lengthIn === draft.lengthIn) return draft;
  if (steps === null || perEpoch === null) return { ...draft, lengthIn };
  const length = lengthIn === 'steps' ? steps : Math.max(1, Math.round(steps / perEpoch));
  return { ...draft, lengthIn, length: typedNumber(length) };
}
