import { describe, expect, it } from 'vitest';
import { parameterCount } from '../../../shared/model/parameters.ts';
import { ringConfig } from '../../../shared/model/presets.ts';
import type { RunSummary } from '../../../shared/model/records.ts';
import { expectedMs, expectedRate } from './estimate.ts';

const config = ringConfig('unconditional', 'gaussian', 1);

function run(change: Partial<RunSummary>): RunSummary {
  return {
    id: 'a',
    name: 'a',
    studyId: null,
    studyName: null,
    preset: null,
    slot: 1,
    config,
    status: 'finished',
    reason: null,
    step: 500,
    createdAt: 0,
    startedAt: 0,
    finishedAt: 1,
    durationMs: 2000,
    backend: null,
    metrics: [],
    sparkline: [],
    best: [],
    tags: [],
    note: '',
    pinned: false,
    archivedAt: null,
    sweepId: null,
    parameterCount: parameterCount(config),
    ...change,
  };
}

describe('expectedRate', () => {
  it('is the measured rate at the measured size', () => {
    expect(expectedRate({ ...config, batch: 128 }, [], 1800)).toBeCloseTo(1800);
  });
  it('falls with the batch, but less than in proportion', () => {
    const rate = expectedRate(config, [], 1800) ?? 0;
    expect(rate).toBeGreaterThan((1800 * 128) / 1000);
    expect(rate).toBeLessThan(1800 / 2);
  });
  it('prefers the newest finished run of the same size', () => {
    const runs = [run({}), run({ durationMs: 4000, finishedAt: 9 }), run({ durationMs: 1000, status: 'diverged' })];
    expect(expectedRate(config, runs, 1800)).toBeCloseTo(125);
  });
  it('does not trust runs of another size or of a moment', () => {
    const runs = [run({ parameterCount: 7 }), run({ durationMs: 20 })];
    expect(expectedRate(config, runs, null)).toBeNull();
  });
});

describe('expectedMs', () => {
  it('adds up the runs', () => expect(expectedMs([config, config], [run({})], null)).toBeCloseTo(4000));
  it('says nothing before anything was measured', () => expect(expectedMs([config], [], null)).toBeNull());
});
