import { datasetOf } from '../../../shared/flow/datasets.ts';
import { EVALUATION_RADII } from '../../../shared/model/condition.ts';
import { defaultSnapshotEvery } from '../../../shared/model/presets.ts';
import { type Draft, withData, withModel } from './draft.ts';
import type { DraftValues } from './draft-values.ts';
import type { Finding } from './findings.ts';
import { dataSpecOf } from './own-rules.ts';
import { trainedRadii } from './trained-radii.ts';
import { typedNumber } from './typed-number.ts';

/** Above this many snapshots they cost more time than the training. */
const MANY_SNAPSHOTS = 200;
/** AdamW on these networks diverges from about here. */
const HIGH_LEARNING_RATE = 0.1;

/** What follows from several fields together. */
export function crossFieldFindings(draft: Draft, values: DraftValues): Finding[] {
  const rules = [batchFits, classesExist, radiiCovered, learningRateHigh, snapshotsSensible, checkpointWithin];
  return rules.map((rule) => rule(draft, values)).filter((finding) => finding !== null);
}

function batchFits(draft: Draft, { batch, dataSize }: DraftValues): Finding | null {
  if (draft.freshData || batch === null || dataSize === null || batch <= dataSize) return null;
  return {
    field: 'batch',
    level: 'error',
    message: `Larger than the data set of ${typedNumber(dataSize)} points, so no batch can be filled.`,
    repair: { label: `Use ${typedNumber(dataSize)}`, apply: (now) => ({ ...now, batch: typedNumber(dataSize) }) },
  };
}

function classesExist(draft: Draft, { params }: DraftValues): Finding | null {
  if (draft.model !== 'onehot' || params === null) return null;
  if (draft.data === 'file' && draft.dataFile === null) return null;
  const dataset = datasetOf(dataSpecOf(draft));
  if (dataset.classes(params) > 1) return null;
  const modes = dataset.ranges.modes;
  return {
    field: 'model',
    level: 'error',
    message: modes
      ? `${dataset.label} has a single class here, so there is nothing to choose.`
      : `${dataset.label} has no classes to condition on.`,
    repair: { label: 'Use no condition', apply: (now) => withModel(now, 'unconditional') },
  };
}

function radiiCovered(draft: Draft, { params }: DraftValues): Finding | null {
  if (draft.model !== 'radius' || draft.continuous !== 'radius' || params === null) return null;
  if (draft.data === 'file' && draft.dataFile === null) return null;
  const { low, high } = trainedRadii({ ...dataSpecOf(draft), params });
  const lowest = EVALUATION_RADII[0];
  const highest = EVALUATION_RADII[EVALUATION_RADII.length - 1] as number;
  // A quarter of slack at either end: the annulus of the tutorials itself begins at 0.75.
  if (low <= lowest + 0.25 && high >= highest - 0.25) return null;
  const narrow = high - low < 1.5;
  const radii = narrow
    ? `near ${typedNumber(round((low + high) / 2, 1))}`
    : `from ${low.toFixed(1)} to ${high.toFixed(1)}`;
  return {
    field: 'model',
    level: 'warning',
    message: `Only radii ${radii} are trained with this data; the others extrapolate.`,
    repair: { label: 'Use the annulus', apply: (now) => withData(now, 'annulus') },
  };
}

function learningRateHigh(_draft: Draft, { learningRate }: DraftValues): Finding | null {
  if (learningRate === null || learningRate < HIGH_LEARNING_RATE) return null;
  return {
    field: 'learningRate',
    level: 'warning',
    message: `Training usually diverges at ${HIGH_LEARNING_RATE} and above.`,
    repair: { label: 'Use 0.001', apply: (now) => ({ ...now, learningRate: '0.001' }) },
  };
}

function snapshotsSensible(draft: Draft, { snapshotEvery, steps }: DraftValues): Finding | null {
  if (draft.snapshotEvery === null || snapshotEvery === null || steps === null) return null;
  const count = Math.floor(steps / snapshotEvery);
  if (count >= 1 && count <= MANY_SNAPSHOTS) return null;
  const automatic = typedNumber(defaultSnapshotEvery(steps));
  return {
    field: 'snapshotEvery',
    level: 'warning',
    message:
      count < 1
        ? `Longer than the run of ${typedNumber(steps)} steps: only its start and its end are kept.`
        : `Makes ${typedNumber(count)} snapshots; taking them slows the training.`,
    repair: { label: `Use ${automatic}`, apply: (now) => ({ ...now, snapshotEvery: null }) },
  };
}

function checkpointWithin(_draft: Draft, { checkpointEvery, steps }: DraftValues): Finding | null {
  if (checkpointEvery === null || steps === null || checkpointEvery <= Math.max(steps, 250)) return null;
  return {
    field: 'checkpointEvery',
    level: 'warning',
    message: 'Longer than the run: after a crash it starts again from step 0.',
    repair: { label: 'Use 250', apply: (now) => ({ ...now, checkpointEvery: '250' }) },
  };
}

const round = (value: number, digits: number): number => Number(value.toFixed(digits));
