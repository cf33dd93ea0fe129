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
] as const;
export type DataName = (typeof DATA_NAMES)[number];

export const SOURCES = ['gaussian', 'uniform', 'shape'] as const;
export type SourceName = (typeof SOURCES)[number];

export const PATHS = ['linear'] as const;
export type PathKind = (typeof PATHS)[number];

export const COUPLINGS = ['independent'] as const;
export type CouplingKind = (typeof COUPLINGS)[number];

export const SOLVERS = ['euler', 'midpoint', 'heun', 'rk4'] as const;
export type SolverName = (typeof SOLVERS)[number];

export const ACTIVATIONS = ['relu'] as const;
export type Activation = (typeof ACTIVATIONS)[number];

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
