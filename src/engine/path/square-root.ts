import { SQUARE_ROOT_GUARD } from '../../shared/flow/schedule.ts';
import { tf } from '../tensorflow.ts';
import type { SchedulePath } from './traced-schedule.ts';

/**
 * `alphaT = t`, `sigmaT = √(1 − t)`, for a Gaussian source. σ̇ = −1/(2√(1 − t)) is singular at t = 1, so 10⁻⁴ is added to
 * the root in its denominator, as the tutorial does: it stays above −5000 and is 1 % off at t = 0.9999.
 */
export const squareRoot: SchedulePath = (t) => {
  const sigmaT = tf.sqrt(tf.sub(1, t));
  return { alphaT: t, sigmaT, dAlphaT: 1, dSigmaT: tf.div(-0.5, tf.add(sigmaT, SQUARE_ROOT_GUARD)) };
};
