import { expect, it } from 'vitest';
import { ringConfig } from '../../../shared/model/presets.ts';
import { exampleRun } from '../../../shared/query/example-run.ts';
import { deletionWords } from './deletion-words.ts';

const seed = (name: string, number: number) => exampleRun(name, { config: ringConfig('onehot', 'gaussian', number) });
const alone = (name: string, steps: number) => {
  const run = seed(name, 1);
  return { ...run, config: { ...run.config, steps } };
};

it('names what goes, seeds together, and counts what would be too long', () => {
  expect(deletionWords([seed('a-s1', 1), seed('a-s3', 3), alone('b', 1)])).toBe('a seeds 1 and 3 and b');
  expect(deletionWords([1, 2, 3, 4].map((n) => seed(`a-s${n}`, n)))).toBe('a, 4 seeds');
  expect(deletionWords([1, 2, 3, 4, 5].map((n) => alone(`r${n}`, n)))).toBe('r1, r2, r3 and 2 more');
});
