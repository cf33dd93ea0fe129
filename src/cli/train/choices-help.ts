import {
  ACTIVATION_ABOUT,
  CONTINUOUS_ABOUT,
  COUPLING_ABOUT,
  LR_SCHEDULE_ABOUT,
  MODEL_ABOUT,
  NETWORK_ABOUT,
  OPTIMIZER_ABOUT,
  SOLVER_ABOUT,
  SOURCE_ABOUT,
  THIRD_COLUMN_ABOUT,
  TIME_FEATURES_ABOUT,
} from '../../shared/model/about.ts';

/** A closed list, one line each, for help. */
export function section(title: string, about: Readonly<Record<string, string>>): string {
  const lines = Object.entries(about).map(([name, words]) => `  ${name.padEnd(16)}${words}`);
  return `\n${title}:\n${lines.join('\n')}`;
}

/** Every closed list of choices of a training, one line each, for help. */
export function choicesHelp(): string {
  return [
    section('Models', MODEL_ABOUT),
    section('Continuous conditions', CONTINUOUS_ABOUT),
    section('Third columns of a file', THIRD_COLUMN_ABOUT),
    section('Sources', SOURCE_ABOUT),
    section('Couplings', COUPLING_ABOUT),
    section('Networks', NETWORK_ABOUT),
    section('Time features', TIME_FEATURES_ABOUT),
    section('Activations', ACTIVATION_ABOUT),
    section('Optimizers', OPTIMIZER_ABOUT),
    section('Learning rate schedules', LR_SCHEDULE_ABOUT),
    section('Solvers', SOLVER_ABOUT),
  ].join('\n');
}

/** Those that decide pairs. */
export function pairChoicesHelp(): string {
  return [
    section('Couplings', COUPLING_ABOUT),
    section('Sources', SOURCE_ABOUT),
    section('Models', MODEL_ABOUT),
    section('Continuous conditions', CONTINUOUS_ABOUT),
  ].join('\n');
}
