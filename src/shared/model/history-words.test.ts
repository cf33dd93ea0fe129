import { expect, test } from 'vitest';
import { historyInShort, historyLines } from './history-words.ts';

const entries = (...kinds: [string, string | null][]) => kinds.map(([kind, detail], at) => ({ at, kind, detail }));

test('a plain training has lines but nothing worth a word', () => {
  const log = entries(['created', null], ['started', null], ['tagged', null], ['finished', null]);
  expect(historyLines(log).map(({ words }) => words)).toEqual(['Queued', 'Started', 'Finished']);
  expect(historyInShort(log)).toBeNull();
});

test('interruptions, resumings and notes are counted, a note of every snapshot once', () => {
  const log = entries(
    ['notice', 'Step 50: Sampled with rk4.'],
    ['interrupted', 'Streamline ended while this run trained.'],
    ['resume', 'From step 50.'],
    ['notice', 'Step 100: Sampled with rk4.'],
    ['checkpoint-damaged', 'step 100'],
    ['interrupted', 'Again.'],
  );
  expect(historyInShort(log)).toBe('Interrupted twice, resumed once, 1 damaged checkpoint passed over, 1 note');
  const lines = historyLines(log);
  expect(lines).toHaveLength(5);
  expect(lines[1]).toEqual({
    at: 1,
    words: 'Interrupted: Streamline ended while this run trained.',
    tone: 'warning',
  });
});

test('a kind from elsewhere is told by its own name', () => {
  expect(historyLines(entries(['moved', 'away']))).toEqual([{ at: 0, words: 'moved: away', tone: 'plain' }]);
});
