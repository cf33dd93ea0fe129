import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { RandomStream } from '../../shared/flow/random.ts';
import { fakeSnapshot } from '../testing/fake-values.ts';
import { temporaryFolder, testConfig } from '../testing/fixture.ts';
import { listBackups } from './backup.ts';
import { libraryFiles } from './files.ts';
import { LATEST_VERSION } from './migrations/index.ts';
import { compareVersions, connect, create, MINIMUM_SQLITE, sqliteVersion } from './sqlite.ts';
import { openStore, type Store, type StoreOptions } from './store.ts';

const open = (folder: string, options: Partial<StoreOptions> = {}) =>
  openStore({ folder, now: () => Date.UTC(2026, 2, 1, 14, 5), usedElsewhere: () => false, ...options });

function addRun(store: Store, id: string): void {
  const rest = { studyId: null, config: testConfig(), parameterCount: 7, owner: 'me', createdAt: 5, slot: 0 } as const;
  store.atomically(() => {
    store.runs.insert({ id, name: `run ${id}`, ...rest });
    store.losses.write(id, 0, new Float32Array(2000).fill(1));
    store.snapshots.write(id, { ...fakeSnapshot(0), parameters: new Float32Array(20_000).fill(0.5) });
    store.checkpoints.write(id, { step: 5, parameters: new Float32Array(900), moments: new Float32Array(1800) });
  });
}

/** A closed library with one run that is in the backup and one that is not. */
async function libraryWithBackup(name?: string): Promise<string> {
  const folder = temporaryFolder(name);
  const store = await open(folder);
  addRun(store, 'old');
  await store.backup('closing');
  addRun(store, 'new');
  store.close();
  return folder;
}

/** Every file below the folder with its bytes, so that "untouched" means what it says. */
function contents(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => statSync(join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name)).toString('base64')]));
}

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

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

describe('a damaged library is set aside before anything else happens, and the backup takes its place', () => {
  const damages: Record<string, (database: string) => void> = {
    'zeroed header': (database) => {
      const bytes = readFileSync(database);
      writeFileSync(database, bytes.fill(0, 0, 100));
    },
    '0 bytes': (database) => truncateSync(database, 0),
    '0 bytes with a stale log': (database) => {
      writeFileSync(`${database}-wal`, Buffer.alloc(5000, 7));
      truncateSync(database, 0);
    },
    'truncated in the middle': (database) => truncateSync(database, Math.floor(statSync(database).size / 8192) * 4096),
    'a page overwritten': (database) => {
      const bytes = readFileSync(database);
      writeFileSync(database, bytes.fill(0xaa, 4096, 8192));
    },
    'not a database at all': (database) => writeFileSync(database, 'Dear diary, '.repeat(1000)),
  };

  for (const [name, damage] of Object.entries(damages)) {
    test(name, async () => {
      const folder = await libraryWithBackup();
      const { database } = libraryFiles(folder);
      damage(database);
      const damagedBytes = readFileSync(database);
      const store = await open(folder);
      onTestFinished(() => store.close());
      expect(store.notices).toHaveLength(1);
      expect(store.notices[0]).toMatch(
        /damaged .*set aside as streamline\.db\.damaged-2026-03-01.*backup of 2026-03-01 14:05 UTC was restored/,
      );
      expect(store.runs.list().map((run) => run.id)).toEqual(['old']);
      // Nothing was deleted: the damaged bytes lie under the dated name.
      const aside = readdirSync(folder).find((file) => /damaged-[\dT-]+$/.test(file)) ?? '';
      expect(readFileSync(join(folder, aside)).equals(damagedBytes)).toBe(true);
      if (name.includes('log')) expect(existsSync(join(folder, `${aside}-wal`))).toBe(true);
    });
  }

  test('a database that is missing beside its log', async () => {
    const folder = await libraryWithBackup();
    const { database, log } = libraryFiles(folder);
    writeFileSync(log, Buffer.alloc(5000, 7));
    rmSync(database);
    const store = await open(folder);
    expect(store.notices[0]).toMatch(/the database file is missing.*restored/);
    store.close();
    expect(readdirSync(folder).filter((name) => name.endsWith('-wal'))).toHaveLength(1);
  });

  test('without a backup a new library begins, and the old one is still there', async () => {
    const folder = temporaryFolder();
    const store = await open(folder);
    addRun(store, 'r');
    store.close();
    truncateSync(libraryFiles(folder).database, 4096);
    const again = await open(folder);
    expect(again.notices[0]).toMatch(/no backup, so a new library was started/);
    expect(again.runs.list()).toEqual([]);
    again.close();
    expect(readdirSync(folder).some((name) => name.includes('damaged'))).toBe(true);
  });

  test('a damaged backup is passed over for the one before it', async () => {
    const folder = temporaryFolder();
    const clock = { now: Date.UTC(2026, 0, 1) };
    const store = await open(folder, { now: () => clock.now });
    for (const id of ['a', 'b', 'c']) {
      addRun(store, id);
      clock.now += 60_000;
      await store.backup('closing');
    }
    store.close();
    const backups = listBackups(libraryFiles(folder));
    expect(backups).toHaveLength(2);
    truncateSync(backups[0] as string, 5000);
    truncateSync(libraryFiles(folder).database, 0);
    const again = await open(folder);
    expect(again.runs.list().map((run) => run.id)).toEqual(['a', 'b']);
    again.close();
  });

  test('not while another Streamline has it open', async () => {
    const folder = await libraryWithBackup();
    truncateSync(libraryFiles(folder).database, 0);
    const before = contents(folder);
    const failure = await failureOf(open(folder, { usedElsewhere: () => true }));
    expect(failure).toMatchObject({ code: 'library-damaged', message: expect.stringMatching(/Close that one/) });
    expect(contents(folder)).toEqual(before);
  });
});

test('200 flips of one byte anywhere: noticed at opening, or harmless to every record', async () => {
  const folder = await libraryWithBackup();
  const { database } = libraryFiles(folder);
  const sound = readFileSync(database);
  const reference = await open(folder);
  const truth = everything(reference);
  reference.close();
  const random = new RandomStream(3, 'evaluation');
  const counts = { setAside: 0, named: 0, harmless: 0 };
  for (let flip = 0; flip < 200; flip++) {
    const bytes = Buffer.from(sound);
    const at = random.integer(bytes.length);
    bytes.writeUInt8(bytes.readUInt8(at) ^ (1 + random.integer(255)), at);
    writeFileSync(database, bytes);
    const outcome = await failureOf(
      open(folder).then((store) => {
        const same = everything(store) === truth;
        store.close();
        if (store.notices.some((notice) => notice.includes('set aside'))) counts.setAside++;
        else if (store.notices.length > 0) counts.named++;
        else if (same) counts.harmless++;
        else throw new Error(`A flip at byte ${at} changed a record without a word.`);
      }),
    );
    // A changed version or application mark is refused in words, which is noticing too.
    if (outcome instanceof Error && 'code' in outcome) counts.setAside++;
    else expect(outcome).toBeNull();
  }
  console.info(`one-byte flips: ${JSON.stringify(counts)} of 200`);
  expect(counts.setAside + counts.named + counts.harmless).toBe(200);
}, 120_000);

/** All that the library says of its runs, as one string. */
function everything(store: Store): string {
  const attempt = (read: () => unknown) => {
    try {
      return read();
    } catch (error) {
      return String(error);
    }
  };
  return JSON.stringify(
    attempt(() =>
      store.runs
        .list()
        .map(({ id, ...run }) => [
          id,
          run,
          attempt(() => Array.from(store.losses.read(id, 0).values)),
          attempt(() => Array.from(store.snapshots.read(id, 0)?.parameters ?? [])),
          attempt(() => store.checkpoints.newest(id).checkpoint?.step),
        ]),
    ),
  );
}

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
