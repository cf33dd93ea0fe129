import type { RunConfig } from '../../shared/model/run-config.ts';
import { type Tensor, tf } from '../tensorflow.ts';

export type AdamWOptions = Pick<RunConfig['optimizer'], 'beta1' | 'beta2' | 'epsilon' | 'weightDecay'>;

/** Parameters with the running mean m and uncentred variance v of their gradients, in the same tensors. */
export type AdamWState = {
  readonly parameters: readonly Tensor[];
  readonly m: readonly Tensor[];
  readonly v: readonly Tensor[];
};

/**
 * One AdamW step with decoupled weight decay, as PyTorch's (Loshchilov & Hutter 2019, arXiv 1711.05101). With k = step + 1:
 * `m ← β₁ m + (1 − β₁) g`, `v ← β₂ v + (1 − β₂) g²`,
 * `p ← p (1 − η λ) − η/(1 − β₁ᵏ) · m / (√v / √(1 − β₂ᵏ) + ε)`.
 * The bias corrections come from the step alone, so a resumed run goes on exactly. Parameters come
 * as a few tensors (trained-parameters.ts): each costs about a dozen ops, however few numbers it has.
 *
 * @param step int32 scalar, counted from 0
 * @param learningRate η, float32 scalar
 */
export function adamw(
  state: AdamWState,
  gradients: readonly Tensor[],
  step: Tensor,
  learningRate: Tensor,
  { beta1, beta2, epsilon, weightDecay }: AdamWOptions,
): AdamWState {
  const k = tf.add(tf.cast(step, 'float32'), 1);
  const stepSize = tf.div(learningRate, correction(beta1, k));
  const scale = tf.sqrt(correction(beta2, k));
  const keep = tf.sub(1, tf.mul(learningRate, weightDecay));
  const m = state.m.map((mean, i) => tf.add(tf.mul(mean, beta1), tf.mul(gradients[i] as Tensor, 1 - beta1)));
  const v = state.v.map((variance, i) =>
    tf.add(tf.mul(variance, beta2), tf.mul(tf.square(gradients[i] as Tensor), 1 - beta2)),
  );
  const parameters = state.parameters.map((parameter, i) => {
    const denominator = tf.add(tf.div(tf.sqrt(v[i] as Tensor), scale), epsilon);
    const decayed = weightDecay === 0 ? parameter : tf.mul(parameter, keep);
    return tf.sub(decayed, tf.mul(stepSize, tf.div(m[i] as Tensor, denominator)));
  });
  return { parameters, m, v };
}

/** `1 − βᵏ = −expm1(k ln β)`, accurate in float32 for the first steps too; 1 for β = 0. */
function correction(beta: number, k: Tensor): Tensor {
  return beta === 0 ? tf.onesLike(k) : tf.neg(tf.expm1(tf.mul(k, Math.log(beta))));
}
