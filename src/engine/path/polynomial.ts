import { tf } from '../tensorflow.ts';
import type { SchedulePath } from './traced-schedule.ts';

/** `alphaT = tⁿ`, `sigmaT = 1 − tⁿ`, right for any source: the linear path walked at another speed. */
export const polynomial: SchedulePath = (t, { n = 2 }) => {
  const alphaT = tf.pow(t, n);
  const dAlphaT = tf.mul(tf.pow(t, n - 1), n);
  return { alphaT, sigmaT: tf.sub(1, alphaT), dAlphaT, dSigmaT: tf.neg(dAlphaT) };
};
