import { type Command, Option } from 'commander';
import { reuseFor, USUAL_REUSE } from '../../shared/model/coupling-reuse.ts';
import { COUPLINGS, type CouplingKind } from '../../shared/model/names.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { UserError } from '../../shared/result.ts';
import { choiceOption, numberOption } from '../options.ts';

export type CouplingOptions = {
  readonly coupling?: CouplingKind;
  readonly otBatch?: number;
  readonly otReuse?: number;
  readonly epsilon?: number;
  readonly conditionWeight?: number;
  readonly targetRatio?: number;
  readonly teacher?: string;
  readonly pairs?: number;
};

export function addCouplingOptions(command: Command): Command {
  return command
    .addOption(choiceOption('--coupling', 'who is paired with whom (default: independent)', COUPLINGS))
    .addOption(
      numberOption('otBatch', { about: 'points paired at once, cut into training batches (default: the batch)' }),
    )
    .addOption(numberOption('sinkhornEpsilon', { about: 'entropy of sinkhorn, in units of the mean squared distance' }))
    .addOption(numberOption('conditionWeight', { about: 'weight of conditions in c2ot (default: searched)' }))
    .addOption(numberOption('targetRatio', { about: 'share of pairs that mix conditions, which the search aims at' }))
    .addOption(
      new Option('--teacher <run>', 'reflow: the run whose flow makes the pairs: id, beginning of one, or name'),
    )
    .addOption(numberOption('reflowPairs', { about: 'reflow: how many pairs the teacher makes' }));
}

/** Only for trainings: pairs to look at are made once. */
export function addReuseOption(command: Command): Command {
  const about = `times each pair made by cost is used, every time at another t; 1: fresh pairs for every step, slow (default: ${USUAL_REUSE})`;
  return command.addOption(numberOption('otReuse', { about }));
}

/** Which coupling an option belongs to; one given for another is a mistake that would otherwise do nothing. */
const BELONGS: Readonly<Record<Exclude<keyof CouplingOptions, 'coupling'>, readonly CouplingKind[]>> = {
  otBatch: ['ot', 'sinkhorn', 'class-ot', 'c2ot'],
  otReuse: ['ot', 'sinkhorn', 'class-ot', 'c2ot'],
  epsilon: ['sinkhorn'],
  conditionWeight: ['c2ot'],
  targetRatio: ['c2ot'],
  teacher: ['reflow'],
  pairs: ['reflow'],
};

const flagOf = (option: string) => `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** The preset's coupling with every given option in its place; the teacher as it was typed. */
export function couplingOf(options: CouplingOptions, preset: RunConfig['coupling']): RunConfig['coupling'] {
  const kind = options.coupling ?? preset.kind;
  for (const [option, kinds] of Object.entries(BELONGS)) {
    const value = options[option as keyof typeof BELONGS];
    if (value === undefined || kinds.includes(kind)) continue;
    const needed = kinds.map((name) => `--coupling ${name}`).join(' or ');
    throw new UserError(
      'bad-input',
      `${flagOf(option)} ${value}: it has no place in the ${kind} coupling. Give ${needed}.`,
    );
  }
  if (kind === 'reflow' && options.teacher === undefined) {
    throw new UserError('bad-input', '--coupling reflow: which trained run makes the pairs? Give --teacher RUN.');
  }
  return {
    kind,
    batch: options.otBatch ?? preset.batch,
    reuse: options.otReuse ?? reuseFor(kind, preset),
    epsilon: options.epsilon ?? preset.epsilon,
    conditionWeight: options.conditionWeight ?? preset.conditionWeight,
    targetRatio: options.targetRatio ?? preset.targetRatio,
    teacher: options.teacher ?? preset.teacher,
    pairs: options.pairs ?? preset.pairs,
  };
}
