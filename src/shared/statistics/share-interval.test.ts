import { expect, it } from 'vitest';
import { shareInterval } from './share-interval.ts';

it('covers the true share about 68 times in 100, near one as well as in the middle', () => {
  const n = 60;
  for (const truth of [0.5, 0.9]) {
    // Every number of successes with its probability, p^k (1 − p)^(n − k) n over k.
    let chance = (1 - truth) ** n;
    let covered = 0;
    for (let k = 0; k <= n; k++) {
      const interval = shareInterval('accuracy', k / n, n);
      if (interval && interval.low <= truth && truth <= interval.high) covered += chance;
      chance *= ((n - k) / (k + 1)) * (truth / (1 - truth));
    }
    expect(covered).toBeGreaterThan(0.6);
    expect(covered).toBeLessThan(0.78);
  }
});
it('has a width where every sample was right, narrower with more of them', () => {
  const [few, many] = [shareInterval('within3Std', 1, 100), shareInterval('within3Std', 1, 10_000)];
  expect(few?.high).toBeCloseTo(1, 10);
  expect(few?.low).toBeCloseTo(100 / 101, 10);
  expect(many?.low).toBeGreaterThan(few?.low ?? 1);
});
it('knows no spread of what is no share, and none of no samples', () => {
  expect(shareInterval('slicedW2', 0.2, 256)).toBeNull();
  expect(shareInterval('modeShareMin', 0.1, 256)).toBeNull();
  expect(shareInterval('accuracy', 0.5, 0)).toBeNull();
});
