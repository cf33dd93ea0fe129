import type { RunConfig } from '../../shared/model/run-config.ts';
import { type Tensor, tf } from '../tensorflow.ts';
import type { ActivationFunction } from './activation.ts';
import { type ParameterReader, sequential } from './layers.ts';

/** Linear layers of the small networks that time and a continuous condition go through. */
export const BRANCH_LAYERS = 3;

/**
 * How time enters, `[batch, 1] → [batch, timeFeatureWidth]`: through its own network; as `cos πkt, sin πkt` for
 * k = 1 … width/2 (half turns, so that t = 0 and t = 1 differ); or as t itself.
 */
export function timeFeatures(
  { timeFeatures: kind, timeWidth }: RunConfig['network'],
  t: Tensor,
  parameters: ParameterReader,
  activation: ActivationFunction,
): Tensor {
  switch (kind) {
    case 'mlp':
      return sequential(t, parameters.take(BRANCH_LAYERS), activation);
    case 'fourier': {
      const frequencies = Array.from({ length: timeWidth / 2 }, (_, k) => Math.PI * (k + 1));
      const turns = tf.mul(t, tf.tensor2d(frequencies, [1, frequencies.length]));
      return tf.concat([tf.cos(turns), tf.sin(turns)], 1);
    }
    case 'raw':
      return t;
  }
}
