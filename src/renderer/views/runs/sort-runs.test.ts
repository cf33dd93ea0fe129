import { describe, expect, it } from 'vitest';
import { ringConfig } from '../../../shared/model/presets.ts';
import type { RunSummary } from '../../../shared/model/records.ts';
import { filterRuns } from './filter-runs.ts';
import { inKeptOrder, nextSorting, type Sorting, sortRuns } from './sort-runs.ts';

function run(name: string, change: Partial<RunSummary> & { w2?: number; radiusError?: number } = {}): RunSummary {
  const { w2, radiusError, ...rest } = change;
  const figure = (key: string, value: number | undefined) =>
    value === undefined ? [] : [{ name: key, step: 1, value, n: 1000, floor: null }];
  return {
    id: name,
    name,
    studyId: null,
    studyName: null,
    preset: null,
    slot: 1,
    config: ringConfig('onehot', 'gaussian', 1),
    status: 'finished',
    reason: null,
    step: 700,
    createdAt: 0,
    startedAt: 0,
    finishedAt: 1,
    durationMs: 1000,
    backend: null,
    metrics: [...figure('w2', w2), ...figure('radiusError', radiusError)],
    sparkline: [],
    best: [],
    tags: [],
    note: '',
    pinned: false,
    archivedAt: null,
    sweepId: null,
    parameterCount: 1,
    ...rest,
  };
}

const by = (column: Sorting['column'], descending = false): Sorting => ({ column, descending });
const names = (runs: readonly RunSummary[]) => runs.map((each) => each.name).join(' ');

describe('sortRuns', () => {
  it('counts in names', () => expect(names(sortRuns([run('a-10'), run('a-2')], by('name')))).toBe('a-2 a-10'));
  it('turns round', () => expect(names(sortRuns([run('a'), run('b')], by('name', true)))).toBe('b a'));
  it('puts runs without a value last, either way', () => {
    const runs = [run('none'), run('small', { w2: 0.1 }), run('large', { w2: 0.2 })];
    expect(names(sortRuns(runs, by('metric')))).toBe('small large none');
    expect(names(sortRuns(runs, by('metric', true)))).toBe('large small none');
  });
  it('does not rank figures of different kinds', () => {
    const runs = [run('w', { w2: 0.1 }), run('r', { radiusError: 0.2 }), run('w2', { w2: 0.3 })];
    expect(names(sortRuns(runs, by('metric')))).toBe('r w w2');
  });
  it('begins with what needs a look', () => {
    const runs = [run('done'), run('broken', { status: 'failed' }), run('live', { status: 'training' })];
    expect(names(sortRuns(runs, by('status')))).toBe('live broken done');
  });
});

describe('inKeptOrder', () => {
  it('keeps rows where they are while their values change', () => {
    const runs = [run('b', { w2: 0.01 }), run('a', { w2: 0.5 })];
    expect(names(inKeptOrder(runs, ['a', 'b'], by('metric')))).toBe('a b');
  });
  it('sorts anew when a run comes or goes', () => {
    const runs = [run('c'), run('a'), run('b')];
    expect(names(inKeptOrder(runs, ['b', 'a'], by('name')))).toBe('a b c');
    expect(names(inKeptOrder([run('c'), run('a')], ['b', 'a'], by('name')))).toBe('a c');
  });
});

it('turns the order round on the second press', () => {
  expect(nextSorting(by('name'), 'name')).toEqual(by('name', true));
  expect(nextSorting(by('name'), 'metric')).toEqual(by('metric'));
  expect(nextSorting(by('name'), 'made')).toEqual(by('made', true));
});

it('filters by view, data and words', () => {
  const runs = [run('live', { status: 'paused' }), run('broken', { status: 'diverged' }), run('done')];
  expect(names(filterRuns(runs, 'live', null, ''))).toBe('live');
  expect(names(filterRuns(runs, 'problem', null, ''))).toBe('broken');
  expect(names(filterRuns(runs, 'all', 'moons', ''))).toBe('');
  expect(names(filterRuns(runs, 'all', 'ring', 'done seed 1'))).toBe('done');
});
