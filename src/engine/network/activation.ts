import type { Activation } from '../../shared/model/names.ts';
import { type Tensor, tf } from '../tensorflow.ts';

/** Element by element, any shape. */
export type ActivationFunction = (x: Tensor) => Tensor;

/**
 * The activations with PyTorch's definitions. GELU is the exact one, `x Φ(x) = ½ x (1 + erf(x / √2))`, not its tanh
 * approximation (Hendrycks & Gimpel 2016, arXiv 1606.08415); SiLU is `x σ(x)`; SELU has Klambauer et al.'s constants
 * (2017, arXiv 1706.02515).
 */
export const ACTIVATION_FUNCTIONS: Readonly<Record<Activation, ActivationFunction>> = {
  relu: (x) => tf.relu(x),
  silu: (x) => tf.mul(x, tf.sigmoid(x)),
  gelu: (x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)),
  selu: (x) => tf.selu(x),
  tanh: (x) => tf.tanh(x),
};
