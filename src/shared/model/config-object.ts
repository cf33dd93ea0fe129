import { z } from 'zod';
import { NUMBER_FIELDS } from './fields.ts';
import {
  ACTIVATIONS,
  CONTINUOUS_CONDITIONS,
  COUPLINGS,
  DATA_NAMES,
  LR_SCHEDULES,
  MODELS,
  NETWORKS,
  OPTIMIZERS,
  PATHS,
  SOLVERS,
  SOURCES,
  TIME_FEATURES,
} from './names.ts';
import { numberField } from './number-field.ts';

/** Parameters of a distribution or a path by name, e.g. `{ modes: 8, radius: 3, std: 0.25 }`. */
export const distributionParamsSchema = z.record(z.string(), z.number());

/** SHA-256 of a point file of the library, in hexadecimal: points of the user's own are named by their content. */
const fileHash = z.string().regex(/^[0-9a-f]{64}$/);

/** Every field of a configuration, each checked alone; `runConfigSchema` also checks them against each other. */
export const configObject = z.strictObject({
  model: z.enum(MODELS),
  data: z.strictObject({ name: z.enum(DATA_NAMES), params: distributionParamsSchema, file: fileHash.optional() }),
  /** Points in the fixed data set; also the number a fresh-draws epoch is counted by. */
  dataSize: numberField('dataSize'),
  /** True: every step draws its batch from the distribution itself. False: a fixed set, shuffled each epoch. */
  freshData: z.boolean(),
  /** What the condition of a `radius` model is. */
  continuous: z.enum(CONTINUOUS_CONDITIONS),
  source: z.strictObject({ name: z.enum(SOURCES), params: distributionParamsSchema, file: fileHash.optional() }),
  path: z.strictObject({ kind: z.enum(PATHS), params: distributionParamsSchema }),
  coupling: z.strictObject({
    kind: z.enum(COUPLINGS),
    /** Points that are paired at once; cut into training batches. Null: the training batch. */
    batch: numberField('otBatch').nullable(),
    /** Times that a pair made by cost is used, on average. 1: every step has pairs of its own. */
    reuse: numberField('otReuse'),
    /** Sinkhorn: strength of the entropy, in units of the mean squared distance. */
    epsilon: numberField('sinkhornEpsilon'),
    /** c2ot: weight of the distance between conditions. Null: searched so that `targetRatio` of the pairs mix conditions. */
    conditionWeight: numberField('conditionWeight').nullable(),
    targetRatio: numberField('targetRatio'),
    /** reflow: the run whose flow makes the pairs (x0, φ(x0)). */
    teacher: z.string().min(1).max(64).nullable(),
    /** reflow: how many pairs the teacher makes. */
    pairs: numberField('reflowPairs'),
  }),
  network: z.strictObject({
    form: z.enum(NETWORKS),
    timeFeatures: z.enum(TIME_FEATURES),
    timeWidth: numberField('timeWidth'),
    conditionWidth: numberField('conditionWidth'),
    width: numberField('width'),
    /** Hidden layers of the main network, or residual blocks. */
    depth: numberField('depth'),
    /** Widths of the hidden layers one by one, in place of `width` and `depth`; empty: all alike. */
    hidden: z.array(numberField('width')).max(NUMBER_FIELDS.depth.max),
    activation: z.enum(ACTIVATIONS),
  }),
  optimizer: z.strictObject({
    kind: z.enum(OPTIMIZERS),
    learningRate: numberField('learningRate'),
    beta1: numberField('beta1'),
    beta2: numberField('beta2'),
    epsilon: numberField('epsilon'),
    weightDecay: numberField('weightDecay'),
    /** Of SGD. */
    momentum: numberField('momentum'),
    schedule: z.enum(LR_SCHEDULES),
    /** Steps over which the learning rate rises from 0. */
    warmup: numberField('warmup'),
    /** Largest norm of the whole gradient; 0: not clipped. */
    clip: numberField('clip'),
    /** Decay of the averaged weights that sampling uses; 0: none. */
    ema: numberField('ema'),
  }),
  /** Classifier-free guidance: `v = v∅ + w (v_c − v∅)`, w = 1 being the plain conditional velocity. */
  guidance: z.strictObject({ dropout: numberField('guidanceDropout'), weight: numberField('guidanceWeight') }),
  batch: numberField('batch'),
  steps: numberField('steps'),
  seed: numberField('seed'),
  snapshotEvery: numberField('snapshotEvery'),
  checkpointEvery: numberField('checkpointEvery'),
  /** How the closing evaluation samples, and what the window uses when it opens the run. */
  sampling: z.strictObject({
    solver: z.enum(SOLVERS),
    steps: numberField('solverSteps'),
    /** Particles for each condition (each class, each radius), or in all for an unconditional model. */
    samples: numberField('samples'),
    /** Tolerances of the adaptive solver. */
    rtol: numberField('rtol'),
    atol: numberField('atol'),
    /** Strength of the noise of Euler–Maruyama; 0 is the ODE. */
    noise: numberField('noise'),
  }),
});

export type RunConfig = Readonly<z.infer<typeof configObject>>;
