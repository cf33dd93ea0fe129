import { describe, expect, it } from 'vitest';
import { ringConfig } from '../../../shared/model/presets.ts';
import type { RunSummary } from '../../../shared/model/records.ts';
import { finishedToday, outcome, secondChance } from './finished-today.ts';

const now = new Date(2026, 10, 23, 14, 0);
const at = (hour: number, day = 23) => new Date(2026, 10, day, hour).getTime();

function run(id: string, change: Partial<RunSummary>): RunSummary {
  return {
    id,
    name: id,
    studyId: null,
    studyName: null,
    preset: null,
    slot: 1,
    config: ringConfig('onehot', 'gaussian', 1),
    status: 'finished',
    reason: null,
    step: 20_000,
    createdAt: at(8),
    startedAt: at(8),
    finishedAt: at(9),
    durationMs: 1000,
    backend: null,
    metrics: [],
    sparkline: [],
    best: [],
    tags: [],
    note: '',
    pinned: false,
    archivedAt: null,
    sweepId: null,
    parameterCount: 1,
    ...change,
  };
}

describe('finishedToday', () => {
  it('lists what ended since midnight, newest first', () => {
    const runs = [
      run('early', { finishedAt: at(1) }),
      run('late', { finishedAt: at(13), status: 'stopped' }),
      run('yesterday', { finishedAt: at(23, 22) }),
      run('live', { status: 'training', finishedAt: null }),
      run('waiting', { status: 'queued', finishedAt: null }),
    ];
    expect(finishedToday(runs, now).map((each) => each.id)).toEqual(['late', 'early']);
  });
  it('keeps interrupted runs of any day until something is done about them', () => {
    const old = run('old', { status: 'interrupted', finishedAt: null, startedAt: at(8, 20) });
    expect(finishedToday([old], now)).toEqual([old]);
  });
});

describe('outcome', () => {
  it('tells steps and the key metric', () => {
    const w2 = { name: 'w2', step: 20_000, value: 0.0181, n: 1000, floor: 0.1 };
    expect(outcome(run('a', { metrics: [w2] }))).toBe('20\u2009k steps, W₂ 0.018');
    expect(outcome(run('a', {}))).toBe('20\u2009k steps');
  });
  it('tells why a run ended early', () => {
    expect(outcome(run('a', { status: 'diverged', reason: 'Diverged at step 840.' }))).toBe('Diverged at step 840.');
  });
});

it.each([
  ['finished', null],
  ['stopped', null],
  ['diverged', 'retry'],
  ['failed', 'retry'],
  ['interrupted', 'resume'],
] as const)('a run that is %s offers %s', (status, chance) => expect(secondChance(run('a', { status }))).toBe(chance));
