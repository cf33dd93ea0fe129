/** One line about every choice, for help and for the window. Paths and data sets have theirs beside their definitions. */
import type {
  Activation,
  ContinuousCondition,
  CouplingKind,
  LearningRateSchedule,
  LikelihoodMethod,
  ModelKind,
  NetworkForm,
  OptimizerKind,
  SolverName,
  SourceName,
  TimeFeatures,
} from './names.ts';
import type { ThirdColumn } from './own-data.ts';

export const MODEL_ABOUT: Readonly<Record<ModelKind, string>> = {
  unconditional: 'the velocity depends on place and time alone',
  onehot: 'it is told the class of the data point',
  radius: 'it is told one number: the radius, or another with --continuous',
};

export const CONTINUOUS_ABOUT: Readonly<Record<ContinuousCondition, string>> = {
  radius: 'the distance ‖x1‖ of the data point from the origin',
  x1: 'its first coordinate',
  column: "the third column of the user's own points",
};

export const THIRD_COLUMN_ABOUT: Readonly<Record<ThirdColumn, string>> = {
  auto: 'labels when its numbers are few and whole, otherwise a continuous condition',
  label: 'classes',
  continuous: 'a continuous condition',
};

export const SOURCE_ABOUT: Readonly<Record<SourceName, string>> = {
  gaussian: 'standard normal; the only one for every path',
  uniform: 'evenly over [−3.5, 3.5]²',
  shape: "evenly over the app's mark",
  '8-gaussians': 'eight wide Gaussians on a circle of radius 5',
  file: "points of the user's own",
};

export const COUPLING_ABOUT: Readonly<Record<CouplingKind, string>> = {
  independent: 'noise and data paired as they are drawn',
  ot: 'the cheapest pairs of each OT batch, exactly, by squared distance',
  sinkhorn: 'nearly the cheapest pairs, softened by an entropy',
  'class-ot': 'the cheapest pairs within each class, so that no class claims a part of the noise',
  c2ot: 'the cheapest pairs of distance plus weighted difference of conditions',
  reflow: 'noise with where a trained run carries it, which straightens the flow',
};

/** What using a pair again trades. */
export const REUSE_ABOUT =
  'Pairs take long to find, so each is used many times, at another t; 1 gives every step its own and is slow.';

export const NETWORK_ABOUT: Readonly<Record<NetworkForm, string>> = {
  branches: "the tutorials': time and a continuous condition through small networks of their own, then joined",
  plain: 'place, time and condition joined as they are',
  residual: 'place, time and condition summed at one width, then blocks that each add to it',
};

export const TIME_FEATURES_ABOUT: Readonly<Record<TimeFeatures, string>> = {
  mlp: 'through a small network of its own',
  fourier: 'as cosines and sines of growing frequency',
  raw: 'as the number itself',
};

export const ACTIVATION_ABOUT: Readonly<Record<Activation, string>> = {
  relu: 'max(0, x)',
  silu: 'x · sigmoid(x)',
  gelu: 'x · Φ(x), exact',
  selu: 'scaled exponential linear',
  tanh: 'hyperbolic tangent',
};

export const OPTIMIZER_ABOUT: Readonly<Record<OptimizerKind, string>> = {
  adamw: 'Adam that shrinks the weights by themselves; the default',
  adam: 'Adam; weight decay goes through the gradient and is 0 unless given',
  sgd: 'gradient descent, with --momentum if given; weight decay is 0 unless given',
};

export const LR_SCHEDULE_ABOUT: Readonly<Record<LearningRateSchedule, string>> = {
  constant: 'the same learning rate to the end',
  cosine: 'falls to 0 along half a cosine',
  linear: 'falls to 0 evenly',
};

export const SOLVER_ABOUT: Readonly<Record<SolverName, string>> = {
  euler: 'order 1, one evaluation a step',
  midpoint: 'order 2, two evaluations a step',
  heun: 'order 2, two evaluations a step',
  rk4: 'order 4, four evaluations a step',
  dopri5: 'order 5, steps of its own choice to --rtol and --atol',
  'euler-maruyama': 'Euler with noise (--noise); needs a gaussian source and independent pairs',
};

export const LIKELIHOOD_METHOD_ABOUT: Readonly<Record<LikelihoodMethod, string>> = {
  exact: 'the divergence itself, by two derivative passes',
  hutchinson: 'an estimate with random ±1 probes, and its spread',
};
