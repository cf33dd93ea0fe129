/** The computer's clock jumps by a day while runs train: forwards, and back. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listBackups } from './store/backup.ts';
import { libraryFiles } from './store/files.ts';
import {
  addRun,
  ask,
  behave,
  isOver,
  nextEvent,
  temporaryFolder,
  testStore,
  testStudio,
  whenRun,
} from './testing/fixture.ts';
import { open, addRun as storeRun } from './testing/library-fixture.ts';

const DAY = 24 * 60 * 60 * 1000;
const jump = (days: number) => vi.setSystemTime(Date.now() + days * DAY);

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

test('no remaining time, rate or duration turns negative, and no run ends before it began', async () => {
  behave({ delayMs: 2 });
  const studio = await testStudio();
  const progress: number[] = [];
  studio.subscribe((event) => {
    if (event.kind !== 'progress') return;
    const { remainingMs, elapsedMs, stepsPerSecond } = event.progress;
    progress.push(remainingMs ?? 0, elapsedMs, stepsPerSecond);
  });
  const id = await addRun(studio, { steps: 1500 });
  await nextEvent(studio, (event) => event.kind === 'losses' && event.firstStep > 200);
  jump(1);
  await nextEvent(studio, (event) => event.kind === 'losses' && event.firstStep > 600);
  jump(-2);
  const run = await whenRun(studio, id, isOver);
  expect(run.status).toBe('finished');
  expect(progress.length).toBeGreaterThan(3);
  expect(Math.min(...progress)).toBeGreaterThanOrEqual(0);
  // The time of training is measured, not the difference of two dates.
  expect(run.durationMs).toBeGreaterThan(0);
  expect(run.durationMs).toBeLessThan(DAY / 2);
  expect(run.finishedAt).toBeGreaterThanOrEqual(run.startedAt ?? 0);
  const clock = await ask(studio, 'runs.clock', { id });
  expect(clock.every((point, k) => point.elapsedMs >= (clock[k - 1]?.elapsedMs ?? 0))).toBe(true);
});

test('a run whose studio was killed does not end before it began either', async () => {
  const library = temporaryFolder();
  const store = await open(library);
  storeRun(store, 'a');
  const startedAt = Date.now() + DAY;
  store.runs.update('a', { status: 'training', owner: 'gone', startedAt });
  store.close();
  const studio = await testStudio({ library });
  expect(await ask(studio, 'runs.show', { id: 'a' })).toMatchObject({ status: 'interrupted', finishedAt: startedAt });
});

test('runs keep the order in which they were made, in the list and in the queue', async () => {
  behave({ delayMs: 1 });
  const studio = await testStudio();
  const ended: string[] = [];
  studio.subscribe((event) => {
    if (event.kind === 'run' && isOver(event.run) && !ended.includes(event.run.id)) ended.push(event.run.id);
  });
  const ids = [];
  for (const days of [0, 1, -2, 1]) {
    jump(days);
    ids.push(await addRun(studio, { steps: 200 }));
  }
  expect((await ask(studio, 'runs.list', {})).map((run) => run.id)).toEqual(ids);
  await whenRun(studio, ids.at(-1) ?? '', isOver);
  expect(ended).toEqual(ids);
});

test('what another Streamline writes is seen also after the clock was set back', async () => {
  const window = await testStudio({ adoptsQueue: true });
  const id = await addRun(window);
  await whenRun(window, id, isOver);
  const other = await testStudio({ library: window.library });
  jump(1);
  await ask(other, 'runs.note', { id, text: 'first' });
  await nextEvent(window, (event) => event.kind === 'run' && event.run.note === 'first');
  jump(-2);
  await ask(other, 'runs.note', { id, text: 'second' });
  await nextEvent(window, (event) => event.kind === 'run' && event.run.note === 'second');
});

test('the newest backup is kept and restored, whatever its clock said', async () => {
  const folder = temporaryFolder();
  const clock = { now: Date.UTC(2026, 5, 2) };
  const store = await open(folder, { now: () => clock.now });
  for (const [id, days] of [
    ['a', 0],
    ['b', 1],
    ['c', -2],
    ['d', 0],
  ] as const) {
    clock.now += days * DAY;
    storeRun(store, id);
    await store.backup('closing');
  }
  store.close();
  const backups = listBackups(libraryFiles(folder));
  expect(backups).toHaveLength(2);
  const kept = await Promise.all(
    backups.map(async (backup) => {
      const other = temporaryFolder();
      mkdirSync(other);
      copyFileSync(backup, libraryFiles(other).database);
      return (await testStore(other)).runs.list().map((run) => run.id);
    }),
  );
  expect(kept).toEqual([
    ['a', 'b', 'c', 'd'],
    ['a', 'b', 'c'],
  ]);
});
