/** A batch of pairs to look at, made by the code that makes those of a training. */

import type { Teacher } from '../shared/engine-protocol.ts';
import { datasetOf } from '../shared/flow/datasets.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import type { PairsRequest, PairsResult } from '../shared/protocol/pairs.ts';
import { UserError } from '../shared/result.ts';
import type { Backend } from './backend.ts';
import { OtBatches } from './coupling/ot-batch.ts';
import { kindOf } from './coupling/pairer.ts';
import { type ConditionOfPairs, pairStatistics } from './coupling/statistics.ts';
import { teachPairs } from './teach.ts';

/** `n` pairs, paired at once, of fresh draws; those of a reflow run are its teacher's first. */
export async function pairsOf(
  backend: Backend,
  { config, n }: PairsRequest,
  teacher: Teacher | null,
): Promise<PairsResult> {
  const begin = performance.now();
  const { x0, x1, conditions, labels, weight } =
    config.coupling.kind === 'reflow' ? await taught(backend, config, n, teacher) : coupled(config, n);
  const condition = conditionOf(config, conditions, labels);
  return {
    ...pairStatistics(x0, x1, condition),
    x0,
    x1,
    conditions: condition === null ? null : Float32Array.from(condition.values),
    conditionKind: condition?.kind ?? null,
    weight,
    epsilon: kindOf(config) === 'sinkhorn' ? config.coupling.epsilon : null,
    durationMs: performance.now() - begin,
  };
}

function coupled(config: RunConfig, n: number) {
  const batches = new OtBatches({ ...config, freshData: true, batch: n, coupling: { ...config.coupling, batch: n } });
  const { x0, x1, conditions, labels } = batches.make(0);
  return { x0, x1, conditions, labels, weight: batches.weight };
}

async function taught(backend: Backend, config: RunConfig, n: number, teacher: Teacher | null) {
  if (teacher === null)
    throw new UserError('not-found', 'Reflow pairs need the weights of a teacher, which are missing.');
  const pairs = await teachPairs(backend, teacher, config.seed, n);
  return { ...pairs, labels: null, weight: null };
}

/** What the window colours by and the skew is measured on: the model's condition, or else the classes of the data. */
function conditionOf(config: RunConfig, conditions: Float32Array, labels: Int32Array | null): ConditionOfPairs | null {
  if (config.model === 'onehot') return { kind: 'class', values: conditions };
  if (config.model === 'radius') return { kind: 'continuous', values: conditions };
  const classes = datasetOf(config.data).classes(config.data.params);
  return labels !== null && classes > 1 ? { kind: 'class', values: labels } : null;
}
