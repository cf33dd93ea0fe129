import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../testing/fixture.ts';
import { addRun, contents, failureOf, libraryWithBackup, open } from '../testing/library-fixture.ts';
import { libraryFiles } from './files.ts';
import { LATEST_VERSION } from './migrations/index.ts';
import { compareVersions, connect, create, MINIMUM_SQLITE, sqliteVersion } from './sqlite.ts';

test('a new library appears whole and opens again', async () => {
  const folder = temporaryFolder('a folder with spaces, é and 流');
  const store = await open(folder);
  expect(store.notices).toEqual([]);
  expect(store.database.pragma('journal_mode', { simple: true })).toBe('wal');
  addRun(store, 'r');
  store.close();
  expect(readdirSync(folder)).toEqual(['streamline.db']);
  const again = await open(folder);
  expect(again.notices).toEqual([]);
  expect(again.runs.list().map((run) => run.id)).toEqual(['r']);
  again.close();
});

test('SQLite is new enough for two writers', async () => {
  const database = create(':memory:');
  expect(compareVersions(sqliteVersion(database), MINIMUM_SQLITE)).toBeGreaterThanOrEqual(0);
  expect(compareVersions('3.51.2', '3.51.3')).toBe(-1);
  expect(compareVersions('3.100.0', '3.51.3')).toBe(1);
});

describe('a library of a newer version is refused without one byte written', () => {
  async function newerLibrary(): Promise<string> {
    const folder = await libraryWithBackup();
    const database = connect(libraryFiles(folder).database);
    database.pragma(`user_version = ${LATEST_VERSION + 1}`);
    database.close();
    return folder;
  }

  test('closed in order', async () => {
    const folder = await newerLibrary();
    const before = contents(folder);
    expect(await failureOf(open(folder))).toMatchObject({ code: 'library-newer' });
    expect(contents(folder)).toEqual(before);
  });

  test('with the new version still in the log of a killed writer', async () => {
    const folder = await libraryWithBackup();
    const files = libraryFiles(folder);
    const writer = connect(files.database);
    writer.pragma('wal_autocheckpoint = 0');
    writer.pragma(`user_version = ${LATEST_VERSION + 1}`);
    // The three files as a kill would leave them.
    const copy = temporaryFolder('copy');
    mkdirSync(copy);
    for (const name of readdirSync(folder)) {
      if (statSync(join(folder, name)).isFile()) copyFileSync(join(folder, name), join(copy, name));
    }
    writer.close();
    expect(readFileSync(join(copy, 'streamline.db')).readUInt32BE(60)).toBe(LATEST_VERSION);
    const before = contents(copy);
    expect(await failureOf(open(copy))).toMatchObject({ code: 'library-newer' });
    expect(contents(copy)).toEqual(before);
  });
});

test('another program’s database is refused untouched', async () => {
  const folder = temporaryFolder();
  mkdirSync(folder);
  const database = create(libraryFiles(folder).database);
  database.exec('CREATE TABLE notes (text TEXT)');
  database.close();
  const before = contents(folder);
  expect(await failureOf(open(folder))).toMatchObject({ code: 'bad-input' });
  expect(contents(folder)).toEqual(before);
});
describe('a folder that cannot be used is refused in words', () => {
  test('read-only', async () => {
    const folder = await libraryWithBackup();
    const asUser = process.getuid?.() === 0;
    chmodSync(folder, 0o555);
    chmodSync(dirname(folder), 0o755);
    // Root may write anywhere, so the test steps down for the moment of opening.
    if (asUser) process.seteuid?.(65_534);
    const failure = await failureOf(open(folder));
    if (asUser) process.seteuid?.(0);
    chmodSync(folder, 0o755);
    expect(failure).toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(/cannot be written/),
    });
  });

  test('a path through a file', async () => {
    const file = temporaryFolder('file');
    writeFileSync(file, '');
    const failure = await failureOf(open(join(file, 'library')));
    expect(failure).toMatchObject({ code: 'unavailable', message: expect.stringMatching(/leads through a file/) });
  });

  test.runIf(process.platform === 'linux')('a place where no folder can be made', async () => {
    const failure = await failureOf(open('/proc/streamline/library'));
    expect(failure).toMatchObject({ code: 'unavailable', message: expect.stringMatching(/cannot be used \(ENOENT\)/) });
  });
});

test('two processes that open a new folder at once get the same library', async () => {
  const folder = temporaryFolder();
  const [a, b] = await Promise.all([open(folder), open(folder)]);
  addRun(a, 'from-a');
  addRun(b, 'from-b');
  expect(
    a.runs
      .list()
      .map((run) => run.id)
      .sort(),
  ).toEqual(['from-a', 'from-b']);
  a.close();
  b.close();
  expect(readdirSync(folder)).toEqual(['streamline.db']);
});
