import { expect, test } from 'vitest';
import { COLLECT_EVERY_MS, GarbageClock } from './garbage.ts';

test('garbage is collected once in a while, not after every chunk', () => {
  let [now, collections] = [0, 0];
  const clock = new GarbageClock(
    () => collections++,
    () => now,
  );
  for (let chunk = 0; chunk < 100; chunk++) {
    now += COLLECT_EVERY_MS / 20;
    clock.tick();
  }
  expect(collections).toBe(5);
});

test('a collection frees what nothing refers to any more', async () => {
  let now = 0;
  const clock = new GarbageClock(undefined, () => now);
  let tell: () => void = () => undefined;
  const registry = new FinalizationRegistry(() => tell());
  const gone = new Promise<void>((resolve) => {
    tell = resolve;
    registry.register({}, null);
  });
  now = COLLECT_EVERY_MS;
  // Objects of the turn in which they were made are kept until it ends.
  await new Promise((resolve) => setImmediate(resolve));
  clock.tick();
  await gone;
});
