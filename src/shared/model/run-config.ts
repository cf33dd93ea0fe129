import { z } from 'zod';
import { DATASETS } from '../flow/datasets.ts';
import { distributionProblem } from '../flow/parse-distribution.ts';
import { fieldProblem, NUMBER_FIELDS, type NumberFieldName, rangeInWords } from './fields.ts';
import { ACTIVATIONS, COUPLINGS, DATA_NAMES, MODELS, PATHS, SOLVERS, SOURCES } from './names.ts';

const field = (name: NumberFieldName) =>
  z.number().refine((value) => fieldProblem(name, value) === null, {
    message: `${NUMBER_FIELDS[name].label} must be ${rangeInWords(NUMBER_FIELDS[name])}.`,
  });

/** Parameters of a distribution by name, e.g. `{ modes: 8, radius: 3, std: 0.25 }`. */
export const distributionParamsSchema = z.record(z.string(), z.number());

const configObject = z.strictObject({
  model: z.enum(MODELS),
  data: z.strictObject({ name: z.enum(DATA_NAMES), params: distributionParamsSchema }),
  /** Points in the fixed data set; also the number a fresh-draws epoch is counted by. */
  dataSize: field('dataSize'),
  /** True: every step draws its batch from the distribution itself. False: a fixed set, shuffled each epoch. */
  freshData: z.boolean(),
  source: z.strictObject({ name: z.enum(SOURCES), params: distributionParamsSchema }),
  path: z.strictObject({ kind: z.enum(PATHS) }),
  coupling: z.strictObject({ kind: z.enum(COUPLINGS) }),
  network: z.strictObject({
    timeWidth: field('timeWidth'),
    conditionWidth: field('timeWidth'),
    width: field('width'),
    /** Hidden layers of the main network. */
    depth: field('depth'),
    activation: z.enum(ACTIVATIONS),
  }),
  optimizer: z.strictObject({
    kind: z.literal('adamw'),
    learningRate: field('learningRate'),
    beta1: z.number().min(0).lt(1),
    beta2: z.number().min(0).lt(1),
    epsilon: z.number().gt(0),
    weightDecay: field('weightDecay'),
  }),
  batch: field('batch'),
  steps: field('steps'),
  seed: field('seed'),
  snapshotEvery: field('snapshotEvery'),
  checkpointEvery: field('checkpointEvery'),
  /** How the closing evaluation samples, and what the window uses when it opens the run. */
  sampling: z.strictObject({
    solver: z.enum(SOLVERS),
    steps: field('solverSteps'),
    /** Particles for each condition (each class, each radius), or in all for an unconditional model. */
    samples: field('samples'),
  }),
});

/** Everything that describes a run. Together with the seed inside it, it determines every number the run produces. */
export const runConfigSchema = configObject.superRefine((config, context) => {
  const problem = configProblem(config);
  if (problem !== null) context.addIssue({ code: 'custom', message: problem });
});

export type RunConfig = Readonly<z.infer<typeof configObject>>;

/** What is wrong between fields that are each allowed, as one sentence, or null. */
export function configProblem(
  config: Pick<RunConfig, 'model' | 'data' | 'batch' | 'dataSize' | 'freshData'>,
): string | null {
  const { name, params } = config.data;
  const dataset = DATASETS[name];
  const missing = Object.keys(dataset.defaults).find((key) => !Object.hasOwn(params, key));
  const problem = missing === undefined ? distributionProblem(name, params) : `the parameter ${missing} is missing`;
  if (problem !== null) return `Data ${name}: ${problem}.`;
  if (config.model === 'onehot' && dataset.classes(params) < 2) {
    return `The one-hot model needs data with classes, but ${name} has none. Choose other data, or the unconditional or radius model.`;
  }
  if (!config.freshData && config.batch > config.dataSize) {
    return `The batch (${config.batch}) must not be larger than the data set (${config.dataSize} points), unless every step draws fresh data.`;
  }
  return null;
}
export type DistributionSpec = { readonly name: string; readonly params: Readonly<Record<string, number>> };

/** Steps in one pass over the data: the last partial batch is dropped, as the tutorials' loader does. */
export function stepsPerEpoch(config: Pick<RunConfig, 'dataSize' | 'batch'>): number {
  return Math.max(1, Math.floor(config.dataSize / config.batch));
}
