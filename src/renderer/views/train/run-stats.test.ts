import { expect, it } from 'vitest';
import { parameterCount } from '../../../shared/model/parameters.ts';
import { ringConfig } from '../../../shared/model/presets.ts';
import type { RunSummary } from '../../../shared/model/records.ts';
import type { TrainingProgress } from '../../../shared/studio-protocol.ts';
import { runStats } from './run-stats.ts';

const config = { ...ringConfig('onehot', 'gaussian', 1), steps: 20_000 };

function check(
  change: Partial<RunSummary>,
  progress: Partial<TrainingProgress> | null,
  expected: Readonly<Record<string, string>>,
) {
  const run: RunSummary = {
    id: 'a',
    name: 'a',
    studyId: null,
    studyName: null,
    preset: null,
    slot: 1,
    config,
    status: 'training',
    reason: null,
    step: 0,
    createdAt: 0,
    startedAt: 0,
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
    parameterCount: parameterCount(config),
    ...change,
  };
  const live: TrainingProgress | null = progress && {
    id: 'a',
    step: 12_400,
    steps: 20_000,
    loss: 1,
    stepsPerSecond: 118,
    elapsedMs: 105_000,
    remainingMs: 64_000,
    nextSnapshotStep: 14_000,
    stalled: false,
    ...progress,
  };
  const stats = runStats(run, live);
  expect(stats.map((stat) => stat.name).slice(0, 3)).toEqual(['Step', 'Rate', 'Elapsed']);
  expect(stats).toHaveLength(5);
  expect(Object.fromEntries(stats.map(({ name, value, unit }) => [name, `${value} ${unit}`.trim()]))).toEqual(expected);
}

it('tells a live run', () =>
  check(
    {},
    {},
    {
      Step: '12\u2009400 of 20\u2009000',
      Rate: '118 steps/s',
      Elapsed: '1:45',
      Remaining: '1:04',
      'Next snapshot': '14\u2009000 in 0:14',
    },
  ));

it('promises nothing before anything is known', () =>
  check(
    {},
    { step: 0, stepsPerSecond: 0, elapsedMs: 0, remainingMs: null, nextSnapshotStep: null },
    {
      Step: '0 of 20\u2009000',
      Rate: '–',
      Elapsed: '–',
      Remaining: '–',
      'Next snapshot': '–',
    },
  ));

it('never counts to a snapshot that is past', () =>
  check(
    {},
    { nextSnapshotStep: 12_000 },
    {
      Step: '12\u2009400 of 20\u2009000',
      Rate: '118 steps/s',
      Elapsed: '1:45',
      Remaining: '1:04',
      'Next snapshot': '12\u2009000 in 0:00',
    },
  ));

it('keeps the time of a paused run, without a rate or an end', () =>
  check(
    { status: 'paused' },
    {},
    {
      Step: '12\u2009400 of 20\u2009000',
      Rate: '–',
      Elapsed: '1:45',
      Remaining: '–',
      'Next snapshot': '–',
    },
  ));

it('tells the average of a finished run and what it came to, beside the floors', () => {
  const metrics = [
    { name: 'loss', step: 20_000, value: 0.394, n: 50, floor: 0.3927 },
    { name: 'w2', step: 20_000, value: 0.156, n: 1000, floor: 0.112 },
  ];
  check({ status: 'finished', step: 20_000, durationMs: 171_000, metrics }, null, {
    Step: '20\u2009000 of 20\u2009000',
    Rate: '117 steps/s',
    Elapsed: '2:51',
    'W₂, floor 0.112': '0.156',
    'Loss, floor 0.393': '0.394',
  });
});

it('leaves open what a finished run has no figure of', () =>
  check({ status: 'finished', step: 20_000, durationMs: 171_000 }, null, {
    Step: '20\u2009000 of 20\u2009000',
    Rate: '117 steps/s',
    Elapsed: '2:51',
    'W₂': '–',
    Loss: '–',
  }));
