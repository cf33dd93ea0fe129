/** Parameters of the data and of the source, as typed and as read. */
import type { ParamRange } from '../../../shared/flow/dataset.ts';
import { DATASETS } from '../../../shared/flow/datasets.ts';
import { sourceDefaults, sourceRanges } from '../../../shared/flow/sources.ts';
import type { Draft } from './draft.ts';
import type { FieldKey } from './findings.ts';
import { parseTypedNumber, typedNumber } from './typed-number.ts';

type Report = (field: FieldKey, message: string) => void;
type Typed = Readonly<Record<string, string>>;

/** Every parameter that has a range; null when one is wrong, which is then reported under its own field. */
function readEach(
  ranges: Readonly<Record<string, ParamRange>>,
  typed: Typed,
  field: (key: string) => FieldKey,
  error: Report,
): Record<string, number> | null {
  const params: Record<string, number> = {};
  let right = true;
  for (const [key, range] of Object.entries(ranges)) {
    const value = parseTypedNumber(typed[key] ?? '');
    if (value !== null && value >= range.min && value <= range.max && (!range.whole || Number.isInteger(value))) {
      params[key] = value;
      continue;
    }
    right = false;
    const kind = range.whole ? 'a whole number' : 'a number';
    error(field(key), `Enter ${kind} from ${typedNumber(range.min)} to ${typedNumber(range.max)}.`);
  }
  return right ? params : null;
}

export function readDataParams(draft: Pick<Draft, 'data' | 'params'>, error: Report): Record<string, number> | null {
  const { ranges, problem: between } = DATASETS[draft.data];
  const params = readEach(ranges, draft.params, (key) => `param.${key}`, error);
  if (params === null) return null;
  const problem = between?.(params) ?? null;
  const named = Object.keys(params).find((key) => problem?.startsWith(key)) ?? Object.keys(params)[0];
  if (problem === null || named === undefined) return params;
  error(`param.${named}`, `${problem.charAt(0).toUpperCase()}${problem.slice(1)}.`);
  return null;
}

/** Only what differs from the defaults, or what the run had said: a source by its name alone stays one. */
export function readSourceParams(
  { source, sourceParams, base }: Pick<Draft, 'source' | 'sourceParams' | 'base'>,
  error: Report,
): Record<string, number> | null {
  const params = readEach(sourceRanges(source), sourceParams, (key) => `source.${key}`, error);
  if (params === null) return null;
  const defaults = sourceDefaults(source);
  const said = base.source.name === source ? base.source.params : {};
  return Object.fromEntries(
    Object.entries(params).filter(([key, value]) => value !== defaults[key] || said[key] !== undefined),
  );
}
