import { expect, it } from 'vitest';
import { RecentPictures } from './recent-pictures.ts';

const three = () => {
  const kept = new RecentPictures<number>((size) => size, 10);
  kept.put('a', 4);
  kept.put('b', 4);
  return kept;
};

it('lets go of what was looked at longest ago', () => {
  const kept = three();
  expect(kept.get('a')).toBe(4);
  kept.put('c', 4);
  expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual([4, null, 4]);
});

it('counts a replaced entry once, and always keeps the newest', () => {
  const kept = three();
  kept.put('a', 5);
  expect(kept.size).toBe(2);
  kept.put('huge', 99);
  expect([kept.size, kept.get('huge')]).toEqual([1, 99]);
});
