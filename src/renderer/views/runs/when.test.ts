import { expect, it } from 'vitest';
import { whenWords } from './when.ts';

const now = new Date(2026, 10, 23, 14, 0);

it.each([
  [new Date(2026, 10, 23, 9, 5), 'today 09:05'],
  [new Date(2026, 10, 22, 23, 59), 'yesterday'],
  [new Date(2026, 10, 21, 23, 59), '21 Nov'],
  [new Date(2026, 0, 2), '2 Jan'],
  [new Date(2025, 10, 23), '23 Nov 2025'],
] as const)('%s is %s', (then, words) => expect(whenWords(then.getTime(), now)).toBe(words));
