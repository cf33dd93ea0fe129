import { tf } from '../tensorflow.ts';
import type { SchedulePath } from './traced-schedule.ts';

/**
 * `alphaT = 1`, `sigmaT = σmin (σmax/σmin)^(1 − t)`, for a Gaussian source: the data stays in place under noise that
 * shrinks geometrically; `σ̇ = −ln(σmax/σmin) σ`. Song et al., "Score-Based Generative Modeling through SDEs" (2021).
 */
export const varianceExploding: SchedulePath = (t, { sigmaMin = 0.01, sigmaMax = 10 }) => {
  const ratio = Math.log(sigmaMax / sigmaMin);
  const sigmaT = tf.mul(tf.exp(tf.mul(tf.sub(1, t), ratio)), sigmaMin);
  return { alphaT: 1, sigmaT, dAlphaT: 0, dSigmaT: tf.mul(sigmaT, -ratio) };
};
