import { describe, expect, it } from 'vitest';
import { ringConfig } from '../model/presets.ts';
import { exampleRun } from './example-run.ts';
import { commonName, type Grouping, groupRuns, spreadOf } from './groups.ts';

const config = (seed: number, width = 128) => {
  const base = ringConfig('onehot', 'gaussian', seed);
  return { ...base, network: { ...base.network, width } };
};
const RUNS = [
  exampleRun('a-s1', { config: config(1), tags: ['x', 'y'], studyId: 's', studyName: 'Study' }),
  exampleRun('b', { config: config(1, 64), tags: ['x'] }),
  exampleRun('a-s2', { config: config(2) }),
];
const groups = (by: Grouping) =>
  groupRuns(RUNS, by).map((group) => `${group.name}: ${group.runs.map((run) => run.name).join(' ')}`);

describe('groupRuns', () => {
  it('puts the seeds of equal settings together', () => expect(groups('settings')).toEqual(['a: a-s1 a-s2', 'b: b']));
  it('knows equal settings that were written in another order', () => {
    const turned = (value: unknown): unknown =>
      typeof value !== 'object' || value === null || Array.isArray(value)
        ? value
        : Object.fromEntries(
            Object.entries(value)
              .toReversed()
              .map(([key, inner]) => [key, turned(inner)]),
          );
    const other = exampleRun('c', { config: turned(config(3)) as ReturnType<typeof config> });
    expect(groupRuns([...RUNS, other], 'settings')[0]?.runs.map((run) => run.name)).toEqual(['a-s1', 'a-s2', 'c']);
  });
  it('by study', () => expect(groups('study')).toEqual(['Study: a-s1', 'Single runs: b a-s2']));
  it('by tag, a run in each of its tags', () =>
    expect(groups('tag')).toEqual(['x: a-s1 b', 'y: a-s1', 'No tag: a-s2']));
  it('by a setting', () => expect(groups('setting:network.width')).toEqual(['128: a-s1 a-s2', '64: b']));
  it('not at all', () => expect(groups('none')).toHaveLength(3));
});

describe('commonName', () => {
  it('leaves no half of a seed or counter', () => {
    expect(commonName(['ring-s1', 'ring-s12'])).toBe('ring');
    expect(commonName(['ring-class', 'ring-class-2'])).toBe('ring-class');
    expect(commonName(['ring-class-seed-1', 'ring-class-seed-12'])).toBe('ring-class');
    expect(commonName(['a', 'b'])).toBe('a');
  });
});

describe('spreadOf', () => {
  it('is mean and sample deviation of what is finite', () => {
    expect(spreadOf([1, 3, Number.NaN, null, undefined])).toEqual({ count: 2, mean: 2, std: Math.SQRT2 });
    expect([spreadOf([4]), spreadOf([])]).toEqual([{ count: 1, mean: 4, std: null }, null]);
  });
});
