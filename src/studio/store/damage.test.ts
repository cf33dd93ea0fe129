import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { RandomStream } from '../../shared/flow/random.ts';
import { temporaryFolder } from '../testing/fixture.ts';
import { addRun, contents, failureOf, libraryWithBackup, open } from '../testing/library-fixture.ts';
import { listBackups } from './backup.ts';
import { libraryFiles } from './files.ts';
import { connect } from './sqlite.ts';
import type { Store } from './store.ts';

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

  test('a recovery that was killed between setting aside and restoring is finished at the next start', async () => {
    const folder = await libraryWithBackup();
    const files = libraryFiles(folder);
    const aside = 'streamline.db.damaged-2026-03-01T14-05-09-120';
    renameSync(files.database, join(folder, aside));
    const backups = listBackups(files);
    const store = await open(folder);
    expect(store.notices[0]).toMatch(
      new RegExp(`file is missing.*earlier one .*set aside as ${aside}.*backup of .* was restored`),
    );
    expect(store.runs.list().map((run) => run.id)).toEqual(['old']);
    store.close();
    expect(listBackups(files)).toEqual(backups);
    const again = await open(folder);
    expect(again.notices).toEqual([]);
    again.close();
  });

  test('a library that is lost with all its backups damaged begins anew, and says so', async () => {
    const folder = await libraryWithBackup();
    const files = libraryFiles(folder);
    for (const backup of listBackups(files)) writeFileSync(backup, 'no database');
    rmSync(files.database);
    const store = await open(folder);
    onTestFinished(() => store.close());
    expect(store.notices[0]).toMatch(/file is missing.*no backup, so a new library was started/);
    expect(store.runs.list()).toEqual([]);
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

describe('a library too large to be checked whole at every start', () => {
  /** 80 MB in checkpoints, and a table of metrics of many pages, with a backup. */
  async function largeLibrary(): Promise<string> {
    const folder = temporaryFolder();
    const store = await open(folder);
    addRun(store, 'old');
    const half = new Float32Array(10_000_000).fill(1);
    store.checkpoints.write('old', { step: 1, parameters: half, moments: half });
    const steps = Array.from({ length: 4000 }, (_, step) => step);
    store.metrics.write(
      'old',
      steps.map((step) => ({ name: 'w2', step, value: 1, n: 10, floor: null })),
    );
    // Otherwise the figures would be read at the start.
    store.runs.update('old', { best: [] });
    await store.backup('daily');
    store.close();
    return folder;
  }
  /** Overwrites a page of the table of metrics: its root, or a leaf in the middle. */
  function damageMetrics(folder: string, place: 'root' | 'leaf'): void {
    const { database: file } = libraryFiles(folder);
    const database = connect(file);
    const root = "SELECT rootpage FROM sqlite_schema WHERE name = 'metrics'";
    const leaves = database
      .prepare<[], number>("SELECT pageno FROM dbstat WHERE name = 'metrics' AND pagetype = 'leaf' ORDER BY path")
      .pluck()
      .all();
    const page = place === 'root' ? database.prepare<[], number>(root).pluck().get() : leaves[leaves.length >> 1];
    const size = Number(database.pragma('page_size', { simple: true }));
    database.close();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xaa, ((page ?? 1) - 1) * size, (page ?? 1) * size));
  }

  test('is set aside at once when a table cannot be read at all', async () => {
    const folder = await largeLibrary();
    damageMetrics(folder, 'root');
    const store = await open(folder);
    onTestFinished(() => store.close());
    expect(store.notices[0]).toMatch(/damaged .*backup of .* was restored/);
    expect(store.metrics.all('old')).toHaveLength(4000);
  });

  test('is checked whole at the start after a read that met damage', async () => {
    const folder = await largeLibrary();
    damageMetrics(folder, 'leaf');
    const store = await open(folder);
    expect(store.notices).toEqual([]);
    try {
      store.metrics.all('old');
      expect.unreachable();
    } catch (error) {
      store.noteFailure(error);
    }
    store.close();
    const again = await open(folder);
    onTestFinished(() => again.close());
    expect(again.notices[0]).toMatch(/damaged .*backup of .* was restored/);
    expect(again.metrics.all('old')).toHaveLength(4000);
    expect(existsSync(libraryFiles(folder).damageSeen)).toBe(false);
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
