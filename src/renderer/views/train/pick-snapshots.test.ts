import { expect, it } from 'vitest';
import { pickSnapshots } from './pick-snapshots.ts';

it.each([
  [[], 5, []],
  [[0, 70], 5, [0, 70]],
  [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5, [0, 3, 5, 8, 10]],
  [[0, 1, 2, 3, 4, 5], 5, [0, 1, 3, 4, 5]],
  [[0, 1, 2], 1, [2]],
] as const)('%j by %d is %j', (steps, count, expected) => expect(pickSnapshots(steps, count)).toEqual(expected));

it('never shows a step twice', () => {
  for (let length = 0; length < 40; length++) {
    const picked = pickSnapshots(
      Array.from({ length }, (_, i) => i),
      5,
    );
    expect(new Set(picked).size).toBe(Math.min(5, length));
    expect(picked.at(-1)).toBe(length === 0 ? undefined : length - 1);
  }
});
