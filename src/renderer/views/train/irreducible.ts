import { datasetOf } from '../../../shared/flow/datasets.ts';
import { irreducibleLoss } from '../../../shared/flow/mixture.ts';
import { isPlainLinear } from '../../../shared/flow/path.ts';
import type { RunConfig } from '../../../shared/model/run-config.ts';

/** `digits`: decimals that are certain. */
export type LossFloor = { readonly value: number; readonly digits: number };

const known = new Map<string, number>();
const DRAWS = 20_000;

/**
 * The loss no model of this kind can go below, where it has a closed form: a Gaussian source, the linear path, independent
 * coupling and a mixture. A one-hot model knows its mode, which leaves σ·π/2. Null otherwise: no line rather than a guess.
 */
export function lossFloor(config: RunConfig): LossFloor | null {
  const { data, model } = config;
  const mixture = datasetOf(data).mixture?.(data.params);
  const closed = config.source.name === 'gaussian' && isPlainLinear(config.path) && config.guidance.dropout === 0;
  if (!mixture || !closed || config.coupling.kind !== 'independent' || model === 'radius') return null;
  if (model === 'onehot') return { value: (mixture.std * Math.PI) / 2, digits: 3 };
  const key = JSON.stringify(mixture);
  const value = known.get(key) ?? irreducibleLoss(mixture, DRAWS).value;
  known.set(key, value);
  return { value, digits: 2 };
}
