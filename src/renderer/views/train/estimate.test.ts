import { describe, expect, it } from 'vitest';
import { parameterCount } from '../../../shared/model/parameters.ts';
import { ringConfig } from '../../../shared/model/presets.ts';
import type { RunSummary } from '../../../shared/model/records.ts';
import type { RunConfig } from '../../../shared/model/run-config.ts';
import { expectedMs, expectedStepMs } from './estimate.ts';

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

const pace = { stepsPerSecond: 2000, cores: 2 };
const withPairs = (base: RunConfig, coupling: Partial<RunConfig['coupling']>): RunConfig => ({
  ...base,
  coupling: { ...base.coupling, ...coupling },
});

describe('expectedStepMs', () => {
  it('is the measured time at the measured size', () => {
    expect(expectedStepMs({ ...config, batch: 128 }, pace)).toBeCloseTo(0.5);
  });
  it('grows with the batch, but less than in proportion', () => {
    const ms = expectedStepMs(config, pace) ?? 0;
    expect(ms).toBeGreaterThan(1);
    expect(ms).toBeLessThan((0.5 * 1000) / 128);
  });
  it('counts pairs by cost: fresh OT sets the pace of two cores, pairs used 128 times hardly count', () => {
    const small = { ...config, batch: 256 };
    const plain = expectedStepMs(small, pace) ?? 0;
    const fresh = expectedStepMs(withPairs(small, { kind: 'ot', batch: 1024, reuse: 1 }), pace) ?? 0;
    // Measured on two cores: 120 steps a second.
    expect(1000 / fresh).toBeGreaterThan(90);
    expect(1000 / fresh).toBeLessThan(150);
    const reused = expectedStepMs(withPairs(small, { kind: 'ot', batch: 1024, reuse: 128 }), pace) ?? 0;
    expect(reused / plain).toBeLessThan(1.1);
    const more = expectedStepMs(withPairs(small, { kind: 'ot', batch: 1024, reuse: 1 }), { ...pace, cores: 16 }) ?? 0;
    expect(more - plain).toBeCloseTo((fresh - plain) / 4);
  });
});

describe('expectedMs', () => {
  const known = (runs: readonly RunSummary[], wanted = config) =>
    expectedMs([wanted], runs, { ...pace, stepsPerSecond: null });

  it('adds up the runs, with their start', () => {
    expect(expectedMs([config, config], [run({})], pace)).toBeCloseTo(2 * (known([run({})]) ?? 0));
    expect(known([run({})])).toBeGreaterThan(2000);
  });
  it('prefers the newest finished run of the same kind', () => {
    const runs = [run({}), run({ durationMs: 4000, finishedAt: 9 }), run({ durationMs: 1000, status: 'diverged' })];
    expect(known(runs)).toBeCloseTo(2000 + (known([run({})]) ?? 0));
  });
  it('does not trust runs of another size, of other pairs, of a moment, or much shorter than the wanted one', () => {
    const others = [
      run({ parameterCount: 7 }),
      run({ durationMs: 20 }),
      run({ config: withPairs(config, { kind: 'ot' }) }),
      run({ step: 100 }),
    ];
    expect(known(others)).toBeNull();
  });
  it('is longer with the same steps paired by fresh OT', () => {
    const ot = withPairs(config, { kind: 'ot', batch: 1000, reuse: 1 });
    expect(expectedMs([ot], [run({})], pace)).toBeGreaterThan(5 * (known([run({})]) ?? 0));
  });
  it('says nothing before anything was measured', () => expect(known([])).toBeNull());
});
