import { tf } from '../tensorflow.ts';
import type { SchedulePath } from './traced-schedule.ts';

const QUARTER_TURN = Math.PI / 2;

/** `alphaT = sin(πt/2)`, `sigmaT = cos(πt/2)`, right for any source. Albergo & Vanden-Eijnden (2023, arXiv 2209.15571). */
export const cosine: SchedulePath = (t) => {
  const angle = tf.mul(t, QUARTER_TURN);
  const [alphaT, sigmaT] = [tf.sin(angle), tf.cos(angle)];
  return { alphaT, sigmaT, dAlphaT: tf.mul(sigmaT, QUARTER_TURN), dSigmaT: tf.mul(alphaT, -QUARTER_TURN) };
};
