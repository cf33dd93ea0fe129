import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { UserError } from '../../shared/result.ts';
import { enterLibrary } from '../presence.ts';
import { temporaryFolder } from '../testing/fixture.ts';
import { addRun, contents, failureOf, failWith, libraryWithBackup, open } from '../testing/library-fixture.ts';
import { makeReadOnly, smallDisk } from '../testing/read-only-folder.ts';
import { libraryFiles } from './files.ts';
import { migrate } from './migrate.ts';
import { LATEST_VERSION, MIGRATIONS } from './migrations/index.ts';
import { openLibrary } from './open-library.ts';
import { connect, create } from './sqlite.ts';
import type { Store, StoreOptions } from './store.ts';

const options = (folder: string): StoreOptions => ({ folder, now: () => 1000, usedElsewhere: () => false });

async function opened(folder: string): Promise<Store> {
  const store = await openLibrary(options(folder));
  onTestFinished(() => store.close());
  return store;
}

// Temporary copies go to a folder of the test: what other tests and killed ones leave is not counted.
beforeEach(() => {
  const temporary = temporaryFolder('temporary');
  mkdirSync(temporary);
  for (const name of ['TMPDIR', 'TEMP']) vi.stubEnv(name, temporary);
});
afterEach(() => void vi.unstubAllEnvs());

const copies = () => readdirSync(tmpdir()).filter((name) => name.startsWith('streamline-reading-'));
const ids = (store: Store) => store.runs.list().map((run) => run.id);

/** As a killed writer leaves it: its last changes stand in the log alone. */
async function killedLibrary(companions: readonly string[]): Promise<string> {
  const folder = temporaryFolder();
  const store = await open(folder);
  store.database.pragma('wal_autocheckpoint = 0');
  addRun(store, 'in-log');
  const copy = temporaryFolder('killed');
  mkdirSync(copy);
  for (const companion of ['', ...companions]) {
    copyFileSync(`${libraryFiles(folder).database}${companion}`, `${libraryFiles(copy).database}${companion}`);
  }
  store.close();
  return copy;
}

describe('a library that cannot be written is opened for reading', () => {
  test('as it lies, with every record readable and no byte of its folder changed', async () => {
    const folder = await libraryWithBackup('with spaces, 100 % é? #1 流');
    const before = contents(folder);
    makeReadOnly(folder);
    const store = await opened(folder);
    expect(store.readOnly?.reason).toMatch(/read-only|does not allow writing|STREAMLINE_READ_ONLY/);
    expect(store.notices).toEqual([]);
    expect(ids(store)).toEqual(['old', 'new']);
    expect(store.losses.read('new', 0).values).toHaveLength(2000);
    expect(store.checkpoints.newest('new').checkpoint?.parameters).toHaveLength(900);
    expect(store.snapshots.read('new', 0)?.parameters[0]).toBe(0.5);
    expect(copies()).toEqual([]);
    store.tidy();
    await store.backup('daily');
    store.close();
    expect(contents(folder)).toEqual(before);
  });

  test('whatever writes is refused, by the store and below it', async () => {
    const folder = await libraryWithBackup();
    makeReadOnly(folder);
    const store = await opened(folder);
    const refusal = expect.objectContaining({
      code: 'read-only',
      message: expect.stringMatching(/^This library can be read but not written: .*Nothing was started or changed\./),
    });
    for (const write of [() => store.atomically(() => 1), () => store.durably(() => 1), () => store.emptyTrash(null)]) {
      expect(write).toThrow(refusal);
    }
    expect(() => store.settings.write('speed', 1)).toThrow(/readonly/);
    expect(() => store.runs.update('old', { name: 'other' })).toThrow(/readonly/);
    expect(store.runs.read('old')?.summary.name).toBe('run old');
  });

  test.each([['-wal', '-shm'], ['-wal']])(
    'with what a killed writer left in its log, beside %s %s',
    async (...companions) => {
      const folder = await killedLibrary(companions.filter((name) => name !== undefined));
      const before = contents(folder);
      const copiesBefore = copies();
      makeReadOnly(folder);
      const store = await openLibrary(options(folder));
      expect(ids(store)).toEqual(['in-log']);
      expect(() => store.settings.write('speed', 1)).toThrow(/readonly/);
      store.close();
      expect(copies()).toEqual(copiesBefore);
      expect(contents(folder)).toEqual(before);
    },
  );

  test('as the user wants it, with the shared memory of a killed writer left as it is', async () => {
    const folder = await killedLibrary(['-wal', '-shm']);
    const { sharedMemory } = libraryFiles(folder);
    utimesSync(sharedMemory, 1000, 1000);
    vi.stubEnv('STREAMLINE_READ_ONLY', '1');
    const before = contents(folder);
    const store = await openLibrary(options(folder));
    expect(ids(store)).toEqual(['in-log']);
    expect(copies()).toHaveLength(1);
    store.close();
    expect(contents(folder)).toEqual(before);
    expect(statSync(sharedMemory).mtimeMs).toBe(1_000_000);
  });

  test('while another one writes it: what that one adds is seen', async () => {
    const folder = await libraryWithBackup();
    const writer = await open(folder);
    addRun(writer, 'before');
    onTestFinished(() => writer.close());
    const presence = enterLibrary(folder);
    presence.othersAreOpen();
    onTestFinished(() => presence.leave());
    vi.stubEnv('STREAMLINE_READ_ONLY', '1');
    onTestFinished(() => void vi.unstubAllEnvs());
    const store = await opened(folder);
    expect(ids(store)).toEqual(['old', 'new', 'before']);
    const version = store.dataVersion();
    addRun(writer, 'after');
    expect(store.dataVersion()).not.toBe(version);
    expect(ids(store)).toEqual(['old', 'new', 'before', 'after']);
    expect(store.isStale()).toBe(false);
  });

  test('and is known to be stale once somebody changed it after all', async () => {
    const folder = await libraryWithBackup();
    vi.stubEnv('STREAMLINE_READ_ONLY', '1');
    onTestFinished(() => void vi.unstubAllEnvs());
    const store = await opened(folder);
    expect(store.isStale()).toBe(false);
    const writer = await open(folder);
    addRun(writer, 'later');
    writer.close();
    expect(store.isStale()).toBe(true);
  });

  test.each([1, 2, 3])('of format %i: brought up to date in a copy', async (version) => {
    const folder = temporaryFolder();
    mkdirSync(folder);
    const database = create(libraryFiles(folder).database);
    migrate(database, MIGRATIONS.slice(0, version));
    database.exec("INSERT INTO studies (id, name, created_at) VALUES ('s', 'kept', 1)");
    database.close();
    const before = contents(folder);
    makeReadOnly(folder);
    const store = await openLibrary(options(folder));
    expect(store.studies.named('kept')?.id).toBe('s');
    expect(store.database.pragma('user_version', { simple: true })).toBe(LATEST_VERSION);
    store.close();
    expect(copies()).toEqual([]);
    expect(contents(folder)).toEqual(before);
  });

  test('of an older format, with no room for a copy: a sentence', async () => {
    const folder = temporaryFolder();
    mkdirSync(folder);
    const database = create(libraryFiles(folder).database);
    migrate(database, MIGRATIONS.slice(0, 1));
    database.close();
    makeReadOnly(folder);
    vi.stubEnv('TMPDIR', join(folder, 'nowhere'));
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await failureOf(openLibrary(options(folder)))).toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(
        /is of an older format \(1\), so it is read through a temporary copy, and that failed/,
      ),
    });
  });
});

describe('one that can neither be written nor read is refused in words', () => {
  test('damaged: nothing is set aside', async () => {
    const folder = await libraryWithBackup();
    truncateSync(libraryFiles(folder).database, 5000);
    const before = contents(folder);
    makeReadOnly(folder);
    expect(await failureOf(openLibrary(options(folder)))).toMatchObject({
      code: 'library-damaged',
      message: expect.stringMatching(/is damaged .*cannot be mended: .*Its backups lie in .*backups/),
    });
    expect(contents(folder)).toEqual(before);
  });

  test('of a newer version', async () => {
    const folder = await libraryWithBackup();
    const database = connect(libraryFiles(folder).database);
    database.pragma(`user_version = ${LATEST_VERSION + 1}`);
    database.close();
    makeReadOnly(folder);
    expect(await failureOf(openLibrary(options(folder)))).toMatchObject({ code: 'library-newer' });
  });

  test('not there at all', async () => {
    const folder = temporaryFolder();
    mkdirSync(folder);
    const code = makeReadOnly(folder) === 'variable' ? 'read-only' : 'unavailable';
    expect(await failureOf(openLibrary(options(folder)))).toMatchObject({ code });
    expect(readdirSync(folder)).toEqual([]);
  });
});

test.each(['SQLITE_READONLY_DIRECTORY', 'SQLITE_READONLY_DBMOVED', 'EACCES', 'EPERM', 'EROFS'])(
  'a refusal that shows only while it is opened for writing (%s): the library is read',
  async (code) => {
    const folder = await libraryWithBackup();
    const path = join(folder, 'open', 'token');
    const refused = async () => {
      throw failWith(code, code.startsWith('E') ? { path } : {});
    };
    const store = await openLibrary(options(folder), refused);
    onTestFinished(() => store.close());
    expect(store.readOnly?.reason).toMatch(/its folder does not allow writing|mounted read-only/);
    expect(ids(store)).toEqual(['old', 'new']);
    expect(await failureOf(openLibrary(options(temporaryFolder()), refused))).toMatchObject({ code: 'unavailable' });
  },
);

describe('a full disk', () => {
  const full = async () => {
    throw new UserError('disk-full', 'The disk is full.');
  };

  test('that lets nothing open for writing: the library is read', async () => {
    const store = await openLibrary(options(await libraryWithBackup()), full);
    onTestFinished(() => store.close());
    expect(store.readOnly).toMatchObject({ reason: 'its disk is full' });
    expect(ids(store)).toEqual(['old', 'new']);
  });

  test('without a library: the failure stands', async () => {
    expect(await failureOf(openLibrary(options(temporaryFolder()), full))).toMatchObject({ code: 'disk-full' });
  });

  test('a real one, where a disk can be mounted', async () => {
    const sound = await libraryWithBackup();
    const folder = temporaryFolder();
    mkdirSync(folder);
    const disk = smallDisk(folder, 4);
    if (disk === null) {
      console.info('No disk can be mounted here: the tests above say how a full one is met.');
      expect(existsSync(folder)).toBe(true);
      return;
    }
    copyFileSync(libraryFiles(sound).database, libraryFiles(disk).database);
    const filler = join(disk, 'filler');
    expect(() => execFileSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4096'], { stdio: 'ignore' })).toThrow();
    const store = await openLibrary(options(disk));
    expect(store.readOnly).toMatchObject({ reason: 'its disk is full' });
    expect(ids(store)).toEqual(['old', 'new']);
    store.close();
    rmSync(filler);
    const again = await openLibrary(options(disk));
    expect(again.readOnly).toBeNull();
    again.close();
  });
});

test('an ordinary library is opened for writing', async () => {
  const store = await opened(await libraryWithBackup());
  expect(store.readOnly).toBeNull();
  writeFileSync(join(store.files.folder, 'other'), '');
  addRun(store, 'third');
  expect(ids(store)).toEqual(['old', 'new', 'third']);
});
