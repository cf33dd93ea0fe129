import type { RunConfig } from '../../shared/model/run-config.ts';
import { type Tensor, tf } from '../tensorflow.ts';

/** The part of a configuration that decides the network's shape. */
export type NetworkConfig = Pick<RunConfig, 'model' | 'data' | 'network'>;

/** Linear layers of the time branch and of the radius branch, fixed by the parameter layout's names. */
const BRANCH_LAYERS = 3;

/** Linear layers with ReLU between them (none after the last): `h ← relu(h W + b)`, tensors taken from `parameters`. */
function sequential(input: Tensor, parameters: readonly Tensor[]): Tensor {
  let h = input;
  for (let k = 0; k + 1 < parameters.length; k += 2) {
    h = tf.add(tf.matMul(h, parameters[k] as Tensor), parameters[k + 1] as Tensor);
    if (k + 2 < parameters.length) h = tf.relu(h);
  }
  return h;
}

/**
 * The learned velocity `v(xt, t, c)`, `[batch, 2]`.
 * Time goes through its own small network, a radius through another; a one-hot class enters as it is; all are
 * concatenated with the position: `v = net([xt, timeMlp(t), c or radiusMlp(c)])`.
 *
 * @param parameters kernels and biases in `parameterLayout` order
 * @param xt positions `[batch, 2]`
 * @param t times `[batch, 1]`, or `[1, 1]` when the whole batch shares one
 * @param condition one-hot classes `[batch, classes]`, radii `[batch, 1]`, or null for an unconditional model
 */
export function velocity(
  config: NetworkConfig,
  parameters: readonly Tensor[],
  xt: Tensor,
  t: Tensor,
  condition: Tensor | null,
): Tensor {
  const [batch = 0] = xt.shape;
  const branch = 2 * BRANCH_LAYERS;
  const timeFeatures = sequential(t, parameters.slice(0, branch));
  const shared = t.shape[0] !== batch;
  const inputs = shared ? [xt] : [xt, timeFeatures];
  let used = branch;
  if (config.model !== 'unconditional') {
    if (!condition) throw new Error(`A ${config.model} network needs a condition.`);
    if (config.model === 'onehot') {
      inputs.push(condition);
    } else {
      inputs.push(sequential(condition, parameters.slice(branch, 2 * branch)));
      used += branch;
    }
  }
  const layers = parameters.slice(used);
  return shared ? sequentialWithShared(inputs, timeFeatures, layers) : sequential(tf.concat(inputs, 1), layers);
}

/**
 * `sequential` on [inputs[0], shared, inputs[1]…] where `shared` [1, k] is the same for every row: its part of the first
 * layer is one row, added like a bias, so that it is neither tiled nor multiplied for every particle.
 */
function sequentialWithShared(inputs: readonly Tensor[], shared: Tensor, parameters: readonly Tensor[]): Tensor {
  const [kernel, bias, ...rest] = parameters as [Tensor, Tensor, ...Tensor[]];
  const [inputWidth, outputWidth] = kernel.shape as [number, number];
  const first = inputs[0] as Tensor;
  const [before, width] = [first.shape[1] as number, shared.shape[1] as number];
  const after = inputWidth - before - width;
  const rows = (start: number, count: number) => tf.slice(kernel, [start, 0], [count, outputWidth]);
  const own = after === 0 ? rows(0, before) : tf.concat([rows(0, before), rows(before + width, after)], 0);
  const row = tf.add(tf.matMul(shared, rows(before, width)), bias).reshape([outputWidth]);
  const input = inputs.length === 1 ? first : tf.concat([...inputs], 1);
  return sequential(input, [own, row, ...rest]);
}
