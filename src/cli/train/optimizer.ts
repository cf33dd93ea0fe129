import type { Command } from 'commander';
import { type LearningRateSchedule, LR_SCHEDULES, OPTIMIZERS, type OptimizerKind } from '../../shared/model/names.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { UserError } from '../../shared/result.ts';
import { choiceOption, numberOption } from '../options.ts';

export type OptimizerOptions = {
  readonly optimizer?: OptimizerKind;
  readonly lr?: number;
  readonly weightDecay?: number;
  readonly momentum?: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly adamEpsilon?: number;
  readonly lrSchedule?: LearningRateSchedule;
  readonly warmup?: number;
  readonly clip?: number;
  readonly ema?: number;
};

export function addOptimizerOptions(command: Command): Command {
  return command
    .addOption(choiceOption('--optimizer', 'what turns gradients into steps (default: adamw)', OPTIMIZERS))
    .addOption(numberOption('learningRate', { about: 'learning rate' }))
    .addOption(numberOption('weightDecay', { about: 'weight decay (default: 0.01 for adamw, else 0)' }))
    .addOption(numberOption('momentum', { about: 'momentum of sgd' }))
    .addOption(numberOption('beta1', { about: 'memory of the mean gradient, adamw and adam' }))
    .addOption(numberOption('beta2', { about: 'memory of the squared gradient, adamw and adam' }))
    .addOption(numberOption('epsilon', { about: 'added to the denominator of adamw and adam' }))
    .addOption(choiceOption('--lr-schedule', 'what becomes of the learning rate (default: constant)', LR_SCHEDULES))
    .addOption(numberOption('warmup', { about: 'steps over which the learning rate rises from 0' }))
    .addOption(numberOption('clip', { about: 'largest norm of the whole gradient; 0 cuts nothing' }))
    .addOption(
      numberOption('ema', { about: 'decay of averaged weights that sampling and export then use; 0 is none' }),
    );
}

/** AdamW's own; the others have no weight decay unless it is given. */
function weightDecayOf({ optimizer, weightDecay }: OptimizerOptions, preset: RunConfig['optimizer']): number {
  if (weightDecay !== undefined) return weightDecay;
  return (optimizer ?? preset.kind) === 'adamw' ? preset.weightDecay : 0;
}

/** The preset's optimiser with every given option in its place. */
export function optimizerOf(options: OptimizerOptions, preset: RunConfig['optimizer']): RunConfig['optimizer'] {
  const kind = options.optimizer ?? preset.kind;
  if (options.momentum !== undefined && kind !== 'sgd') {
    throw new UserError(
      'bad-input',
      `--momentum ${options.momentum}: only sgd has it. Give --optimizer sgd, or --beta1 for ${kind}.`,
    );
  }
  for (const [flag, value] of [
    ['--beta1', options.beta1],
    ['--beta2', options.beta2],
    ['--adam-epsilon', options.adamEpsilon],
  ] as const) {
    if (value !== undefined && kind === 'sgd') {
      throw new UserError(
        'bad-input',
        `${flag} ${value}: sgd has none. Give --optimizer adamw or adam, or --momentum.`,
      );
    }
  }
  return {
    kind,
    learningRate: options.lr ?? preset.learningRate,
    weightDecay: weightDecayOf(options, preset),
    momentum: options.momentum ?? preset.momentum,
    beta1: options.beta1 ?? preset.beta1,
    beta2: options.beta2 ?? preset.beta2,
    epsilon: options.adamEpsilon ?? preset.epsilon,
    schedule: options.lrSchedule ?? preset.schedule,
    warmup: options.warmup ?? preset.warmup,
    clip: options.clip ?? preset.clip,
    ema: options.ema ?? preset.ema,
  };
}
