/**
 * Stateless random numbers as TensorFlow ops. `seed` is an int32 [2] tensor, e.g. [run seed, step]: the same seed gives
 * the same numbers eagerly and traced, whatever ran before, so resuming a run is exact.
 */
import type { Tensor } from '@tensorflow/tfjs';
import { RandomStream } from '../../shared/flow/random.ts';
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

/**
 * WebAssembly has no stateless random ops: there the seed's two words name a Philox stream in JavaScript. The numbers
 * differ from TensorFlow's, but have the same property: they depend on the seed alone.
 */
function drawn(
  shape: readonly number[],
  seed: Tensor,
  draw: (stream: RandomStream) => number,
  dtype: 'float32' | 'int32',
) {
  const [key, step] = seed.dataSync();
  const stream = new RandomStream(key as number, 'step', (step as number) >>> 0);
  const size = shape.reduce((product, length) => product * length, 1);
  const values = Array.from({ length: size }, () => draw(stream));
  return tf.tensor(values, [...shape], dtype);
}

const isNative = () => tf.getBackend() === 'tensorflow';

export const random = {
  /** Standard normal numbers, float32 of the given shape. */
  normal: (shape: readonly number[], seed: Tensor): Tensor =>
    isNative()
      ? tf.tidy(() => statelessOp('StatelessRandomNormal', DTYPE.float32, shape, seed, []))
      : drawn(shape, seed, (stream) => stream.normal(), 'float32'),

  /** Uniform numbers in [0, 1), float32 of the given shape. */
  uniform: (shape: readonly number[], seed: Tensor): Tensor =>
    isNative()
      ? tf.tidy(() => statelessOp('StatelessRandomUniform', DTYPE.float32, shape, seed, []))
      : drawn(shape, seed, (stream) => Math.fround(stream.uniform() * (1 - 2 ** -24)), 'float32'),

  /** Uniform integers in [low, high), int32 of the given shape. */
  integer: (shape: readonly number[], seed: Tensor, low: number, high: number): Tensor =>
    isNative()
      ? tf.tidy(() => {
          const bounds = [tf.scalar(low, 'int32'), tf.scalar(high, 'int32')];
          return statelessOp('StatelessRandomUniformInt', DTYPE.int32, shape, seed, bounds);
        })
      : drawn(shape, seed, (stream) => low + stream.integer(high - low), 'int32'),
} as const;
