import { type Command, Option } from 'commander';
import { NUMBER_FIELDS, type NumberFieldName, rangeInWords } from '../shared/model/fields.ts';
import { SOURCES, type SourceName } from '../shared/model/names.ts';
import { UserError } from '../shared/result.ts';
import { numberOf, oneOf } from './bad-input.ts';

/** Options that stand before or after every command. */
export type GlobalOptions = { readonly json?: boolean; readonly library?: string };

type NumberOption = { readonly flag?: string; readonly about: string };

/** An option whose value is one of the numbers that a user can set; help shows its range. */
export function numberOption(
  field: NumberFieldName,
  { flag = NUMBER_FIELDS[field].flag, about }: NumberOption,
): Option {
  const range = rangeInWords(NUMBER_FIELDS[field]);
  return new Option(`${flag} <number>`, `${about} (${range})`).argParser(numberOf(field, flag));
}

/** An option with a closed list of values, all shown by help. */
export function choiceOption(flag: string, about: string, names: readonly string[]): Option {
  return new Option(`${flag} <name>`, about).choices(names).argParser(oneOf(flag, names));
}

export type BaseOptions = { readonly base?: SourceName; readonly source?: SourceName };

/** `--base`, and `--source` as another name for it. */
export function addBaseOptions(command: Command): Command {
  return command
    .addOption(choiceOption('--base', 'distribution that the flow starts from (default: gaussian)', SOURCES))
    .addOption(choiceOption('--source', 'the same as --base', SOURCES));
}

export function baseOf({ base, source }: BaseOptions): SourceName {
  if (base !== undefined && source !== undefined && base !== source) {
    throw new UserError('bad-input', `--base ${base} and --source ${source} are the same setting: give one of them.`);
  }
  return base ?? source ?? 'gaussian';
}
