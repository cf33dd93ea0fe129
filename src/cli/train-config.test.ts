import { expect, test } from 'vitest';
import { ringConfig } from '../shared/model/presets.ts';
import { trainConfig } from './train-config.ts';

test('without options a training is exactly the ring study', () => {
  for (const model of ['unconditional', 'onehot', 'radius'] as const) {
    expect(trainConfig({ model })).toEqual(ringConfig(model, 'gaussian', 1));
  }
  expect(trainConfig({ model: 'unconditional', source: 'shape', seed: 4 })).toEqual(
    ringConfig('unconditional', 'shape', 4),
  );
});

test('every option has its place', () => {
  const config = trainConfig({
    model: 'unconditional',
    base: 'uniform',
    data: 'moons:noise=0',
    steps: 50,
    batch: 10,
    lr: 0.1,
    weightDecay: 0,
    seed: 3,
    dataSize: 20,
    fresh: true,
    width: 8,
    depth: 2,
    solver: 'rk4',
    solverSteps: 7,
    samples: 9,
    checkpointEvery: 11,
  });
  const preset = ringConfig('unconditional', 'uniform', 3);
  expect(config).toEqual({
    ...preset,
    data: { name: 'moons', params: { scale: 2.2, noise: 0 } },
    dataSize: 20,
    freshData: true,
    network: { ...preset.network, width: 8, depth: 2 },
    optimizer: { ...preset.optimizer, learningRate: 0.1, weightDecay: 0 },
    batch: 10,
    steps: 50,
    snapshotEvery: 5,
    checkpointEvery: 11,
    sampling: { solver: 'rk4', steps: 7, samples: 9 },
  });
});

test('an epoch is a pass over the data without the last partial batch', () => {
  expect(trainConfig({ model: 'onehot', epochs: 10 }).steps).toBe(70);
  expect(trainConfig({ model: 'onehot', epochs: 10, batch: 300, dataSize: 1000 }).steps).toBe(30);
});
