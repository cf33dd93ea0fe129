/** The exact flow that a run's own flow can be held against, where it has a closed form. */
import type { Trajectories } from '../model/records.ts';
import type { RunConfig } from '../model/run-config.ts';
import { exactTrajectories } from './exact-truth.ts';

/** Exact flow of the same source points. A one-hot particle goes to the one mode of its class. Null without closed form. */
export function exactFlowOf(config: RunConfig, paths: Trajectories, frameCount = 33): Trajectories | null {
  return exactTrajectories(config, paths.frames.slice(0, 2 * paths.particleCount), paths.conditions, frameCount);
}
