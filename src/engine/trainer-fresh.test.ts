import { beforeAll, describe, expect, test } from 'vitest';
import type { Checkpoint } from '../shared/model/records.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import { loadTensorFlow } from './tensorflow.ts';
import { differences, smallConfig } from './testing/numbers.ts';
import { Trainer } from './trainer.ts';

beforeAll(async () => {
  await loadTensorFlow();
});

/** Trains `steps` steps in chunks of `chunk`, from a checkpoint or from the start. */
function train(config: RunConfig, steps: number, chunk: number, from: Checkpoint | null = null) {
  const trainer = new Trainer(config, from);
  const losses: number[] = [];
  for (let left = steps; left > 0; left -= chunk) losses.push(...trainer.run(Math.min(chunk, left)));
  const end = trainer.checkpoint();
  trainer.dispose();
  if (!end) throw new Error('The training diverged.');
  return { losses, end };
}

/** What draws differently inside the graph than the ring with a Gaussian source. */
const CASES = [
  ['fresh ring classes', smallConfig('onehot', { freshData: true })],
  [
    'a fresh annulus',
    smallConfig('radius', { freshData: true, data: { name: 'annulus', params: { inner: 0.75, outer: 3.75 } } }),
  ],
  [
    'a fresh board',
    smallConfig('unconditional', { freshData: true, data: { name: 'checkerboard', params: { cells: 4, size: 4 } } }),
  ],
  ['the uniform source', smallConfig('unconditional', { source: { name: 'uniform', params: {} } })],
  ['the shape source', smallConfig('radius', { source: { name: 'shape', params: {} } })],
] as const;

describe.each(CASES)('training on %s', (_name, config) => {
  test('does not depend on the chunks, and resumes exactly', () => {
    const whole = train(config, 60, 60);
    const parts = train(config, 60, 7);
    expect(differences(parts.end.parameters, whole.end.parameters)).toBe(0);
    expect(differences(parts.end.moments, whole.end.moments)).toBe(0);
    expect(differences(parts.losses, whole.losses)).toBe(0);
    const { end: checkpoint } = train(config, 20, 10);
    const resumed = train(config, 40, 13, structuredClone(checkpoint));
    expect(differences(resumed.end.parameters, whole.end.parameters)).toBe(0);
    expect(differences(resumed.end.moments, whole.end.moments)).toBe(0);
    expect(differences(resumed.losses, whole.losses.slice(20))).toBe(0);
  });

  test('the loss falls', () => {
    const faster = { ...config, optimizer: { ...config.optimizer, learningRate: 5e-3 } };
    const { losses } = train(faster, 400, 100);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(losses.slice(-50))).toBeLessThan(0.9 * mean(losses.slice(0, 10)));
  });
});

test('a fresh batch may be larger than the fixed data set would be', () => {
  const { losses } = train(smallConfig('unconditional', { freshData: true, batch: 300 }), 3, 3);
  expect(losses.every(Number.isFinite)).toBe(true);
});
