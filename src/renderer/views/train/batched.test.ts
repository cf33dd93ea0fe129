import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Batched } from './batched.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('runs the first wish at once and the newest of the others after the interval', () => {
  const done: number[] = [];
  const batched = new Batched();
  for (let i = 0; i < 5; i++) batched.ask(() => done.push(i), 100);
  expect(done).toEqual([0]);
  vi.advanceTimersByTime(100);
  expect(done).toEqual([0, 4]);
});

it('runs at most ten times a second, however often it is asked', () => {
  let count = 0;
  const batched = new Batched();
  for (let ms = 0; ms < 1000; ms += 5) {
    batched.ask(() => count++, 100);
    vi.advanceTimersByTime(5);
  }
  expect(count).toBeLessThanOrEqual(11);
  expect(count).toBeGreaterThanOrEqual(9);
});

it('is at rest again when nothing was asked', () => {
  let count = 0;
  const batched = new Batched();
  batched.ask(() => count++, 100);
  vi.advanceTimersByTime(1000);
  expect(vi.getTimerCount()).toBe(0);
  batched.ask(() => count++, 100);
  expect(count).toBe(2);
});

it('forgets what waits when it ends', () => {
  let count = 0;
  const batched = new Batched();
  batched.ask(() => count++, 100);
  batched.ask(() => count++, 100);
  batched.end();
  vi.advanceTimersByTime(1000);
  expect(count).toBe(1);
});
