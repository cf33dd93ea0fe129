/**
 * What a training step costs, counted in ops of its graph and not in milliseconds, so that no load of a machine hides an
 * option that slows the ordinary step. Fewer are welcome: lower the figure here. `bench/step-ratios.ts` has the times.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { PATHS, type PathKind } from '../shared/model/names.ts';
import { withForm } from '../shared/model/network-presets.ts';
import { ringConfig } from '../shared/model/presets.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import { loadTensorFlow } from './tensorflow.ts';
import { Trainer } from './trainer.ts';

beforeAll(async () => {
  expect((await loadTensorFlow()).kind).not.toBe('wasm');
});

/** The ordinary step: ring, linear path, independent pairs, no condition, AdamW. */
const base: RunConfig = { ...ringConfig('unconditional', 'gaussian', 1), batch: 128 };
const optimizer = (changes: Partial<RunConfig['optimizer']>): RunConfig => ({
  ...base,
  optimizer: { ...base.optimizer, ...changes },
});
const dropped = { dropout: 0.1, weight: 1 };

/** Ops of a step, constants left out, and the matrix products among them. */
function costOf(config: RunConfig) {
  const trainer = new Trainer(config, null);
  const { operations } = trainer;
  trainer.dispose();
  const all = Object.entries(operations).reduce((sum, [op, count]) => sum + (op === 'Const' ? 0 : count), 0);
  return { all, products: operations.MatMul ?? 0 };
}

/** 8 layers: 8 products forward, 8 for the gradients of the kernels, 7 for those of the inputs (t itself needs none). */
const PRODUCTS = 23;
const DEFAULT_OPS = 155;

test('the ordinary step has its matrix products and few ops beside them', () => {
  const { all, products } = costOf(base);
  expect(products).toBe(PRODUCTS);
  expect(all).toBeLessThanOrEqual(DEFAULT_OPS);
  // A graph that was not recorded would pass everything here.
  expect(all).toBeGreaterThan(100);
});

/** Ops that a path's schedule adds at most: on `[batch, 1]` numbers and fewer, so none shows in the time of a step. */
const OF_PATH: Readonly<Record<PathKind, number>> = {
  linear: 0,
  'square-root': 4,
  circular: 7,
  'variance-exploding': 3,
  'variance-preserving': 18,
  cosine: 6,
  polynomial: 6,
};

test.each(PATHS)('the %s path adds no matrix product and few ops', (kind) => {
  const { all, products } = costOf({ ...base, path: { kind, params: {} } });
  expect(products).toBe(PRODUCTS);
  expect(all).toBeLessThanOrEqual(DEFAULT_OPS + OF_PATH[kind]);
});

const OPTIONS: readonly (readonly [string, RunConfig, number])[] = [
  ['a class', { ...base, model: 'onehot' }, 1],
  // Its own network of three layers stands beside that of time in the same three products.
  ['a radius', { ...base, model: 'radius' }, 5],
  ['a class that is dropped at times', { ...base, model: 'onehot', guidance: dropped }, 6],
  ['a radius that is dropped at times', { ...base, model: 'radius', guidance: dropped }, 10],
  ['fresh data', { ...base, freshData: true }, 2],
  ['another source', { ...base, source: { name: 'uniform', params: {} } }, 2],
  ['pairs by optimal transport', { ...base, coupling: { ...base.coupling, kind: 'ot' } }, 2],
  ['Adam', optimizer({ kind: 'adam', weightDecay: 0 }), -6],
  ['SGD with momentum', optimizer({ kind: 'sgd', momentum: 0.9, weightDecay: 0 }), -52],
  ['a learning rate that changes', optimizer({ schedule: 'cosine', warmup: 100 }), 14],
  ['clipped gradients', optimizer({ clip: 1 }), 17],
  ['averaged weights', optimizer({ ema: 0.999 }), 18],
];

test.each(OPTIONS)('%s costs no matrix product more', (_, config, more) => {
  const { all, products } = costOf(config);
  expect(products).toBe(PRODUCTS);
  expect(all).toBeLessThanOrEqual(DEFAULT_OPS + more);
});

describe('other forms have the products of their own layers', () => {
  test.each([
    // 5 layers: the first has place and time as they are, which need no gradient.
    ['plain', 5 + 5 + 4, 153],
    // 9 layers: two take place and time as they are, then three blocks of two, then the last.
    ['residual', 9 + 9 + 7, 235],
  ] as const)('%s', (form, products, all) => {
    const cost = costOf({ ...base, network: withForm(base.network, form) });
    expect(cost.products).toBe(products);
    expect(cost.all).toBeLessThanOrEqual(all);
  });
});
