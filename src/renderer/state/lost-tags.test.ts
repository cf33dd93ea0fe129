import { expect, test } from 'vitest';
import { lostTags } from './lost-tags.ts';

test('a tag comes back to the runs that had it, and to no other', () => {
  const runs = [
    { id: 'a', tags: ['paper', 'old'] },
    { id: 'b', tags: [] },
    { id: 'c', tags: ['paper'] },
  ];
  expect(lostTags(runs, ['paper', 'old', 'nobody'])).toEqual([
    { tag: 'paper', ids: ['a', 'c'] },
    { tag: 'old', ids: ['a'] },
  ]);
  expect(lostTags(runs, [])).toEqual([]);
});
