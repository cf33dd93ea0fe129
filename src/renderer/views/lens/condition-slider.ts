/** The slider of a continuous condition: which values it offers. */
import type { RunConfig } from '../../../shared/model/run-config.ts';

export type ConditionSlider = { readonly min: number; readonly max: number; readonly step: number };

/** Radii that a slider offers, whatever the data: the study's own. */
const RADII = { min: 1, max: 3.5, step: 0.05 } as const;
const STEPS = 100;

/** `range`: where the training points lie. Conditions other than radii have no natural range: theirs, and a little more. */
export function conditionSlider(
  { continuous }: Pick<RunConfig, 'continuous'>,
  range: readonly [number, number] | null,
): ConditionSlider {
  if (continuous === 'radius') return RADII;
  const [low, high] = range ?? [-1, 1];
  const beyond = (high - low) / 8 || 1;
  const step = Number(((high - low + 2 * beyond) / STEPS).toPrecision(1));
  return { min: step * Math.floor((low - beyond) / step), max: step * Math.ceil((high + beyond) / step), step };
}

/** Where its thumb stands before a value is chosen. */
export function conditionStart({ continuous }: Pick<RunConfig, 'continuous'>, slider: ConditionSlider): number {
  return continuous === 'radius' ? 3 : (slider.min + slider.max) / 2;
}
