/** The loss of ring trainings on fresh draws against the irreducible loss: from above, and never through it. */
import { beforeAll, expect, test } from 'vitest';
import { irreducibleLossOf } from '../shared/flow/exact-truth.ts';
import type { RunConfig } from '../shared/model/run-config.ts';
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
