import { expect, test } from 'vitest';
import type { RunSummary } from '../shared/model/records.ts';
import { findRun } from './run-reference.ts';

// Only what a reference can mean is needed of a run.
const run = (id: string, name: string) => ({ id, name }) as RunSummary;
const RUNS = [run('ab12', 'ring'), run('ab34', 'moons'), run('cd56', 'twice'), run('ef78', 'twice'), run('99', 'ab')];

test.each([
  ['ab12', 'ab12'],
  ['ab1', 'ab12'],
  ['c', 'cd56'],
  ['moons', 'ab34'],
  ['ab', '99'],
])('%s means run %s', (text, id) => {
  expect(findRun(RUNS, text).id).toBe(id);
});

test.each([
  ['a', /a begins the ids of 2 runs \(ab12 ring, ab34 moons\)\. Give the id\./],
  ['twice', /twice is the name of 2 runs \(cd56 twice, ef78 twice\)/],
  ['mons', /There is no run mons in this library\. Did you mean moons\?/],
  ['zzzzzz', /There is no run zzzzzz in this library\. The command runs lists them\./],
  ['', /There is no run {2}in this library/],
])('%s is refused', (text, reason) => {
  expect(() => findRun(RUNS, text)).toThrow(reason);
});

test('an empty library says so', () => {
  expect(() => findRun([], 'ring')).toThrow(/holds no runs yet/);
});
