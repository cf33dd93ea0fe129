import { type Tensor, tf } from '../tensorflow.ts';

/**
 * Gradients cut to a norm of at most `most` over all of them together: `g ← g · min(1, most / (‖g‖ + 10⁻⁶))`, as PyTorch's
 * `clip_grad_norm_`. 0 leaves them as they are.
 */
export function clipped(gradients: readonly Tensor[], most: number): readonly Tensor[] {
  if (most === 0) return gradients;
  const squares = gradients.map((gradient) => tf.sum(tf.square(gradient)));
  const norm = tf.sqrt(tf.addN(squares));
  const factor = tf.minimum(tf.div(most, tf.add(norm, 1e-6)), 1);
  return gradients.map((gradient) => tf.mul(gradient, factor));
}
