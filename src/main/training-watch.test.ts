import { expect, test } from 'vitest';
import type { WindowEvent } from '../shared/ipc.ts';
import type { RunStatus } from '../shared/model/names.ts';
import { TrainingWatch } from './training-watch.ts';

function watch({ watched = false, wanted = true } = {}) {
  const told: (number | null | string)[] = [];
  const bars = {
    progress: (share: number | null) => told.push(share),
    notify: (title: string, body: string) => told.push(`${title}: ${body}`),
    isWatched: () => watched,
    wantsNotes: () => wanted,
  };
  const made = new TrainingWatch(bars);
  const progress = (id: string, step: number) =>
    made.see({ kind: 'progress', progress: { id, step, steps: 100 } } as WindowEvent);
  const run = (status: RunStatus, durationMs = 90_000) =>
    made.see({
      kind: 'run',
      run: { id: 'a', name: 'ring', status, durationMs, reason: 'Why.' },
    } as unknown as WindowEvent);
  return { made, told, progress, run };
}

test('the bar shows the mean of all trainings, in steps that can be seen, and goes when none is left', () => {
  const { told, progress, run } = watch();
  progress('a', 10);
  progress('a', 10.5);
  progress('b', 30);
  progress('a', 50);
  run('finished', 1);
  progress('b', 31);
  expect(told).toEqual([0.1, 0.2025, 0.4, 0.3, 0.31].map((share) => expect.closeTo(share)));
});

test('a long training that ends is told once, with its reason', () => {
  const { told, run } = watch();
  run('training', 10);
  run('finished');
  run('finished');
  expect(told).toEqual(['ring is trained: Why.']);
});

test.each([
  { title: 'a short one', options: {}, durationMs: 59_000 },
  { title: 'one that is watched', options: { watched: true }, durationMs: 90_000 },
  { title: 'one that nobody wants to hear of', options: { wanted: false }, durationMs: 90_000 },
])('$title is not told', ({ options, durationMs }) => {
  const { told, run } = watch(options);
  run('training');
  run('diverged', durationMs);
  expect(told).toEqual([]);
});

test('a lost studio takes the bar away', () => {
  const { made, told, progress } = watch();
  progress('a', 10);
  made.see({ kind: 'studio', state: 'gone', message: null });
  expect(told).toEqual([0.1, null]);
});
