/** Classifier-free guidance (Ho & Salimans 2022, arXiv 2207.12598), in the convention `v = v∅ + w (v_c − v∅)`. */
import type { RunConfig } from '../../shared/model/run-config.ts';
import { UserError } from '../../shared/result.ts';
import { conditionTensor } from '../data/condition.ts';
import { type Tensor, tf } from '../tensorflow.ts';
import { type NetworkConfig, velocity } from './velocity-network.ts';

/** The weight w of a sampling: what was asked for, or the run's own. Throws a `UserError` where it has no meaning. */
export function guidanceWeight({ guidance }: Pick<RunConfig, 'guidance'>, asked: number | undefined): number {
  const weight = asked ?? guidance.weight;
  if (weight === 1 || guidance.dropout > 0) return weight;
  throw new UserError(
    'bad-input',
    `The guidance weight ${weight} needs a model that was trained with its condition dropped at times; this one was not, so only the weight 1 has a meaning. Train with --guidance 0.1, or leave the weight out.`,
  );
}

/**
 * What the velocity is given besides place and time, as tensors that the caller owns: nothing, the condition, or the
 * condition and the weight w. Their number is part of a graph's shape. w = 1 is the plain conditional velocity and costs
 * nothing.
 */
export function givenTensors(config: NetworkConfig, conditions: Float32Array, weight: number): Tensor[] {
  const condition = conditionTensor(config, conditions);
  if (!condition) return [];
  return weight === 1 ? [condition] : [condition, tf.scalar(weight)];
}

/**
 * `v∅ + w (v_c − v∅)`, `[batch, 2]`; w = 1 is `v_c`, w = 0 is `v∅`. No condition is a vector of zeros.
 *
 * @param given as `givenTensors` made them
 */
export function guidedVelocity(
  config: NetworkConfig,
  parameters: readonly Tensor[],
  xt: Tensor,
  t: Tensor,
  [condition = null, weight]: readonly (Tensor | null)[],
): Tensor {
  const conditional = velocity(config, parameters, xt, t, condition);
  if (!weight || !condition) return conditional;
  const unconditional = velocity(config, parameters, xt, t, tf.zerosLike(condition));
  return tf.add(unconditional, tf.mul(weight, tf.sub(conditional, unconditional)));
}
