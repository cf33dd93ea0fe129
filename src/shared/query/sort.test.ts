import { describe, expect, it } from 'vitest';
import { ringConfig } from '../model/presets.ts';
import { exampleRun } from './example-run.ts';
import { vocabularyOf } from './keys.ts';
import { requireOrder, sortRuns } from './sort.ts';

const config = ringConfig('onehot', 'gaussian', 1);
const RUNS = [
  exampleRun('run-10', { metrics: { w2: 3, accuracy: 0.5 }, best: { w2: 1 }, createdAt: 1 }),
  exampleRun('run-2', { metrics: { w2: 2, accuracy: 0.9 }, best: { w2: 2 }, createdAt: 2 }),
  exampleRun('none', { createdAt: 3, config: { ...config, batch: 7 } }),
];
const sorted = (text: string) =>
  sortRuns(RUNS, requireOrder(text, vocabularyOf(RUNS)))
    .map((run) => run.name)
    .join(' ');

const CASES: readonly (readonly [sort: string, names: string])[] = [
  ['w2', 'run-2 run-10 none'],
  ['w2:desc', 'run-10 run-2 none'],
  ['best:w2', 'run-10 run-2 none'],
  ['best:w2:desc', 'run-2 run-10 none'],
  ['accuracy', 'run-2 run-10 none'],
  ['accuracy:asc', 'run-10 run-2 none'],
  ['created', 'none run-2 run-10'],
  ['created:asc', 'run-10 run-2 none'],
  ['name', 'none run-2 run-10'],
  ['batch', 'none run-10 run-2'],
  ['status', 'run-10 run-2 none'],
];

describe('sortRuns', () => {
  for (const [sort, names] of CASES) it(sort, () => expect(sorted(sort)).toBe(names));
  it('refuses an unknown key with the nearest', () => {
    expect(() => sorted('acuracy')).toThrow('--sort acuracy: no such key as acuracy, did you mean accuracy?');
  });
  it('refuses what has no order', () =>
    expect(() => sorted('tag')).toThrow('--sort tag: runs cannot be sorted by tag.'));
});
