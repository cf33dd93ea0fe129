/** The condition of points, as the one number that stands for it: class label, continuous condition, or 0. */
import { datasetOf } from '../flow/datasets.ts';
import { drawFresh, type PointSet } from '../flow/draw.ts';
import type { RunConfig } from './config-object.ts';

export type ConditionedBy = Pick<RunConfig, 'model' | 'data' | 'continuous'>;

/** The seed of the draws whose conditions an evaluation asks for: the same in every run, as its source noise is. */
const CONDITION_SEED = 7;

/** Condition of each of these points, `[n]`. */
export function conditionsOf({ model, continuous }: ConditionedBy, { points, labels, column }: PointSet): Float32Array {
  if (model === 'onehot') return Float32Array.from(labels);
  if (model === 'unconditional') return new Float32Array(labels.length);
  switch (continuous) {
    case 'radius':
      return Float32Array.from(labels, (_, i) => Math.hypot(points[2 * i] as number, points[2 * i + 1] as number));
    case 'x1':
      return Float32Array.from(labels, (_, i) => points[2 * i] as number);
    case 'column':
      if (column === null) throw new Error('These points have no column of conditions.');
      return column.slice();
  }
}

/** Class of each of n particles: the one asked for, or all of them in turn. */
export function labelsInTurn(label: number | null, classes: number, n: number): Float32Array {
  return Float32Array.from({ length: n }, (_, i) => label ?? i % classes);
}

/** True when an evaluation takes its conditions from true draws: then sample i is to be compared with draw i. */
export function takesDrawnConditions({ model, continuous }: ConditionedBy): boolean {
  return model === 'radius' && continuous !== 'radius';
}

/** The true draws that lend an evaluation their conditions, and the first points it is compared with. */
export function conditionDraws({ data }: ConditionedBy, n: number): PointSet {
  return drawFresh(data, n, CONDITION_SEED);
}

/** The smallest and largest continuous condition among the data, from a fixed set of draws. */
export function conditionRange(config: ConditionedBy, draws = 2000): readonly [number, number] {
  if (datasetOf(config.data).rows === undefined && config.data.name === 'file') return [0, 1];
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of conditionsOf(config, conditionDraws(config, draws))) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}
