import { describe, expect, it } from 'vitest';
import { exampleRun } from '../../shared/query/example-run.ts';
import { sweepProgress } from './sweeps.ts';

describe('sweepProgress', () => {
  it('counts runs that are over and the steps of all', () => {
    const of = (name: string, status: 'finished' | 'training' | 'queued' | 'diverged', step: number) => {
      const run = exampleRun(name, { status, step, sweepId: 's', studyName: 'grid sweep' });
      return { ...run, config: { ...run.config, steps: 100 } };
    };
    const [sweep, ...others] = sweepProgress([
      of('a', 'finished', 100),
      of('b', 'training', 50),
      of('c', 'queued', 0),
      of('d', 'diverged', 3),
      exampleRun('alone'),
    ]);
    expect(others).toEqual([]);
    expect(sweep).toMatchObject({ name: 'grid sweep', term: 'study="grid sweep"', done: 2, total: 4, share: 0.625 });
  });
  it('names those that go on first', () => {
    const finished = exampleRun('a', { sweepId: 'old', createdAt: 9 });
    const waits = exampleRun('b', { sweepId: 'new', status: 'queued', step: 0, createdAt: 1 });
    expect(sweepProgress([finished, waits]).map((sweep) => sweep.id)).toEqual(['new', 'old']);
  });
});
