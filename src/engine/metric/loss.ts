import { datasetOf } from '../../shared/flow/datasets.ts';
import { irreducibleLoss } from '../../shared/flow/mixture.ts';
import { isPlainLinear } from '../../shared/flow/path.ts';
import { LOSS_WINDOW } from '../../shared/model/loss-window.ts';
import type { Metric } from '../../shared/model/records.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';

/**
 * Loss that no model of this kind can go below (mean squared error per coordinate), for a Gaussian source, a mixture and
 * independent pairs on the linear path; a one-hot model knows the mode, which leaves σ·π/2. Null where it has no closed
 * form. It holds for the distribution: a fixed data set can be learned by heart and go below it.
 */
export function lossFloor(config: RunConfig): number | null {
  const mixture = datasetOf(config.data).mixture?.(config.data.params);
  if (mixture === undefined || config.source.name !== 'gaussian' || !isPlainLinear(config.path)) return null;
  if (config.coupling.kind !== 'independent' || config.guidance.dropout > 0 || config.model === 'radius') return null;
  if (config.model === 'onehot') return (mixture.std * Math.PI) / 2;
  return irreducibleLoss(mixture).value;
}

/** The metric `loss`: mean of the last 50 steps; n is the number of steps. Null without a finite loss. */
export function lossMetric(config: RunConfig, step: number, losses: ArrayLike<number>): Metric | null {
  const last = Array.from(losses).slice(-LOSS_WINDOW);
  const value = last.reduce((sum, loss) => sum + loss, 0) / last.length;
  return Number.isFinite(value) ? { name: 'loss', step, value, n: last.length, floor: lossFloor(config) } : null;
}
