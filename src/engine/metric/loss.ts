import { irreducibleLossAt, irreducibleLossOf } from '../../shared/flow/exact-truth.ts';
import { LOSS_WINDOW } from '../../shared/model/loss-window.ts';
import type { Metric } from '../../shared/model/records.ts';
import type { RunConfig } from '../../shared/model/run-config.ts';
import { drawnTimes } from '../data/times.ts';

/** Loss that no model of this kind can go below, where it is closed form; null elsewhere. */
export function lossFloor(config: RunConfig): number | null {
  return irreducibleLossOf(config)?.value ?? null;
}

/** The same for the steps before `step`: given the times they drew, where a few of these decide the mean. */
function floorOfSteps(config: RunConfig, step: number, count: number): number | null {
  const floor = lossFloor(config);
  if (floor !== null || irreducibleLossAt(config, [0]) === null) return floor;
  return irreducibleLossAt(config, drawnTimes(config, step - count, count))?.value ?? null;
}

/** The metric `loss`: mean of the last 50 steps; n is the number of steps. Null without a finite loss. */
export function lossMetric(config: RunConfig, step: number, losses: ArrayLike<number>): Metric | null {
  const last = Array.from(losses).slice(-LOSS_WINDOW);
  const value = last.reduce((sum, loss) => sum + loss, 0) / last.length;
  if (!Number.isFinite(value)) return null;
  return { name: 'loss', step, value, n: last.length, floor: floorOfSteps(config, step, last.length) };
}
