/** Another process holds the database file: what only reads goes on, what would write says so, and later it works. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { libraryFiles } from './store/files.ts';
import { openStudio } from './studio.ts';
import { addRun, ask, FAKE_ENGINE, isOver, temporaryFolder, testStudio, whenRun } from './testing/fixture.ts';
import { failureOf, open } from './testing/library-fixture.ts';

const SQLITE = fileURLToPath(new URL('./store/sqlite.ts', import.meta.url));

/** A process that runs `lock` on the library and keeps its connection until it is told to leave. */
async function holder(library: string, lock: string): Promise<() => Promise<void>> {
  const program = `
    import { connect } from ${JSON.stringify(SQLITE)};
    const database = connect(${JSON.stringify(libraryFiles(library).database)});
    ${lock}
    console.log('held');
    // Named here, or it would be collected and closed.
    process.stdin.once('data', () => process.exit(database.open ? 0 : 1));`;
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  if (child.stdout) await once(child.stdout, 'data');
  return async () => {
    const left = once(child, 'exit');
    child.stdin?.write('leave\n');
    await left;
  };
}

test('while it is being written for long, runs are read and a change is refused in a sentence', async () => {
  const studio = await testStudio({ library: temporaryFolder('with spaces, é and 流') });
  const id = await addRun(studio, {}, 'kept');
  await whenRun(studio, id, isOver);
  const release = await holder(studio.library, "database.exec('BEGIN IMMEDIATE');");
  expect((await ask(studio, 'runs.list', {})).map((run) => run.name)).toEqual(['kept']);
  expect((await ask(studio, 'runs.losses', { id, from: 0 })).values).toHaveLength(100);
  expect(await studio.call('runs.rename', { id, name: 'other' })).toMatchObject({
    ok: false,
    error: {
      code: 'library-locked',
      message: expect.stringMatching(/Another program holds the library\. Nothing was changed/),
    },
  });
  await release();
  expect(await ask(studio, 'runs.rename', { id, name: 'other' })).toMatchObject({ name: 'other' });
});

test('held alone by another program: opening says so, and works when it has gone', async () => {
  const library = temporaryFolder();
  (await open(library)).close();
  const release = await holder(
    library,
    "database.pragma('locking_mode = EXCLUSIVE'); database.exec('BEGIN IMMEDIATE; CREATE TABLE x (y); COMMIT');",
  );
  expect(await failureOf(openStudio({ library, engine: FAKE_ENGINE }))).toMatchObject({
    code: 'library-locked',
    message: expect.stringMatching(/Another program holds the library\..*close the other program/),
  });
  await release();
  const studio = await testStudio({ library });
  expect(await ask(studio, 'runs.list', {})).toEqual([]);
});
