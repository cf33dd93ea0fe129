import { expect, test } from 'vitest';
import { threadsEach } from './threads.ts';

test('trainings at once share the cores, and each has at least one', () => {
  expect([1, 2, 3, 8, 16].map((trainings) => threadsEach(trainings, 8))).toEqual([8, 4, 2, 1, 1]);
});
