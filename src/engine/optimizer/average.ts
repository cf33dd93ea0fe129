import { type Tensor, tf } from '../tensorflow.ts';

/**
 * Exponential moving average of the weights, begun at the first ones: `a ← a + (1 − d_k)(p − a)` with
 * `d_k = min(d, (1 + k)/(10 + k))`, so that the beginning is forgotten fast (TensorFlow's rule with its update count).
 *
 * @param step k, int32 scalar, counted from 0
 * @param decay d
 */
export function averaged(
  average: readonly Tensor[],
  parameters: readonly Tensor[],
  step: Tensor,
  decay: number,
): Tensor[] {
  const k = tf.cast(step, 'float32');
  const share = tf.sub(1, tf.minimum(tf.div(tf.add(k, 1), tf.add(k, 10)), decay));
  return average.map((value, i) => tf.add(value, tf.mul(share, tf.sub(parameters[i] as Tensor, value))));
}
