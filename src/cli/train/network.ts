import { type Command, Option } from 'commander';
import { fieldProblem, NUMBER_FIELDS } from '../../shared/model/fields.ts';
import {
  ACTIVATIONS,
  type Activation,
  NETWORKS,
  type NetworkForm,
  TIME_FEATURES,
  type TimeFeatures,
} from '../../shared/model/names.ts';
import { withForm } from '../../shared/model/network-presets.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { UserError } from '../../shared/result.ts';
import { parseNumber } from '../bad-input.ts';
import { choiceOption, numberOption } from '../options.ts';

export type NetworkOptions = {
  readonly network?: NetworkForm;
  readonly width?: number;
  readonly depth?: number;
  readonly hidden?: readonly number[];
  readonly activation?: Activation;
  readonly timeFeatures?: TimeFeatures;
  readonly timeWidth?: number;
  readonly conditionWidth?: number;
};

function hiddenOf(text: string): number[] {
  const most = NUMBER_FIELDS.depth.max;
  const widths = text.split(',').map((piece) => parseNumber(piece.trim()));
  const wrong = widths.map((width) => fieldProblem('width', width)).find((range) => range !== null);
  if (wrong) throw new UserError('bad-input', `--hidden ${text}: every width must be ${wrong}, like 1024,16.`);
  if (widths.length <= most) return widths;
  throw new UserError(
    'bad-input',
    `--hidden ${text}: these are ${widths.length} layers, but at most ${most} are allowed.`,
  );
}

export function addNetworkOptions(command: Command): Command {
  return command
    .addOption(choiceOption('--network', 'form of the network (default: branches)', NETWORKS))
    .addOption(numberOption('width', { about: 'width of the hidden layers' }))
    .addOption(numberOption('depth', { about: 'hidden layers, or residual blocks' }))
    .addOption(
      new Option(
        '--hidden <width,…>',
        'widths of the hidden layers one by one, instead of --width and --depth',
      ).argParser(hiddenOf),
    )
    .addOption(choiceOption('--activation', "between the layers (default: the form's)", ACTIVATIONS))
    .addOption(choiceOption('--time-features', "how time enters (default: the form's)", TIME_FEATURES))
    .addOption(numberOption('timeWidth', { about: 'width of the time features' }))
    .addOption(numberOption('conditionWidth', { about: "width of the continuous condition's own network" }));
}

/** The preset's network with every given option in its place. */
export function networkOf(options: NetworkOptions, preset: RunConfig['network']): RunConfig['network'] {
  if (options.hidden !== undefined && (options.width !== undefined || options.depth !== undefined)) {
    const other = options.width === undefined ? '--depth' : '--width';
    throw new UserError(
      'bad-input',
      `--hidden ${options.hidden.join(',')} and ${other} set the same layers: give one of them.`,
    );
  }
  const network = withForm(preset, options.network ?? preset.form);
  return {
    ...network,
    width: options.width ?? network.width,
    depth: options.depth ?? network.depth,
    hidden: [...(options.hidden ?? network.hidden)],
    activation: options.activation ?? network.activation,
    timeFeatures: options.timeFeatures ?? network.timeFeatures,
    timeWidth: options.timeWidth ?? network.timeWidth,
    conditionWidth: options.conditionWidth ?? network.conditionWidth,
  };
}
