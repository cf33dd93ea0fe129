import { irreducibleLossOf } from '../../../shared/flow/exact-truth.ts';
import type { RunConfig } from '../../../shared/model/run-config.ts';

/** `digits`: decimals that are certain. */
export type LossFloor = { readonly value: number; readonly digits: number };

/** The loss no model of this kind can go below, where it has a closed form. Null otherwise: no line rather than a guess. */
export function lossFloor(config: RunConfig): LossFloor | null {
  const floor = irreducibleLossOf(config);
  return floor && { value: floor.value, digits: floor.standardError > 0 ? 2 : 3 };
}
