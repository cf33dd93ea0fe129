import { expect, test } from 'vitest';
import { inspectorProblem, libraryProblem, type Place } from './panels.ts';

const flow: Place = { page: null, tab: 'flow', fullView: false, empty: false, selected: true, compared: 0 };
const problems = (change: Partial<Place>) => [
  libraryProblem({ ...flow, ...change }),
  inspectorProblem({ ...flow, ...change }),
];

test('in Flow and on Start there are both', () => {
  for (const place of [{}, { empty: true, selected: false }, { tab: 'compare', empty: true, selected: false }] as const)
    expect(problems(place)).toEqual([null, null]);
});

test('the full view has neither, and says so', () => {
  expect(problems({ fullView: true })).toEqual(['leave full view first', 'leave full view first']);
});

test('Compare has an inspector once there is something to compare, and no library', () => {
  expect(problems({ tab: 'compare', compared: 1 })).toEqual(['open Flow', 'compare two runs first']);
  expect(problems({ tab: 'compare', compared: 2, fullView: true })).toEqual(['open Flow', null]);
});

test('Train, Runs and the list of studies have neither', () => {
  for (const place of [{ tab: 'train' }, { tab: 'runs' }, { page: { kind: 'studies' } }] as const)
    expect(problems(place)).toEqual(['open Flow', 'open Flow or Compare']);
});

test('pages have an inspector where there is something beside the text', () => {
  const page = (name: 'ring' | 'five-minutes') => problems({ page: { kind: 'study', name } })[1];
  expect([page('ring'), page('five-minutes')]).toEqual([null, 'open Flow or Compare']);
  expect(problems({ page: { kind: 'paths' }, tab: 'runs', fullView: true })[1]).toBeNull();
});
