import { expect, test } from 'vitest';
import { libraryInputs, MOST_TRAININGS } from '../../shared/protocol/library.ts';
import { limitProblem, limitWords, TRAINING_COUNTS } from './training-limit.ts';

const taken = (trainings: number) => libraryInputs['queue.limit'].safeParse({ trainings }).success;

test('every limit that the studio takes can be chosen and typed, and no other', () => {
  for (let trainings = -1; trainings <= MOST_TRAININGS + 2; trainings++) {
    expect([trainings, TRAINING_COUNTS.includes(String(trainings))]).toEqual([trainings, taken(trainings)]);
    expect([trainings, limitProblem(String(trainings)) === null]).toEqual([trainings, taken(trainings)]);
  }
});

test('a limit of five or seven is shown as what it is', () => {
  expect(['1', '5', '7'].map(limitWords)).toEqual(['one at a time', '5 at once', '7 at once']);
});

test('what is no whole number in the range is told so', () => {
  for (const text of ['', '0', '17', '2.5', '1e1', 'two', '-1'])
    expect([text, limitProblem(text)]).toEqual([text, 'A whole number from 1 to 16']);
  expect(limitProblem(' 16 ')).toBeNull();
});
