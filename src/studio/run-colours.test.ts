import { expect, test } from 'vitest';
import { longestUnseen } from './run-colours.ts';

const run = (id: string, slot: 0 | 1 | 2 | 3, more: { pinned?: boolean; status?: 'training' | 'finished' } = {}) => ({
  id,
  slot,
  pinned: more.pinned ?? false,
  status: more.status ?? 'finished',
});

test('the oldest run that was never opened gives its colour, then the one opened longest ago', () => {
  const runs = [run('a', 1), run('b', 2), run('c', 3), run('grey', 0)];
  expect(longestUnseen(runs, [])?.id).toBe('a');
  expect(longestUnseen(runs, ['a', 'c'])?.id).toBe('b');
  expect(longestUnseen(runs, ['c', 'a', 'b', 'grey'])?.id).toBe('c');
});

test('pinned runs and runs in work keep their colours', () => {
  const kept = [run('a', 1, { pinned: true }), run('b', 2, { status: 'training' })];
  expect(longestUnseen([...kept, run('c', 3)], ['c'])?.id).toBe('c');
  expect(longestUnseen(kept, [])).toBeNull();
});
