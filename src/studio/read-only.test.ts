import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { libraryFiles } from './store/files.ts';
import { openLibrary } from './store/open-library.ts';
import { openStudio, type Studio } from './studio.ts';
import {
  addRun,
  ask,
  behave,
  FAKE_ENGINE,
  isOver,
  nextEvent,
  temporaryFolder,
  testConfig,
  testStudio,
  whenRun,
} from './testing/fixture.ts';
import { contents, failureOf, failWith } from './testing/library-fixture.ts';
import { makeReadOnly } from './testing/read-only-folder.ts';

const sampleOf = (id: string) =>
  ({ id, step: null, n: 4, steps: 2, solver: 'euler', seed: 1, condition: { kind: 'any' }, frames: 2 }) as const;

/** A library with a finished run, closed. */
async function recorded(): Promise<{ library: string; id: string }> {
  const studio = await testStudio();
  const id = await addRun(studio, {}, 'kept');
  await whenRun(studio, id, isOver);
  await studio.close();
  return { library: studio.library, id };
}

const REFUSED = {
  ok: false,
  error: {
    code: 'read-only',
    message: expect.stringMatching(/^This library can be read but not written: .* Nothing was started or changed\./),
  },
};

describe('a studio on a library that cannot be written', () => {
  test('reads everything, changes nothing, and leaves its folder as it was', async () => {
    const { library, id } = await recorded();
    const before = contents(library);
    makeReadOnly(library);
    const studio = await testStudio({ library, adoptsQueue: true });
    const access = await nextEvent(studio, ({ kind }) => kind === 'access');
    expect(access).toEqual({ kind: 'access', readOnly: studio.readOnly?.banner });
    expect(studio.readOnly?.banner).toMatch(
      /^This library can be read but not written: .*opened, compared and exported/,
    );
    expect((await ask(studio, 'runs.list', {})).map((run) => run.name)).toEqual(['kept']);
    expect((await ask(studio, 'runs.losses', { id, from: 0 })).values).toHaveLength(100);
    expect((await ask(studio, 'runs.snapshot', { id, step: 50 })).step).toBe(50);
    expect((await ask(studio, 'runs.sample', sampleOf(id))).particleCount).toBe(4);
    expect(await ask(studio, 'runs.open', { id })).toEqual({ slot: 1 });
    expect((await ask(studio, 'machine.check', {})).libraryBytes).toBeGreaterThan(0);
    expect(await ask(studio, 'machine.graphics', { renderer: null })).toBeNull();
    expect(await ask(studio, 'library.filters', { filters: null })).toEqual([]);
    expect((await ask(studio, 'queue.limit', { trainings: null })).trainings).toBe(1);
    expect((await ask(studio, 'transfer.export', { ids: [id], format: 'bundle' })).bytes.length).toBeGreaterThan(1000);
    await studio.close();
    expect(contents(library)).toEqual(before);
  });

  test('refuses every change in one sentence, before anything starts', async () => {
    const { library, id } = await recorded();
    makeReadOnly(library);
    const studio = await testStudio({ library });
    const ids = [id];
    const changes = [
      studio.call('queue.add', { runs: [{ name: null, config: testConfig() }], study: null }),
      studio.call('queue.resume', { id }),
      studio.call('study.start', { preset: 'ring', base: 'gaussian', seed: 1, maxSteps: null }),
      studio.call('runs.rename', { id, name: 'other' }),
      studio.call('runs.delete', { ids }),
      studio.call('runs.tag', { ids, add: ['a'], remove: [] }),
      studio.call('runs.note', { id, text: 'a' }),
      studio.call('runs.pin', { ids, pinned: true }),
      studio.call('runs.archive', { ids, archived: true }),
      studio.call('trash.empty', { ids: null }),
      studio.call('library.filters', { filters: [{ name: 'a', query: 'b' }] }),
      studio.call('queue.limit', { trainings: 2 }),
      studio.call('data.import', { name: 'a.csv', bytes: new TextEncoder().encode('1,2\n3,4\n'), third: 'auto' }),
      studio.call('transfer.import', { name: 'a.streamline', bytes: new Uint8Array(3), like: null }),
    ];
    for (const reply of await Promise.all(changes)) expect(reply).toMatchObject(REFUSED);
    expect(studio.enginePids()).toEqual([]);
    expect(await ask(studio, 'runs.show', { id })).toMatchObject({ name: 'kept', tags: [], note: '', pinned: false });
  });

  test('shows a run whose studio was killed as what it is', async () => {
    behave({ delayMs: 1 });
    const studio = await testStudio();
    const id = await addRun(studio, { steps: 100_000 });
    await nextEvent(studio, (event) => event.kind === 'losses' && event.firstStep > 60);
    const killed = await copyOfKilled(studio);
    vi.stubEnv('STREAMLINE_READ_ONLY', '1');
    onTestFinished(() => void vi.unstubAllEnvs());
    const reader = await testStudio({ library: killed });
    expect(await ask(reader, 'runs.show', { id })).toMatchObject({
      status: 'interrupted',
      reason: expect.stringMatching(/Streamline ended while this run trained\. Resume goes on from step \d+/),
    });
  });

  test('that somebody changed after all says so instead of showing what does not fit together', async () => {
    const { library, id } = await recorded();
    vi.stubEnv('STREAMLINE_READ_ONLY', '1');
    const reader = await testStudio({ library });
    vi.unstubAllEnvs();
    const writer = await testStudio({ library });
    await ask(writer, 'runs.rename', { id, name: 'changed' });
    await writer.close();
    expect(await reader.call('runs.list', {})).toMatchObject({
      ok: false,
      error: { code: 'unavailable', message: expect.stringMatching(/changed this library while it was read/) },
    });
  });
});

const DISKS = [
  ['ENOSPC', {}, /its disk is full\..* Free some space, then open it again\.$/],
  ['EACCES', { path: 'open' }, /its folder does not allow writing\..* Allow writing there, move the library/],
  ['SQLITE_READONLY_DIRECTORY', {}, /its folder does not allow writing/],
] as const;

test.each(DISKS)(
  'a disk that takes the opening but not the first write (%s): the library is read',
  async (code, { path }: { path?: string }, words) => {
    behave({ delayMs: 1 });
    const first = await testStudio();
    const id = await addRun(first, { steps: 100_000 });
    await nextEvent(first, (event) => event.kind === 'losses');
    const library = await copyOfKilled(first);
    const full = () => {
      throw failWith(code, path === undefined ? {} : { path: join(library, path) });
    };
    const studio = await openStudio({ library, engine: FAKE_ENGINE }, async (options) => ({
      ...(await openLibrary(options)),
      atomically: full,
    }));
    onTestFinished(() => studio.close());
    expect(studio.readOnly?.banner).toMatch(words);
    expect((await ask(studio, 'runs.show', { id })).status).toBe('interrupted');
  },
);

test('one that can then not be read either is left', async () => {
  behave({ delayMs: 1 });
  const first = await testStudio();
  await addRun(first, { steps: 100_000 });
  await nextEvent(first, (event) => event.kind === 'losses');
  const library = await copyOfKilled(first);
  const opening = openStudio({ library, engine: FAKE_ENGINE }, async (options) => {
    const store = await openLibrary(options);
    const atomically = () => {
      expect(readdirSync(join(library, 'open'))).toHaveLength(1);
      throw failWith('ENOSPC');
    };
    const close = () => {
      store.close();
      rmSync(libraryFiles(library).database);
    };
    return { ...store, atomically, close };
  });
  expect(await failureOf(opening)).toMatchObject({ code: 'library-damaged' });
  expect(readdirSync(join(library, 'open'))).toEqual([]);
});

/** The library's files in the middle of a training, as a kill at that moment would leave them. */
async function copyOfKilled(studio: Studio): Promise<string> {
  const copy = temporaryFolder('killed');
  mkdirSync(copy);
  for (const companion of ['', '-wal']) {
    copyFileSync(`${libraryFiles(studio.library).database}${companion}`, `${libraryFiles(copy).database}${companion}`);
  }
  await studio.close();
  return copy;
}
