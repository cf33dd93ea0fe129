import { type Command, Option } from 'commander';
import { DATASETS } from '../shared/flow/datasets.ts';
import { CONTINUOUS_CONDITIONS, DATA_NAMES, SOURCES } from '../shared/model/names.ts';
import { THIRD_COLUMNS } from '../shared/model/own-data.ts';
import { UserError } from '../shared/result.ts';
import { oneOf } from './bad-input.ts';
import { choiceOption, numberOption } from './options.ts';
import { hasParameters, isFile } from './own-data.ts';
import { choicesHelp } from './train/choices-help.ts';
import { addCouplingOptions, addReuseOption } from './train/coupling.ts';
import { addGuidanceOptions } from './train/guidance.ts';
import { addNetworkOptions } from './train/network.ts';
import { addOptimizerOptions } from './train/optimizer.ts';
import { addPathOptions, pathHelp } from './train/path.ts';
import { addSamplingOptions } from './train/sampling.ts';

const LONGEST_NAME = 80;

export function nameOf(text: string): string {
  const name = text.trim();
  if (name.length >= 1 && name.length <= LONGEST_NAME) return name;
  throw new UserError('bad-input', `--name "${text}": must have from 1 to ${LONGEST_NAME} characters.`);
}

/** A source by name, or a file of the user's own. */
function sourceOption(flag: string, about: string): Option {
  const help = `${about} (a file, or one of: ${SOURCES.filter((name) => name !== 'file').join(', ')})`;
  return new Option(`${flag} <name or file>`, help).argParser((text) =>
    isFile(text) || hasParameters(text) ? text : oneOf(flag, SOURCES)(text),
  );
}

/** Every data set with its parameters and their defaults, for help. */
export function dataHelp(): string {
  const lines = DATA_NAMES.map((name) => {
    const { about, defaults } = DATASETS[name];
    const params = Object.entries(defaults).map(([key, value]) => `${key}=${value}`);
    return `  ${name.padEnd(15)} ${about}\n  ${''.padEnd(15)} ${params.join(', ')}`;
  });
  return `\nData sets and the defaults of their parameters:\n${lines.join('\n')}`;
}

const GROUPS = [
  addPathOptions,
  addCouplingOptions,
  addReuseOption,
  addNetworkOptions,
  addOptimizerOptions,
  addGuidanceOptions,
  addSamplingOptions,
];

/** Every setting of a training but its model, for the commands that start some. */
export function addTrainOptions(command: Command): Command {
  command
    .addOption(
      new Option(
        '--data <name or file>',
        'what to learn, e.g. ring:modes=5,radius=2,std=.3, points.csv or file:PATH (default: ring)',
      ),
    )
    .addOption(choiceOption('--third-column', 'what the third column of a file is (default: auto)', THIRD_COLUMNS))
    .addOption(
      choiceOption(
        '--continuous',
        "what the condition of a radius model is (default: radius, or the file's column)",
        CONTINUOUS_CONDITIONS,
      ),
    )
    .addOption(sourceOption('--base', 'distribution that the flow starts from (default: gaussian)'))
    .addOption(sourceOption('--source', 'the same as --base'))
    .addOption(numberOption('steps', { about: 'training steps' }))
    .addOption(numberOption('epochs', { about: 'length in passes over the data instead of steps' }))
    .addOption(numberOption('batch', { about: 'samples a step' }))
    .addOption(numberOption('seed', { about: 'seed of every random number (default: 1)' }))
    .addOption(numberOption('dataSize', { about: 'points in the data set' }))
    .option('--fresh', 'draw every batch from the distribution itself instead of a fixed data set')
    .addOption(numberOption('snapshotEvery', { about: 'steps between two snapshots (default: a tenth of the steps)' }))
    .addOption(numberOption('checkpointEvery', { about: 'steps between two checkpoints' }))
    .addHelpText('after', `${choicesHelp()}\n${pathHelp()}\n${dataHelp()}`);
  for (const add of GROUPS) add(command);
  return command;
}
