import { expect, it } from 'vitest';
import { Reading } from './reading.ts';

it('is begun once however often it is asked for, and anew when it is over or was forgotten', async () => {
  const ends: (() => void)[] = [];
  const reading = new Reading(() => new Promise<void>((resolve) => ends.push(resolve)));
  const both = Promise.all([reading.begin(), reading.begin()]);
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await both;
  const lost = reading.begin();
  reading.forget();
  const next = reading.begin();
  expect(ends).toHaveLength(3);
  // The end of what was forgotten does not end what came after it.
  ends[1]?.();
  await lost;
  expect(reading.begin()).toBe(next);
  ends[2]?.();
  await next;
  void reading.begin();
  expect(ends).toHaveLength(4);
});

it('is begun anew after it failed', async () => {
  let begun = 0;
  const reading = new Reading(async () => {
    begun++;
    throw new Error('no answer');
  });
  await expect(reading.begin()).rejects.toThrow('no answer');
  await expect(reading.begin()).rejects.toThrow('no answer');
  expect(begun).toBe(2);
});
