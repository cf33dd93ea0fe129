/** A run for tests: the ring study's class run, with any change. */
import { ringConfig } from '../model/presets.ts';
import type { RunSummary } from '../model/records.ts';

export type ExampleChange = Partial<Omit<RunSummary, 'metrics' | 'best'>> & {
  readonly metrics?: Readonly<Record<string, number>>;
  readonly best?: Readonly<Record<string, number>>;
};

export function exampleRun(name: string, { metrics = {}, best = {}, ...change }: ExampleChange = {}): RunSummary {
  const figures = (values: Readonly<Record<string, number>>) =>
    Object.entries(values).map(([figure, value]) => ({ name: figure, step: 700, value, n: 1000, floor: null }));
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
    step: 800,
    createdAt: 0,
    startedAt: null,
    finishedAt: null,
    durationMs: 1000,
    backend: null,
    metrics: figures(metrics),
    best: figures(best),
    sparkline: [],
    parameterCount: 1000,
    tags: [],
    note: '',
    pinned: false,
    archivedAt: null,
    sweepId: null,
    ...change,
  };
}
