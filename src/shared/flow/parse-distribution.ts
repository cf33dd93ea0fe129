import { DATA_NAMES, type DataName } from '../model/names.ts';
import { UserError } from '../result.ts';
import type { ParamRange } from './dataset.ts';
import { DATASETS } from './datasets.ts';
import { nearestName } from './nearest-name.ts';
import type { Params } from './params.ts';

const isDataName = (name: string): name is DataName => (DATA_NAMES as readonly string[]).includes(name);

/** "a whole number from 1 to 64". */
function rangeInWords({ min, max, whole }: ParamRange): string {
  return `${whole ? 'a whole number' : 'a number'} from ${min} to ${max}`;
}

/** What is wrong with complete or partial parameters of a distribution, as the end of a sentence, or null. */
export function distributionProblem(name: DataName, params: Params): string | null {
  const { defaults, problem } = DATASETS[name];
  for (const [key, value] of Object.entries(params)) {
    const range = rangeOf(name, key);
    if (range === undefined) return unknownParameter(name, key);
    const inside = Number.isFinite(value) && value >= range.min && value <= range.max;
    if (!inside || (range.whole && !Number.isInteger(value))) {
      return `${key} is ${value}, but must be ${rangeInWords(range)}`;
    }
  }
  return problem?.({ ...defaults, ...params }) ?? null;
}

/** Range of a parameter, not fooled by names that every object has. */
function rangeOf(name: DataName, key: string): ParamRange | undefined {
  return Object.hasOwn(DATASETS[name].ranges, key) ? DATASETS[name].ranges[key] : undefined;
}

function unknownParameter(name: DataName, key: string): string {
  const known = Object.keys(DATASETS[name].ranges);
  const near = nearestName(key, known);
  return `${name} has no parameter ${key}${near ? ` (did you mean ${near}?)` : ''}; it takes ${known.join(', ')}`;
}

/** A plain decimal number; unlike `Number`, not an empty string, hexadecimal or infinity. */
function parseNumber(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
}

/**
 * Reads `NAME[:key=value,…]`, e.g. `ring:modes=5,radius=2,std=.3`, and fills in the defaults. Throws a UserError
 * that names the flag, the value and what is allowed.
 */
export function parseDistribution(text: string, flag = '--data'): { name: DataName; params: Record<string, number> } {
  const refuse = (why: string): never => {
    throw new UserError('bad-input', `${flag} ${text}: ${why}.`);
  };
  const colon = text.indexOf(':');
  const name = colon < 0 ? text : text.slice(0, colon);
  if (!isDataName(name)) {
    const near = nearestName(name, DATA_NAMES);
    return refuse(
      `there is no data set named "${name}"${near ? ` (did you mean ${near}?)` : ''}; choose from ${DATA_NAMES.join(', ')}`,
    );
  }
  const given: Record<string, number> = {};
  for (const part of colon < 0 ? [] : text.slice(colon + 1).split(',')) {
    const [key, value, ...more] = part.split('=').map((piece) => piece.trim());
    if (!key || !value || more.length > 0) return refuse(`"${part}" is not of the form key=value`);
    if (Object.hasOwn(given, key)) return refuse(`${key} is given twice`);
    const range = rangeOf(name, key);
    if (range === undefined) return refuse(unknownParameter(name, key));
    const number = parseNumber(value);
    if (Number.isNaN(number)) return refuse(`${key} is "${value}", but must be ${rangeInWords(range)}`);
    given[key] = number;
  }
  const problem = distributionProblem(name, given);
  if (problem !== null) return refuse(problem);
  return { name, params: { ...DATASETS[name].defaults, ...given } };
}

/** `ring`, or `ring:modes=5,std=0.3`: the parameters that differ from the defaults. */
export function formatDistribution(name: DataName, params: Params): string {
  const { defaults } = DATASETS[name];
  const changed = Object.entries(params).filter(([key, value]) => defaults[key] !== value);
  return changed.length === 0 ? name : `${name}:${changed.map(([key, value]) => `${key}=${value}`).join(',')}`;
}
