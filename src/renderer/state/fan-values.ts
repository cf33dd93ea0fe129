/** Which values a fan may show. */
import { NUMBER_FIELDS } from '../../shared/model/fields.ts';
import type { ContinuousCondition } from '../../shared/model/names.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';

export const FAN_AXES = ['radius', 'guidance'] as const;
export type FanAxis = (typeof FAN_AXES)[number];
export const MOST_FANNED = 8;
const LACKS = {
  radius: 'only a radius model has radii',
  x1: 'only a model of x₁ has its values',
  column: 'only a model of a column has its values',
} as const satisfies Record<ContinuousCondition, string>;

/** Why a run cannot be fanned along an axis; null when it can. `continuous`: whose values are asked for along `radius`. */
export function fanProblem(axis: FanAxis, config: RunConfig, continuous: ContinuousCondition): string | null {
  if (axis === 'radius')
    return config.model === 'radius' && config.continuous === continuous ? null : LACKS[continuous];
  if (config.model === 'unconditional') return 'guidance needs a condition';
  return config.guidance.dropout > 0 ? null : 'it was trained without dropping its condition';
}

/** "1, 2, 3.5": 2 to 8 numbers in range, or a sentence. Only a radius cannot be negative. */
export function parseFan(text: string, axis: FanAxis, continuous: ContinuousCondition): readonly number[] | string {
  const parts = text.split(/[,;\s]+/).filter((part) => part !== '');
  const values = parts.map((part) => Number(part.replace('−', '-')));
  const { min, max } =
    NUMBER_FIELDS[axis === 'guidance' ? 'guidanceWeight' : continuous === 'radius' ? 'radius' : 'condition'];
  if (values.some((value) => !Number.isFinite(value) || value < min || value > max))
    return `Each value must be a number from ${min} to ${max}.`;
  if (values.length < 2 || values.length > MOST_FANNED) return `Enter 2 to ${MOST_FANNED} values, with commas.`;
  return [...new Set(values)].sort((a, b) => a - b);
}
