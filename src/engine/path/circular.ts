import { CIRCULAR_GUARD } from '../../shared/flow/schedule.ts';
import { tf } from '../tensorflow.ts';
import type { SchedulePath } from './traced-schedule.ts';

/**
 * `alphaT = t`, `sigmaT = √(1 − t²)`, for a Gaussian source; `σ̇ = −t/σ` with σ of at least 10⁻⁴ in the denominator. The
 * root is taken of (1 − t)(1 + t), whose first factor float32 knows exactly near the data.
 */
export const circular: SchedulePath = (t) => {
  const sigmaT = tf.sqrt(tf.mul(tf.sub(1, t), tf.add(1, t)));
  return { alphaT: t, sigmaT, dAlphaT: 1, dSigmaT: tf.neg(tf.div(t, tf.maximum(sigmaT, CIRCULAR_GUARD))) };
};
