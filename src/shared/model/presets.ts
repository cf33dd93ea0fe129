import { DATASETS } from '../flow/datasets.ts';
import { completeConfig } from './config-defaults.ts';
import type { DataName, ModelKind, SourceName } from './names.ts';
import { type RunConfig, stepsPerEpoch } from './run-config.ts';

/** Data set size, batch and epochs of the ring tutorial, by model. */
const RING_TRAINING = {
  unconditional: { batch: 1000, epochs: 500, shapeEpochs: 4000, solverSteps: 500, samples: 1000 },
  onehot: { batch: 128, epochs: 100, shapeEpochs: 100, solverSteps: 100, samples: 200 },
  radius: { batch: 128, epochs: 300, shapeEpochs: 300, solverSteps: 100, samples: 200 },
} as const satisfies Record<ModelKind, object>;

/** Number of snapshots that the default interval aims at, besides the one before the first step. */
const SNAPSHOTS = 10;

/** A snapshot interval that gives about `snapshots` of them. */
export function defaultSnapshotEvery(steps: number, snapshots: number = SNAPSHOTS): number {
  return Math.max(1, Math.round(steps / snapshots));
}

/** The exact settings of the ring study for one model and source; the starting point of every other configuration. */
export function ringConfig(model: ModelKind, source: SourceName, seed: number): RunConfig {
  const training = RING_TRAINING[model];
  const dataSize = 1000;
  const epochs = source === 'shape' ? training.shapeEpochs : training.epochs;
  const steps = epochs * stepsPerEpoch({ dataSize, batch: training.batch });
  return completeConfig({
    model,
    data: { name: 'ring', params: { ...DATASETS.ring.defaults } },
    dataSize,
    freshData: false,
    source: { name: source, params: {} },
    path: { kind: 'linear' },
    coupling: { kind: 'independent' },
    network: { timeWidth: 16, conditionWidth: 16, width: 128, depth: 4, activation: 'relu' },
    optimizer: { kind: 'adamw', learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 },
    batch: training.batch,
    steps,
    seed,
    snapshotEvery: defaultSnapshotEvery(steps),
    checkpointEvery: 250,
    sampling: { solver: 'euler', steps: training.solverSteps, samples: training.samples },
  });
}

/** One-click starting points of the training form. */
export type FormPreset = {
  readonly id: string;
  readonly title: string;
  readonly model: ModelKind;
  readonly data: DataName;
};
export const FORM_PRESETS: readonly FormPreset[] = [
  { id: 'ring-class', title: 'Ring of 8', model: 'onehot', data: 'ring' },
  { id: 'moons', title: 'Moons', model: 'unconditional', data: 'moons' },
  { id: 'annulus', title: 'Annulus', model: 'radius', data: 'annulus' },
  { id: 'checkerboard', title: 'Checkerboard', model: 'unconditional', data: 'checkerboard' },
  { id: 'pinwheel', title: 'Pinwheel', model: 'onehot', data: 'pinwheel' },
  { id: 'spirals', title: 'Two spirals', model: 'unconditional', data: 'spirals' },
];

/** Ring settings of the model, on other data. */
export function configFor(model: ModelKind, data: DataName, source: SourceName, seed: number): RunConfig {
  return { ...ringConfig(model, source, seed), data: { name: data, params: { ...DATASETS[data].defaults } } };
}
