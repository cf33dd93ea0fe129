/** What an optimiser remembers between steps, as the arrays of a checkpoint. */

import type { RunConfig } from './config-object.ts';
import type { Checkpoint } from './records.ts';

type WithOptimizer = Pick<RunConfig, 'optimizer'>;

/** Arrays like the parameters that the optimiser itself keeps: m and v of Adam, the momentum of SGD. */
export function momentCount({ optimizer }: WithOptimizer): number {
  if (optimizer.kind === 'sgd') return optimizer.momentum > 0 ? 1 : 0;
  return 2;
}

/** Whether a run keeps averaged weights; they follow the moments. */
export function hasAverage({ optimizer }: WithOptimizer): boolean {
  return optimizer.ema > 0;
}

/** Arrays like the parameters in a checkpoint's `moments`. */
export function stateCount(config: WithOptimizer): number {
  return momentCount(config) + (hasAverage(config) ? 1 : 0);
}

/** The weights that sampling and export use: the averaged ones where the run keeps them, else the parameters. */
export function samplingWeights(config: WithOptimizer, { parameters, moments }: Checkpoint): Float32Array {
  if (!hasAverage(config)) return parameters;
  const start = momentCount(config) * parameters.length;
  return moments.slice(start, start + parameters.length);
}
