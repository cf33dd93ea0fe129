import { nearestName } from '../shared/flow/nearest-name.ts';
import { fieldProblem, NUMBER_FIELDS, type NumberFieldName } from '../shared/model/fields.ts';
import { UserError } from '../shared/result.ts';

/** A plain decimal number; unlike `Number`, not an empty string, hexadecimal or infinity. */
export function parseNumber(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : Number.NaN;
}

/** Reader of a number option: refuses with the flag, the value and the allowed range. */
export function numberOf(field: NumberFieldName, flag: string = NUMBER_FIELDS[field].flag): (text: string) => number {
  return (text) => {
    const value = parseNumber(text);
    const range = fieldProblem(field, value);
    if (range !== null) throw new UserError('bad-input', `${flag} ${text}: must be ${range}.`);
    return value;
  };
}

/** Reader of an option with a closed list of values. */
export function oneOf<T extends string>(flag: string, names: readonly T[]): (text: string) => T {
  return (text) => {
    const found = names.find((name) => name === text);
    if (found !== undefined) return found;
    const near = nearestName(text, names);
    const hint = near === null ? '' : ` (did you mean ${near}?)`;
    throw new UserError(
      'bad-input',
      `${flag} ${text}: there is no such choice${hint}; choose from ${names.join(', ')}.`,
    );
  };
}
