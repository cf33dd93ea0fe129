/** Where a sweep through the conditions of a run stops, one after the other. */
import type { Condition } from '../../../shared/model/condition.ts';
import type { RunConfig } from '../../../shared/model/run-config.ts';

const VALUES = 9;

/** Every class, or even values over the trained range (`range`; null: not known yet). Empty where there is no condition. */
export function conditionStops(
  model: RunConfig['model'],
  classes: number,
  range: readonly [number, number] | null,
): readonly Condition[] {
  if (model === 'onehot') return Array.from({ length: classes }, (_, label) => ({ kind: 'class', label }) as const);
  if (model !== 'radius' || range === null) return [];
  const [low, high] = range;
  // Two digits behind the point, or as many as tell the stops of a small range apart.
  const digits = high > low ? Math.min(12, Math.max(2, 2 - Math.floor(Math.log10(high - low)))) : 2;
  return Array.from({ length: VALUES }, (_, i) => ({
    kind: 'radius',
    value: Number((low + ((high - low) * i) / (VALUES - 1)).toFixed(digits)),
  }));
}
