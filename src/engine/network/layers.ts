import { type Tensor, tf } from '../tensorflow.ts';
import type { ActivationFunction } from './activation.ts';

/** Hands out a flat list of kernels and biases layer by layer. */
export class ParameterReader {
  readonly #parameters: readonly Tensor[];
  #used = 0;

  constructor(parameters: readonly Tensor[]) {
    this.#parameters = parameters;
  }

  /** The next `layers` kernels with their biases. */
  take(layers: number): readonly Tensor[] {
    const taken = this.#parameters.slice(this.#used, this.#used + 2 * layers);
    this.#used += 2 * layers;
    return taken;
  }

  rest(): readonly Tensor[] {
    return this.take((this.#parameters.length - this.#used) / 2);
  }
}

/** `h W + b` of a kernel and its bias, `[batch, in] → [batch, out]`. */
export function linear(h: Tensor, [kernel, bias]: readonly Tensor[]): Tensor {
  return tf.add(tf.matMul(h, kernel as Tensor), bias as Tensor);
}

/** Linear layers with the activation between them (none after the last): `h ← f(h W + b)`. */
export function sequential(input: Tensor, parameters: readonly Tensor[], activation: ActivationFunction): Tensor {
  let h = input;
  for (let k = 0; k + 1 < parameters.length; k += 2) {
    h = linear(h, parameters.slice(k, k + 2));
    if (k + 2 < parameters.length) h = activation(h);
  }
  return h;
}

/**
 * `sequential` on [inputs[0], shared, inputs[1]…] where `shared` [1, k] is the same for every row: its part of the first
 * layer is one row, added like a bias, so that it is neither tiled nor multiplied for every particle.
 */
export function sequentialWithShared(
  inputs: readonly Tensor[],
  shared: Tensor,
  parameters: readonly Tensor[],
  activation: ActivationFunction,
): Tensor {
  const [kernel, bias, ...rest] = parameters as [Tensor, Tensor, ...Tensor[]];
  const [inputWidth, outputWidth] = kernel.shape as [number, number];
  const first = inputs[0] as Tensor;
  const [before, width] = [first.shape[1] as number, shared.shape[1] as number];
  const after = inputWidth - before - width;
  const rows = (start: number, count: number) => tf.slice(kernel, [start, 0], [count, outputWidth]);
  const own = after === 0 ? rows(0, before) : tf.concat([rows(0, before), rows(before + width, after)], 0);
  const row = tf.add(tf.matMul(shared, rows(before, width)), bias).reshape([outputWidth]);
  const input = inputs.length === 1 ? first : tf.concat([...inputs], 1);
  return sequential(input, [own, row, ...rest], activation);
}
