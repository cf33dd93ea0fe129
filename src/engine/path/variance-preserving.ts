import { VARIANCE_PRESERVING_GUARD } from '../../shared/flow/schedule.ts';
import { tf } from '../tensorflow.ts';
import type { SchedulePath } from './traced-schedule.ts';

/**
 * The diffusion path, for a Gaussian source. With s = 1 − t and T(s) = ∫₀ˢ β, β rising from βmin to βmax:
 * `alphaT = exp(−T/2)`, `sigmaT = √(1 − exp(−T))`, so `α̇ = ½ β α` and `σ̇ = −α α̇ / σ`, with σ of at least 10⁻⁴ in the
 * denominator. Song et al., "Score-Based Generative Modeling through SDEs" (2021).
 */
export const variancePreserving: SchedulePath = (t, { betaMin = 0.1, betaMax = 20 }) => {
  const s = tf.sub(1, t);
  const rise = betaMax - betaMin;
  const integral = tf.mul(s, tf.add(tf.mul(s, rise / 2), betaMin));
  const alphaT = tf.exp(tf.mul(integral, -0.5));
  const sigmaT = tf.sqrt(tf.neg(tf.expm1(tf.neg(integral))));
  const dAlphaT = tf.mul(alphaT, tf.add(tf.mul(s, rise / 2), betaMin / 2));
  const dSigmaT = tf.neg(tf.div(tf.mul(alphaT, dAlphaT), tf.maximum(sigmaT, VARIANCE_PRESERVING_GUARD)));
  return { alphaT, sigmaT, dAlphaT, dSigmaT };
};
