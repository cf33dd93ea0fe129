/**
 * log p_t along trajectories: from log p0 at the source, less the divergence that each particle meets on its way,
 * `log p_t(x_t) = log p0(x0) − ∫₀ᵗ ∇·v(x_s, s) ds` (Chen et al. 2018, arXiv 1806.07366). One integration forward gives it
 * at every frame.
 */
import type { LogDensity } from '../../shared/flow/source-density.ts';
import { integrate } from '../integrate.ts';
import type { GraphField } from '../integration.ts';
import type { LoopCache } from '../loop-cache.ts';
import { AUGMENTED, exactField } from './augmented-field.ts';

/**
 * `[kept, n]` in nats for particles that begin at `start` `[n, 2]`, by the exact divergence and RK4 with equal `steps`;
 * −∞ where the source has no mass. `kept` are the steps whose state is a frame, ascending from 0.
 */
export async function logDensityAlong(
  loops: LoopCache,
  field: GraphField,
  source: LogDensity,
  start: Float32Array,
  steps: number,
  kept: readonly number[],
): Promise<Float32Array> {
  const n = start.length / 2;
  const state = new Float32Array(n * AUGMENTED);
  for (let i = 0; i < n; i++) state.set(start.subarray(2 * i, 2 * i + 2), i * AUGMENTED);
  const { frames } = await integrate(loops, exactField(field), {
    ...{ start: state, width: AUGMENTED, from: 0, to: 1, solver: 'rk4', steps, kept },
    ...{ rtol: 0, atol: 0, noise: null },
  });
  const logp = new Float32Array(kept.length * n);
  for (let i = 0; i < n; i++) {
    const first = source(start[2 * i] as number, start[2 * i + 1] as number);
    for (let frame = 0; frame < kept.length; frame++) {
      const at = frame * n + i;
      logp[at] = first - (frames[at * AUGMENTED + 2] as number);
    }
  }
  return logp;
}
