/** The closed lists of names that configurations, the command line and the window share. */

export const MODELS = ['unconditional', 'onehot', 'radius'] as const;
export type ModelKind = (typeof MODELS)[number];

export const DATA_NAMES = [
  'ring',
  'annulus',
  'moons',
  'checkerboard',
  'pinwheel',
  'spirals',
  's-curve',
  '8-gaussians',
  'four-gaussians',
  'mixture-11',
  'point',
  'c2ot-moons',
  'file',
] as const;
export type DataName = (typeof DATA_NAMES)[number];

export const SOURCES = ['gaussian', 'uniform', 'shape', '8-gaussians', 'file'] as const;
export type SourceName = (typeof SOURCES)[number];

export const PATHS = [
  'linear',
  'square-root',
  'circular',
  'variance-exploding',
  'variance-preserving',
  'cosine',
  'polynomial',
] as const;
export type PathKind = (typeof PATHS)[number];

export const COUPLINGS = ['independent', 'ot', 'sinkhorn', 'class-ot', 'c2ot', 'reflow'] as const;
export type CouplingKind = (typeof COUPLINGS)[number];

export const SOLVERS = ['euler', 'midpoint', 'heun', 'rk4', 'dopri5', 'euler-maruyama'] as const;
export type SolverName = (typeof SOLVERS)[number];

/** Solvers of a likelihood: it goes backward, so without noise. */
export const LIKELIHOOD_SOLVERS = ['euler', 'midpoint', 'heun', 'rk4', 'dopri5'] as const;
export type LikelihoodSolver = (typeof LIKELIHOOD_SOLVERS)[number];

/** How the divergence of a likelihood is had. */
export const LIKELIHOOD_METHODS = ['exact', 'hutchinson'] as const;
export type LikelihoodMethod = (typeof LIKELIHOOD_METHODS)[number];

/** In t: forward from source to data. */
export const DIRECTIONS = ['forward', 'backward'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const ACTIVATIONS = ['relu', 'silu', 'gelu', 'selu', 'tanh'] as const;
export type Activation = (typeof ACTIVATIONS)[number];

/** `branches`: time and radius through networks of their own, then joined (the tutorials); `plain`: [x, t, c] joined raw. */
export const NETWORKS = ['branches', 'plain', 'residual'] as const;
export type NetworkForm = (typeof NETWORKS)[number];

/** How time enters: through a small network, as sines and cosines, or as the number itself. */
export const TIME_FEATURES = ['mlp', 'fourier', 'raw'] as const;
export type TimeFeatures = (typeof TIME_FEATURES)[number];

export const OPTIMIZERS = ['adamw', 'adam', 'sgd'] as const;
export type OptimizerKind = (typeof OPTIMIZERS)[number];

export const LR_SCHEDULES = ['constant', 'cosine', 'linear'] as const;
export type LearningRateSchedule = (typeof LR_SCHEDULES)[number];

/** What the continuous condition of a `radius` model is: ‖x1‖, its first coordinate, or the user's own column. */
export const CONTINUOUS_CONDITIONS = ['radius', 'x1', 'column'] as const;
export type ContinuousCondition = (typeof CONTINUOUS_CONDITIONS)[number];

export const RUN_STATUSES = [
  'queued',
  'training',
  'paused',
  'finished',
  'stopped',
  'diverged',
  'failed',
  'interrupted',
] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

export const BACKENDS = ['native-gpu', 'native-cpu', 'wasm'] as const;
export type BackendKind = (typeof BACKENDS)[number];
