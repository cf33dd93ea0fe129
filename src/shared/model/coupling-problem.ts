/** Rules of the couplings: which of them a model, its data and its batches allow. */
import { dataName, datasetOf } from '../flow/datasets.ts';
import { pointFile } from '../flow/point-file.ts';
import type { RunConfig } from './config-object.ts';

type Rule = (config: RunConfig) => string | null;

/** A plan of n × n numbers is held in memory (128 MB at 4096). */
export const MOST_SINKHORN = 4096;

export const COUPLING_RULES: readonly Rule[] = [
  otBatchIsCut,
  sinkhornFits,
  classesToPairWithin,
  classesAreFilled,
  conditionToBeAwareOf,
  teacherIsNamed,
  pairsFillBatch,
];

/** Couplings that pair an OT batch. */
export const pairsByCost = ({ coupling }: Pick<RunConfig, 'coupling'>): boolean =>
  coupling.kind !== 'independent' && coupling.kind !== 'reflow';

export function otBatchIsCut(config: Pick<RunConfig, 'coupling' | 'batch'>): string | null {
  const { coupling, batch } = config;
  if (!pairsByCost(config) || coupling.batch === null || coupling.batch % batch === 0) return null;
  const fitting = Math.max(1, Math.round(coupling.batch / batch)) * batch;
  return `The OT batch (${coupling.batch}) is cut into batches, so it must be a multiple of the batch (${batch}), for example ${fitting}.`;
}

export function sinkhornFits({ coupling, batch }: Pick<RunConfig, 'coupling' | 'batch'>): string | null {
  const size = coupling.batch ?? batch;
  if (coupling.kind !== 'sinkhorn' || size <= MOST_SINKHORN) return null;
  return `Sinkhorn pairs at most ${MOST_SINKHORN} points at once, but the OT batch is ${size}. Choose a smaller OT batch, or the ot coupling.`;
}

const isElsewhere = ({ data }: Pick<RunConfig, 'data'>) => data.name === 'file' && pointFile(data.file) === null;

export function classesToPairWithin({ coupling, data }: Pick<RunConfig, 'coupling' | 'data'>): string | null {
  if (coupling.kind !== 'class-ot' || isElsewhere({ data })) return null;
  if (datasetOf(data).classes(data.params) >= 2) return null;
  return `OT within each class needs data with classes, but ${dataName(data)} has none. Choose the ot coupling, or other data.`;
}

function classesAreFilled({ coupling, model, data }: RunConfig): string | null {
  const within = coupling.kind === 'class-ot' || (coupling.kind === 'c2ot' && model === 'onehot');
  const labels = data.name === 'file' ? (pointFile(data.file)?.labels ?? null) : null;
  if (!within || labels === null) return null;
  const seen = new Set(labels);
  const classes = Math.max(...seen) + 1;
  const empty = Array.from({ length: classes }, (_, label) => label).find((label) => !seen.has(label));
  if (empty === undefined) return null;
  return `Class ${empty} of these points is empty, so nothing can be paired within it. Number the classes 0 to ${seen.size - 1} without a gap.`;
}

export function conditionToBeAwareOf({ coupling, model }: Pick<RunConfig, 'coupling' | 'model'>): string | null {
  if (coupling.kind !== 'c2ot' || model !== 'unconditional') return null;
  return 'Condition-aware OT compares conditions, but the unconditional model has none. Choose the onehot or the radius model, or the ot coupling.';
}

export function teacherIsNamed({ coupling }: Pick<RunConfig, 'coupling'>): string | null {
  if (coupling.kind !== 'reflow' || coupling.teacher !== null) return null;
  return 'Reflow learns the pairs of a trained run: name it (--teacher RUN).';
}

export function pairsFillBatch({ coupling, batch }: Pick<RunConfig, 'coupling' | 'batch'>): string | null {
  if (coupling.kind !== 'reflow' || coupling.pairs >= batch) return null;
  return `The batch (${batch}) must not be larger than the number of reflow pairs (${coupling.pairs}).`;
}
