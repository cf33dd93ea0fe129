import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { enterLibrary } from './presence.ts';
import { storeFailure } from './store/failure.ts';
import { openStore } from './store/store.ts';
import { startStudio } from './studio.ts';
import { fakeLoss } from './testing/fake-values.ts';
import { addRun, ask, behave, FAKE_ENGINE, isOver, nextEvent, temporaryFolder, whenRun } from './testing/fixture.ts';

async function studioOnSmallDisk() {
  const library = temporaryFolder();
  const presence = enterLibrary(library);
  const store = await openStore({ folder: library, now: Date.now, usedElsewhere: () => false });
  const studio = startStudio({ library, engine: FAKE_ENGINE }, presence, store);
  onTestFinished(() => studio.close());
  const pages = () => Number(store.database.pragma('page_count', { simple: true }));
  return {
    studio,
    store,
    fill: () => void store.database.pragma(`max_page_count = ${pages()}`),
    free: () => void store.database.pragma('max_page_count = 1000000000'),
  };
}

test('on a full disk training waits, says so, loses nothing, and goes on when there is space', async () => {
  behave({ delayMs: 1 });
  const { studio, fill, free } = await studioOnSmallDisk();
  const id = await addRun(studio, { steps: 1500 });
  await nextEvent(studio, (event) => event.kind === 'losses');
  fill();
  const notice = await nextEvent(studio, (event) => event.kind === 'notice' && event.level === 'error');
  expect(notice).toMatchObject({ message: expect.stringMatching(/^The disk is full\. .*goes on by itself\.$/) });
  const waiting = await ask(studio, 'runs.show', { id });
  expect(waiting).toMatchObject({ status: 'paused', reason: expect.stringContaining('The disk is full') });
  expect((await ask(studio, 'runs.list', {}))[0]?.status).toBe('paused');
  const refused = await studio.call('queue.add', {
    runs: Array(50).fill({ name: null, config: waiting.config }),
    study: null,
  });
  expect(refused).toMatchObject({ ok: false, error: { code: 'disk-full' } });
  free();
  await nextEvent(studio, (event) => event.kind === 'notice' && event.level === 'info');
  const run = await whenRun(studio, id, isOver);
  expect(run).toMatchObject({ status: 'finished', step: 1500, reason: null });
  const { values } = await ask(studio, 'runs.losses', { id, from: 0 });
  expect(values).toEqual(Float32Array.from({ length: 1500 }, (_, step) => fakeLoss(1, step)));
});

test('a run whose engine ends while the disk is full gets its end recorded later', async () => {
  behave({ delayMs: 1 });
  const { studio, fill, free } = await studioOnSmallDisk();
  const id = await addRun(studio, { steps: 100_000 });
  await nextEvent(studio, (event) => event.kind === 'losses');
  fill();
  await nextEvent(studio, (event) => event.kind === 'notice' && event.level === 'error');
  process.kill(studio.enginePids()[0] as number, 'SIGKILL');
  free();
  expect((await whenRun(studio, id, isOver)).status).toBe('interrupted');
});

test('closing does not wait for a disk that stays full', async () => {
  behave({ delayMs: 1 });
  const { studio, fill } = await studioOnSmallDisk();
  const id = await addRun(studio, { steps: 100_000 });
  await nextEvent(studio, (event) => event.kind === 'losses');
  fill();
  await nextEvent(studio, (event) => event.kind === 'notice' && event.level === 'error');
  await studio.close();
  const store = await openStore({ folder: studio.library, now: Date.now, usedElsewhere: () => false });
  expect(store.runs.read(id)?.summary.step).toBeGreaterThan(0);
  store.close();
});

test('closing goes on where neither the backup nor its note in the log can be written', async () => {
  const { studio, store, fill } = await studioOnSmallDisk();
  rmSync(join(studio.library, 'backups'), { recursive: true, force: true });
  writeFileSync(join(studio.library, 'backups'), '');
  fill();
  const fillLog = () => {
    for (;;) store.events.write('filler', null, 'x'.repeat(1000));
  };
  expect(fillLog).toThrow(/full/);
  await studio.close();
  expect(store.database.open).toBe(false);
});

test.each(['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'ENOSPC'])('%s is told as a full disk', (code) => {
  expect(storeFailure(Object.assign(new Error('disk I/O error'), { code }))).toMatchObject({ code: 'disk-full' });
});
