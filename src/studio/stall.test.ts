import { expect, test } from 'vitest';
import { isSilent, STALLED_WITHIN_MS, WATCH_MS } from './stall.ts';

test('an engine that falls silent at any moment is found in time, and one that beats never is', () => {
  for (let heard = 0; heard < WATCH_MS; heard++) {
    let look = 0;
    while (!isSilent(heard, look)) look += WATCH_MS;
    expect(look - heard).toBeLessThanOrEqual(STALLED_WITHIN_MS);
  }
  // Heartbeats come every half second; some may be late.
  expect(isSilent(0, 2000)).toBe(false);
});
