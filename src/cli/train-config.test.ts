import { expect, test } from 'vitest';
import { USUAL_REUSE } from '../shared/model/coupling-reuse.ts';
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
    data: { name: 'moons', params: { scale: 2.2, noise: 0, x: 0, y: 0 } },
    dataSize: 20,
    freshData: true,
    network: { ...preset.network, width: 8, depth: 2 },
    optimizer: { ...preset.optimizer, learningRate: 0.1, weightDecay: 0 },
    batch: 10,
    steps: 50,
    snapshotEvery: 5,
    checkpointEvery: 11,
    sampling: { ...preset.sampling, solver: 'rk4', steps: 7, samples: 9 },
  });
});

test('a path takes its parameters after the colon or as options', () => {
  const pathOf = (options: object) => trainConfig({ model: 'onehot', ...options }).path;
  expect(pathOf({ path: 'linear:sigma-min=0.1' })).toEqual({ kind: 'linear', params: { sigmaMin: 0.1 } });
  const exploding = { path: 'variance-exploding:sigmaMax=20', pathSigmaMin: '0.05' };
  expect(pathOf(exploding)).toEqual({ kind: 'variance-exploding', params: { sigmaMax: 20, sigmaMin: 0.05 } });
});

test('a form brings what it usually goes with, unless it is given', () => {
  const network = (options: object) => trainConfig({ model: 'unconditional', ...options }).network;
  const seed000 = { form: 'plain', timeFeatures: 'raw', activation: 'silu', hidden: [1024, 16] };
  expect(network({ network: 'plain', hidden: [1024, 16] })).toMatchObject(seed000);
  expect(network({ network: 'residual' })).toMatchObject({
    timeFeatures: 'raw',
    activation: 'gelu',
    width: 128,
    depth: 3,
  });
  expect(network({ network: 'residual', width: 32, activation: 'tanh', timeFeatures: 'fourier' })).toMatchObject({
    activation: 'tanh',
    timeFeatures: 'fourier',
    width: 32,
  });
});

test('only AdamW decays its weights without being asked', () => {
  const decay = (options: object) => trainConfig({ model: 'onehot', ...options }).optimizer.weightDecay;
  expect([{}, { optimizer: 'adam' }, { optimizer: 'sgd' }].map(decay)).toEqual([0.01, 0, 0]);
  expect(decay({ optimizer: 'adam', weightDecay: 0.1 })).toBe(0.1);
});

test('the rest of the settings have their place too', () => {
  const config = trainConfig({
    model: 'onehot',
    optimizer: 'sgd',
    momentum: 0.9,
    lrSchedule: 'cosine',
    warmup: 10,
    clip: 1,
    ema: 0.99,
    guidance: 0.1,
    guidanceWeight: 2,
    coupling: 'sinkhorn',
    otBatch: 256,
    epsilon: 0.1,
    solver: 'dopri5',
    rtol: 1e-5,
    atol: 1e-6,
  });
  const { optimizer } = config;
  expect(optimizer).toMatchObject({ kind: 'sgd', momentum: 0.9, schedule: 'cosine', warmup: 10, clip: 1, ema: 0.99 });
  expect(config.guidance).toEqual({ dropout: 0.1, weight: 2 });
  expect(config.coupling).toMatchObject({ kind: 'sinkhorn', batch: 256, epsilon: 0.1 });
  expect(config.sampling).toMatchObject({ rtol: 1e-5, atol: 1e-6 });
});

test('new pairs by cost are used the usual number of times unless it is given; other couplings know no reuse', () => {
  const reuseOf = (options: object) => trainConfig({ model: 'onehot', ...options }).coupling.reuse;
  expect([{}, { coupling: 'ot' }, { coupling: 'class-ot', otReuse: 1 }].map(reuseOf)).toEqual([1, USUAL_REUSE, 1]);
});

test('an epoch is a pass over the data without the last partial batch', () => {
  expect(trainConfig({ model: 'onehot', epochs: 10 }).steps).toBe(70);
  expect(trainConfig({ model: 'onehot', epochs: 10, batch: 300, dataSize: 1000 }).steps).toBe(30);
});
