import { type Tensor, tf } from '../tensorflow.ts';

export type SgdOptions = { readonly momentum: number; readonly weightDecay: number };
export type SgdState = { readonly parameters: readonly Tensor[]; readonly velocity: readonly Tensor[] };

/**
 * One step of gradient descent as PyTorch's SGD: `g ← g + λ p`, `b ← μ b + g`, `p ← p − η b`. Without momentum there is no
 * b, and `velocity` is empty.
 */
export function sgd(
  { parameters, velocity }: SgdState,
  gradients: readonly Tensor[],
  learningRate: Tensor,
  { momentum, weightDecay }: SgdOptions,
): SgdState {
  const decayed = withWeightDecay(parameters, gradients, weightDecay);
  const next =
    momentum === 0 ? decayed : decayed.map((gradient, i) => tf.add(tf.mul(velocity[i] as Tensor, momentum), gradient));
  return {
    parameters: parameters.map((parameter, i) => tf.sub(parameter, tf.mul(learningRate, next[i] as Tensor))),
    velocity: momentum === 0 ? [] : next,
  };
}

/** `g + λ p`: weight decay through the gradient, as Adam and SGD have it (AdamW shrinks the weights themselves). */
export function withWeightDecay(
  parameters: readonly Tensor[],
  gradients: readonly Tensor[],
  weightDecay: number,
): readonly Tensor[] {
  if (weightDecay === 0) return gradients;
  return gradients.map((gradient, i) => tf.add(gradient, tf.mul(parameters[i] as Tensor, weightDecay)));
}
