import type { RunConfig } from '../../shared/model/run-config.ts';
import { type Tensor, tf } from '../tensorflow.ts';

/**
 * Learning rate of step k: `η · warm(k) · decay(k)`. It rises evenly over the warm-up, `warm = min(1, (k + 1)/w)`, then with
 * p = (k − w)/(steps − w), kept in [0, 1], it stays, falls along half a cosine `½(1 + cos πp)` or evenly `1 − p`. Everything
 * comes from the step, so a resumed run goes on exactly. Constant without warm-up costs no operation.
 *
 * @param step int32 scalar, counted from 0
 * @param base η, float32 scalar
 */
export function learningRate(
  { optimizer, steps }: Pick<RunConfig, 'optimizer' | 'steps'>,
  step: Tensor,
  base: Tensor,
): Tensor {
  const { schedule, warmup } = optimizer;
  if (schedule === 'constant' && warmup === 0) return base;
  const k = tf.cast(step, 'float32');
  const warm = warmup === 0 ? base : tf.mul(base, tf.minimum(tf.div(tf.add(k, 1), warmup), 1));
  if (schedule === 'constant') return warm;
  const progress = tf.clipByValue(tf.div(tf.sub(k, warmup), Math.max(1, steps - warmup)), 0, 1);
  const decay = schedule === 'linear' ? tf.sub(1, progress) : tf.mul(tf.add(tf.cos(tf.mul(progress, Math.PI)), 1), 0.5);
  return tf.mul(warm, decay);
}
