/** The exact flow that a run's own flow can be held against, where it has a closed form. */
import type { Trajectories } from '../model/records.ts';
import type { RunConfig } from '../model/run-config.ts';
import { datasetOf } from './datasets.ts';
import { exactTrajectories, hasExactFlow } from './exact-truth.ts';

/** Why there is no closed form of a run's exact flow; null when there is one. */
export function noExactFlow(config: RunConfig): string | null {
  if (hasExactFlow(config)) return null;
  if (config.source.name !== 'gaussian') return 'only a Gaussian source has an exact flow';
  if (config.coupling.kind !== 'independent') return 'only independent coupling has an exact flow';
  if (!datasetOf(config.data).mixture) return 'this data is not a Gaussian mixture';
  if (config.model === 'radius') return 'the flow under a radius has no closed form';
  return 'it has no closed form';
}

/** Exact flow of the same source points. A one-hot particle goes to the one mode of its class. Null without closed form. */
export function exactFlowOf(config: RunConfig, paths: Trajectories, frameCount = 33): Trajectories | null {
  return exactTrajectories(config, paths.frames.slice(0, 2 * paths.particleCount), paths.conditions, frameCount);
}
