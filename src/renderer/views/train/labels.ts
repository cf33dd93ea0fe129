/** Choices of the training form in the words of the window. */
import { SCHEDULES } from '../../../shared/flow/schedule.ts';
import {
  ACTIVATIONS,
  type Activation,
  type LearningRateSchedule,
  LR_SCHEDULES,
  NETWORKS,
  type NetworkForm,
  OPTIMIZERS,
  type OptimizerKind,
  PATHS,
  type PathKind,
  TIME_FEATURES,
  type TimeFeatures,
} from '../../../shared/model/names.ts';

export const NETWORK_LABELS: Readonly<Record<NetworkForm, string>> = {
  branches: 'Branches',
  plain: 'Plain',
  residual: 'Residual',
};

export const OPTIMIZER_LABELS: Readonly<Record<OptimizerKind, string>> = { adamw: 'AdamW', adam: 'Adam', sgd: 'SGD' };

const ACTIVATION_LABELS: Readonly<Record<Activation, string>> = {
  relu: 'ReLU',
  silu: 'SiLU',
  gelu: 'GELU',
  selu: 'SELU',
  tanh: 'Tanh',
};

const TIME_LABELS: Readonly<Record<TimeFeatures, string>> = { mlp: 'Own network', fourier: 'Fourier', raw: 'As it is' };

const SCHEDULE_LABELS: Readonly<Record<LearningRateSchedule, string>> = {
  constant: 'Constant',
  cosine: 'Cosine to 0',
  linear: 'Linear to 0',
};

const optionsOf = <Value extends string>(values: readonly Value[], labels: Readonly<Record<Value, string>>) =>
  values.map((value) => ({ value, label: labels[value] }));

export const PATH_OPTIONS = PATHS.map((value: PathKind) => ({ value, label: SCHEDULES[value].label }));
export const NETWORK_OPTIONS = optionsOf(NETWORKS, NETWORK_LABELS);
export const OPTIMIZER_OPTIONS = optionsOf(OPTIMIZERS, OPTIMIZER_LABELS);
export const ACTIVATION_OPTIONS = optionsOf(ACTIVATIONS, ACTIVATION_LABELS);
export const TIME_OPTIONS = optionsOf(TIME_FEATURES, TIME_LABELS);
export const SCHEDULE_OPTIONS = optionsOf(LR_SCHEDULES, SCHEDULE_LABELS);
