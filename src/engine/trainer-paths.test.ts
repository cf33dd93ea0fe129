import { beforeAll, describe, expect, test } from 'vitest';
import { drawSource } from '../shared/flow/sources.ts';
import { PATHS } from '../shared/model/names.ts';
import { Sampler } from './sampler.ts';
import { loadTensorFlow } from './tensorflow.ts';
import { largestDifference, smallConfig } from './testing/numbers.ts';
import { Trainer } from './trainer.ts';

beforeAll(async () => {
  await loadTensorFlow();
});

describe.each(PATHS)('training on the %s path', (kind) => {
  const config = smallConfig('unconditional', { path: { kind, params: {} }, batch: 128 });

  test('stays finite and learns, and sampling begins at the source as the path enters it', async () => {
    const trainer = new Trainer({ ...config, optimizer: { ...config.optimizer, learningRate: 3e-3 } }, null);
    const losses = [...trainer.run(400)];
    expect(losses.every(Number.isFinite)).toBe(true);
    // By the median: the velocities of the square root path have no finite variance but for their guard.
    const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
    expect(median(losses.slice(-100))).toBeLessThan(0.95 * median(losses.slice(0, 20)));
    const sampler = new Sampler(config, () => trainer.parameterTensors);
    const request = { n: 16, steps: 4, solver: 'euler', seed: 7, condition: { kind: 'any' }, frames: 2 } as const;
    const { frames } = await sampler.sample(request);
    const scale = kind === 'variance-exploding' ? 10 : 1;
    const source = drawSource({ name: 'gaussian' }, 7, 16).map((value) => scale * value);
    expect(largestDifference(frames.slice(0, 32), source)).toBeLessThan(1e-5);
    expect(frames.every(Number.isFinite)).toBe(true);
    sampler.dispose();
    trainer.dispose();
  });
});
