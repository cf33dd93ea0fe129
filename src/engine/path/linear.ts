import { type Tensor, tf } from '../tensorflow.ts';

/**
 * The linear path, right for any source: `alphaT = t`, `sigmaT = 1 − t`, so
 * `xt = (1 − t) x0 + t x1` and `dxt = x1 − x0`. Shapes: x0, x1 `[batch, dim]`, t `[batch, 1]`.
 * Lipman et al., "Flow Matching for Generative Modeling" (2023), with σmin = 0.
 */
export function linear(x0: Tensor, x1: Tensor, t: Tensor): { xt: Tensor; dxt: Tensor } {
  return { xt: tf.add(tf.mul(tf.sub(1, t), x0), tf.mul(t, x1)), dxt: tf.sub(x1, x0) };
}
