import { tf } from '../tensorflow.ts';
import type { SchedulePath } from './traced-schedule.ts';

/**
 * The linear path, right for any source: `alphaT = t`, `sigmaT = 1 − (1 − σmin) t`; with σmin = 0 it is
 * `xt = (1 − t) x0 + t x1` and `dxt = x1 − x0`. Lipman et al., "Flow Matching for Generative Modeling" (2023).
 */
export const linear: SchedulePath = (t, { sigmaMin = 0 }) => ({
  alphaT: t,
  sigmaT: tf.sub(1, sigmaMin === 0 ? t : tf.mul(t, 1 - sigmaMin)),
  dAlphaT: 1,
  dSigmaT: sigmaMin - 1,
});
