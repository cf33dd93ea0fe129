/**
 * Stateless random numbers as TensorFlow ops. `seed` is an int32 [2] tensor, e.g. [run seed, step]: the same seed gives
 * the same numbers eagerly and traced, whatever ran before, so resuming a run is exact.
 */
import type { Tensor } from '@tensorflow/tfjs';
import { tf } from '../tensorflow.ts';
import { DTYPE, nodeBackend } from './node-backend.ts';

function statelessOp(
  op: string,
  dtype: number,
  shape: readonly number[],
  seed: Tensor,
  bounds: readonly Tensor[],
): Tensor {
  if (seed.dtype !== 'int32' || seed.size !== 2) {
    throw new Error(`A random seed is an int32 tensor of shape [2], not ${seed.dtype} [${seed.shape}].`);
  }
  const backend = nodeBackend(tf);
  const type = (name: string, value: number) => ({ name, type: backend.binding.TF_ATTR_TYPE, value });
  return backend.executeSingleOutput(
    op,
    [type('dtype', dtype), type('T', DTYPE.int32), type('Tseed', DTYPE.int32)],
    [tf.tensor1d([...shape], 'int32'), seed, ...bounds],
  );
}

export const random = {
  /** Standard normal numbers, float32 of the given shape. */
  normal: (shape: readonly number[], seed: Tensor): Tensor =>
    tf.tidy(() => statelessOp('StatelessRandomNormal', DTYPE.float32, shape, seed, [])),

  /** Uniform numbers in [0, 1), float32 of the given shape. */
  uniform: (shape: readonly number[], seed: Tensor): Tensor =>
    tf.tidy(() => statelessOp('StatelessRandomUniform', DTYPE.float32, shape, seed, [])),

  /** Uniform integers in [low, high), int32 of the given shape. */
  integer: (shape: readonly number[], seed: Tensor, low: number, high: number): Tensor =>
    tf.tidy(() =>
      statelessOp('StatelessRandomUniformInt', DTYPE.int32, shape, seed, [
        tf.scalar(low, 'int32'),
        tf.scalar(high, 'int32'),
      ]),
    ),
} as const;
