import type { PathParams } from '../../shared/flow/schedule.ts';
import { type Tensor, tf } from '../tensorflow.ts';

/** A weight of the path at a batch of times: `[batch, 1]`, or a number where it is the same at all times. */
export type Weight = Tensor | number;

/** `alphaT`, `sigmaT` and their derivatives in t, as in `src/shared/flow/schedule.ts`, inside the graph. */
export type TracedSchedule = {
  readonly alphaT: Weight;
  readonly sigmaT: Weight;
  readonly dAlphaT: Weight;
  readonly dSigmaT: Weight;
};

/** The schedule of one kind of path at times t `[batch, 1]` in [0, 1]; `params` are complete. */
export type SchedulePath = (t: Tensor, params: PathParams) => TracedSchedule;

const scaled = (weight: Weight, x: Tensor): Tensor => (weight === 1 ? x : tf.mul(weight, x));

/** `a·x1 + b·x0`, `[batch, dim]`, without the operations that constants make needless. */
export function mixed(a: Weight, x1: Tensor, b: Weight, x0: Tensor): Tensor {
  if (a === 0) return scaled(b, x0);
  if (b === -1) return tf.sub(scaled(a, x1), x0);
  return tf.add(scaled(b, x0), scaled(a, x1));
}
