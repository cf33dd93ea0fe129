import type { NetworkForm } from '../../shared/model/names.ts';
import type { NetworkConfig } from '../../shared/model/parameters.ts';
import { type Tensor, tf } from '../tensorflow.ts';
import { ACTIVATION_FUNCTIONS, type ActivationFunction } from './activation.ts';
import { linear, ParameterReader, sequential, sequentialWithShared } from './layers.ts';
import { BRANCH_LAYERS, timeFeatures } from './time-features.ts';

export type { NetworkConfig } from '../../shared/model/parameters.ts';

/** What a form is given: places `[batch, 2]`, time features `[batch or 1, features]`, conditions `[batch, width]`. */
type Inputs = { readonly xt: Tensor; readonly time: Tensor; readonly condition: Tensor | null };

type Form = (config: NetworkConfig, inputs: Inputs, parameters: ParameterReader, f: ActivationFunction) => Tensor;

/** `v = net([xt, time, c])`: everything joined as it is. */
const plain: Form = (_config, { xt, time, condition }, parameters, f) => {
  const others = condition ? [condition] : [];
  if (time.shape[0] !== xt.shape[0]) return sequentialWithShared([xt, ...others], time, parameters.rest(), f);
  return sequential(tf.concat([xt, time, ...others], 1), parameters.rest(), f);
};

/** The tutorials': like `plain`, but a continuous condition goes through a small network of its own first. */
const branches: Form = (config, { xt, time, condition }, parameters, f) => {
  const embed = config.model === 'radius' && condition !== null;
  const branch = embed ? sequential(condition, parameters.take(BRANCH_LAYERS), f) : condition;
  return plain(config, { xt, time, condition: branch }, parameters, f);
};

/**
 * `h = W_x xt + W_t time + W_c c`, then `depth` blocks `h ← h + W₂ f(W₁ h)`, then linear to the velocity. Biases are left
 * out here. The network of C2OT's toy experiments (Cheng & Schwing 2025, arXiv 2503.10636), with GELU.
 */
const residual: Form = ({ network }, { xt, time, condition }, parameters, f) => {
  let h = tf.add(linear(xt, parameters.take(1)), linear(time, parameters.take(1)));
  if (condition) h = tf.add(h, linear(condition, parameters.take(1)));
  for (let k = 0; k < network.depth; k++) h = tf.add(h, sequential(h, parameters.take(2), f));
  return linear(h, parameters.take(1));
};

const FORMS: Readonly<Record<NetworkForm, Form>> = { branches, plain, residual };

/**
 * The learned velocity `v(xt, t, c)`, `[batch, 2]`, by the configuration's form, time features and activation.
 *
 * @param parameters kernels and biases in `parameterLayout` order
 * @param xt positions `[batch, 2]`
 * @param t times `[batch, 1]`, or `[1, 1]` when the whole batch shares one
 * @param condition one-hot classes `[batch, classes]`, continuous conditions `[batch, 1]` (with a flag `[batch, 2]` when
 *   training drops them), or null for an unconditional model
 */
export function velocity(
  config: NetworkConfig,
  parameters: readonly Tensor[],
  xt: Tensor,
  t: Tensor,
  condition: Tensor | null,
): Tensor {
  if (config.model !== 'unconditional' && !condition) throw new Error(`A ${config.model} network needs a condition.`);
  const reader = new ParameterReader(parameters);
  const f = ACTIVATION_FUNCTIONS[config.network.activation];
  const time = timeFeatures(config.network, t, reader, f);
  return FORMS[config.network.form](config, { xt, time, condition }, reader, f);
}
