/** The loss of ring trainings on fresh draws against the irreducible loss: from above, and never through it. */
import { beforeAll, expect, test } from 'vitest';
import { irreducibleLossAt, irreducibleLossOf } from '../shared/flow/exact-truth.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
import { drawnTimes } from './data/times.ts';
import { lossMetric } from './metric/index.ts';
import { loadTensorFlow } from './tensorflow.ts';
import { smallConfig } from './testing/numbers.ts';
import { Trainer } from './trainer.ts';

beforeAll(async () => {
  await loadTensorFlow();
});

const STEPS = 1200;
const WINDOW = 300;

/** Mean and standard error of the losses from `first` on. */
function meanOf(losses: readonly number[], first: number) {
  const part = losses.slice(first, first + WINDOW);
  const mean = part.reduce((sum, loss) => sum + loss, 0) / part.length;
  const squares = part.reduce((sum, loss) => sum + (loss - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (part.length - 1) / part.length) };
}

test('over 5 seeds the loss on fresh draws falls towards the irreducible loss and stays above it', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const small = smallConfig('onehot');
    const config: RunConfig = {
      ...small,
      ...{ seed, freshData: true, batch: 256, steps: STEPS },
      network: { ...small.network, width: 64, depth: 3 },
    };
    const floor = irreducibleLossOf(config)?.value ?? Number.NaN;
    const trainer = new Trainer(config, null);
    const losses: number[] = [];
    while (trainer.step < STEPS) losses.push(...trainer.run(Math.min(trainer.mostSteps, STEPS - trainer.step)));
    trainer.dispose();
    const [early, late] = [meanOf(losses, 0), meanOf(losses, STEPS - WINDOW)];
    expect(late.mean).toBeGreaterThan(floor - 3 * late.error);
    expect(late.mean).toBeLessThan(floor * 1.35);
    expect(late.mean - floor).toBeLessThan(0.5 * (early.mean - floor));
  }
}, 180_000);

test.each(['square-root', 'circular'] as const)(
  'on the %s path the loss stays above what its drawn times leave',
  (kind) => {
    const small = smallConfig('onehot');
    const config: RunConfig = {
      ...small,
      ...{ seed: 2, freshData: true, batch: 256, steps: STEPS, path: { kind, params: {} } },
      network: { ...small.network, width: 64, depth: 3 },
    };
    const trainer = new Trainer(config, null);
    const losses: number[] = [];
    while (trainer.step < STEPS) losses.push(...trainer.run(Math.min(trainer.mostSteps, STEPS - trainer.step)));
    trainer.dispose();
    const floorOf = (first: number, count: number) =>
      irreducibleLossAt(config, drawnTimes(config, first, count))?.value ?? Number.NaN;
    const last = STEPS - WINDOW;
    const floors = Array.from({ length: WINDOW }, (_, k) => floorOf(last + k, 1));
    // Steps without a time very near the data, chosen by their times alone: there the loss is steady enough to compare.
    const median = floors.toSorted((a, b) => a - b)[WINDOW / 2] as number;
    const calm = floors.flatMap((floor, k) =>
      floor < 1.5 * median ? [{ floor, loss: losses[last + k] as number }] : [],
    );
    const mean = (of: (step: (typeof calm)[number]) => number) =>
      calm.reduce((sum, step) => sum + of(step), 0) / calm.length;
    const excess = mean(({ loss, floor }) => loss - floor);
    const spread = Math.sqrt(mean(({ loss, floor }) => (loss - floor - excess) ** 2) / calm.length);
    expect(calm.length).toBeGreaterThan(WINDOW / 2);
    expect(excess).toBeGreaterThan(-3 * spread);
    expect(excess).toBeLessThan(0.35 * mean(({ floor }) => floor));
    expect(lossMetric(config, STEPS, losses)?.floor).toBeCloseTo(floorOf(STEPS - 50, 50), 10);
  },
  180_000,
);
