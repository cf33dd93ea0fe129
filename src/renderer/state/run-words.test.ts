import { describe, expect, it } from 'vitest';
import { ringConfig } from '../../shared/model/presets.ts';
import type { Metric, RunSummary } from '../../shared/model/records.ts';
import {
  chipCount,
  conditionLabel,
  conditionRange,
  dataLabel,
  keyMetric,
  metricHeading,
  runLine,
} from './run-words.ts';
import { groupRuns, matchesSearch } from './search.ts';

const metric = (name: string): Metric => ({ name, step: 1, value: 0.1, n: 1000, floor: null });

function run(change: Partial<RunSummary>): RunSummary {
  return {
    id: 'r1',
    name: 'ring-class',
    studyId: null,
    studyName: null,
    preset: null,
    slot: 1,
    config: ringConfig('onehot', 'gaussian', 1),
    status: 'finished',
    reason: null,
    step: 700,
    createdAt: 1,
    startedAt: null,
    finishedAt: null,
    durationMs: 0,
    backend: null,
    metrics: [],
    sparkline: [],
    best: [],
    tags: [],
    note: '',
    pinned: false,
    archivedAt: null,
    sweepId: null,
    parameterCount: 0,
    ...change,
  };
}

describe('words for a run', () => {
  it('names conditions', () => {
    const radius = { continuous: 'radius' } as const;
    expect(conditionLabel({ kind: 'any' }, radius)).toBe('any');
    expect(conditionLabel({ kind: 'class', label: 2 }, radius)).toBe('class 2');
    expect(conditionLabel({ kind: 'radius', value: 3 }, radius)).toBe('r = 3.00');
  });
  it('names a continuous condition after what it is', () => {
    const half = { kind: 'radius', value: -0.5 } as const;
    expect(conditionLabel(half, { continuous: 'x1' })).toBe('x₁ = −0.50');
    expect(conditionLabel(half, { continuous: 'column' })).toBe('c = −0.50');
    const config = ringConfig('radius', 'gaussian', 1);
    expect(runLine(config)).toBe('Continuous radius · independent coupling · Ring of 8');
    expect(runLine({ ...config, continuous: 'x1' })).toBe('Continuous x₁ · independent coupling · Ring of 8');
  });
  it('names the model, its source and its data', () => {
    expect(runLine(ringConfig('onehot', 'uniform', 1))).toBe(
      'One-hot class · Uniform source · independent coupling · Ring of 8',
    );
    const five = ringConfig('onehot', 'gaussian', 1);
    expect(dataLabel({ data: { ...five.data, params: { ...five.data.params, modes: 5 } } })).toBe('Ring of 5');
  });
  it('has chips only where there are classes', () => {
    expect(chipCount(ringConfig('onehot', 'gaussian', 1))).toBe(8);
    expect(chipCount(ringConfig('radius', 'gaussian', 1))).toBe(0);
  });
  it('finds the trained conditions in the data', () => {
    const config = ringConfig('radius', 'gaussian', 1);
    const set = (...points: number[]) => ({
      points: Float32Array.from(points),
      labels: new Int32Array(points.length / 2),
      column: Float32Array.from({ length: points.length / 2 }, (_, i) => 10 * i),
    });
    expect(conditionRange(config, set(3, 4, 0, 2))).toEqual([2, 5]);
    expect(conditionRange({ ...config, continuous: 'x1' }, set(3, 4, 0, 2))).toEqual([0, 3]);
    expect(conditionRange({ ...config, continuous: 'column' }, set(3, 4, 0, 2))).toEqual([0, 10]);
    const many = set(...Array.from({ length: 2000 }, (_, i) => (i % 2 === 0 ? 1 + i / 2000 : 0)));
    expect(conditionRange(config, many)?.map((radius) => radius.toFixed(2))).toEqual(['1.01', '1.99']);
    expect(conditionRange(config, set())).toBeNull();
    expect(conditionRange({ ...config, continuous: 'column' }, { ...set(1, 2), column: null })).toBeNull();
    expect(conditionRange(ringConfig('onehot', 'gaussian', 1), set(3, 4))).toBeNull();
  });
  it('prefers exact to sliced distance', () => {
    expect(keyMetric(run({ metrics: [metric('other')] }))).toBeNull();
    expect(keyMetric(run({ metrics: [metric('slicedW2')] }))?.label).toBe('sliced W₂');
    expect(keyMetric(run({ metrics: [metric('slicedW2'), metric('w2')] }))?.label).toBe('W₂');
    expect(keyMetric(run({ metrics: [metric('w2'), metric('radiusError')] }))?.label).toBe('radius error');
  });
});

describe('what the scores are', () => {
  const scored = (name: string, n = 1000) => run({ metrics: [{ ...metric(name), n }] });
  it('names the score and its n, and says where n differs', () => {
    expect(metricHeading([run({})])).toBeNull();
    expect(metricHeading([scored('w2'), run({})])).toBe('W₂ at 1\u2009k, lower is better');
    expect(metricHeading([scored('w2'), scored('w2', 500)])).toBe('W₂ (n differs), lower is better');
    expect(metricHeading([scored('w2'), scored('radiusError')])).toBe('W₂ / radius error, lower is better');
  });
});

describe('finding runs', () => {
  it('wants every word somewhere', () => {
    expect(matchesSearch(run({}), '')).toBe(true);
    expect(matchesSearch(run({}), 'RING gauss')).toBe(true);
    expect(matchesSearch(run({ status: 'diverged' }), 'diverged')).toBe(true);
    expect(matchesSearch(run({}), 'ring moons')).toBe(false);
  });
  it('groups by study, the study with the newest run first', () => {
    const groups = groupRuns([
      run({ id: 'a', createdAt: 1 }),
      run({ id: 'b', createdAt: 2, studyId: 's', studyName: 'Ring study' }),
      run({ id: 'c', createdAt: 3, studyId: 's', studyName: 'Ring study' }),
    ]);
    expect(groups.map((group) => [group.name, group.runs.map(({ id }) => id)])).toEqual([
      ['Ring study', ['b', 'c']],
      ['Single runs', ['a']],
    ]);
  });
});
