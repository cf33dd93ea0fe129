import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../testing/fixture.ts';
import { migrate, versionOf } from '../migrate.ts';
import { connect, create, type Database } from '../sqlite.ts';
import { library } from './0001-library.ts';
import { keptLibrary } from './0002-library.ts';

const TABLES = ['studies', 'runs', 'metrics', 'losses', 'snapshots', 'snapshot_chunks', 'checkpoints', 'events'];
const RUNS = 50;

/** A library as version 1 left it, with something in every table. */
function versionOne(file: string): Database {
  const database = create(file);
  migrate(database, [library]);
  database.exec("INSERT INTO studies VALUES ('s', 'study', NULL, 1)");
  for (let i = 0; i < RUNS; i++) {
    database.exec(`
      INSERT INTO runs (id, sequence, name, study_id, config, config_crc32, seed, parameter_count, status, created_at,
        updated_at, deleted_at)
        VALUES ('r${i}', ${i}, 'run ${i}', 's', '{}', 0, 1, 1, 'finished', 1, 1, ${i % 10 === 0 ? 5 : 'NULL'});
      INSERT INTO metrics VALUES ('r${i}', 1, 'w2', 1.0, 1, NULL, 0);
      INSERT INTO losses VALUES ('r${i}', 0, 1, x'00000000', 0);
      INSERT INTO snapshots VALUES (${i}, 'r${i}', 0, 1, 1);
      INSERT INTO snapshot_chunks VALUES (${i}, 'frames', 0, x'00', 0);
      INSERT INTO checkpoints VALUES (${i}, 'r${i}', 0);
      INSERT INTO events (at, run_id, kind) VALUES (1, 'r${i}', 'created')`);
  }
  return database;
}

const counts = (database: Database) =>
  TABLES.map((table) => `${table} ${database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()}`);

test('a version 1 library is migrated with equal counts, and every run is without tags, note or pin', () => {
  const database = versionOne(':memory:');
  const before = counts(database);
  migrate(database, [library, keptLibrary]);
  expect(counts(database)).toEqual(before);
  expect(versionOf(database)).toBe(2);
  const plain = `SELECT count(*) FROM runs WHERE tags = '[]' AND note = '' AND pinned = 0 AND archived_at IS NULL
    AND sweep_id IS NULL AND best IS NULL AND revision = 0`;
  expect(database.prepare(plain).pluck().get()).toBe(RUNS);
  // Runs that were deleted are in the trash now.
  expect(database.prepare('SELECT count(*) FROM runs WHERE deleted_at IS NOT NULL').pluck().get()).toBe(RUNS / 10);
  expect(database.pragma('foreign_key_check')).toEqual([]);
  expect(() => database.exec('UPDATE runs SET pinned = 2')).toThrow(/CHECK/);
});

test('a process killed in the middle of the migration leaves the library as it was', () => {
  const file = temporaryFolder('streamline.db').replace(/\.db$/, '-one.db');
  const database = versionOne(file);
  database.pragma('journal_mode = WAL');
  const before = counts(database);
  const schema = () =>
    connectedOnce(file, (opened) => opened.prepare('SELECT group_concat(sql) FROM sqlite_schema').pluck().get());
  database.close();
  const schemaBefore = schema();
  const sqlite = fileURLToPath(new URL('../sqlite.ts', import.meta.url));
  const migration = fileURLToPath(new URL('./0002-library.ts', import.meta.url));
  // Half of the statements, then the kill that no clean-up survives.
  const program = `
    import { connect } from ${JSON.stringify(sqlite)};
    import { keptLibrary } from ${JSON.stringify(migration)};
    const database = connect(${JSON.stringify(file)});
    const statements = keptLibrary.sql.split(';').filter((part) => part.trim() !== '');
    database.exec('BEGIN IMMEDIATE');
    database.pragma('cache_spill = 1');
    for (const statement of statements.slice(0, 6)) database.exec(statement);
    database.pragma('user_version = 2');
    process.kill(process.pid, 'SIGKILL');`;
  const child = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', program]);
  expect([child.signal, child.stderr.toString()]).toEqual(['SIGKILL', expect.not.stringContaining('Error')]);
  expect(schema()).toBe(schemaBefore);
  connectedOnce(file, (opened) => {
    expect(versionOf(opened)).toBe(1);
    expect(counts(opened)).toEqual(before);
    migrate(opened, [library, keptLibrary]);
    expect(counts(opened)).toEqual(before);
    expect(versionOf(opened)).toBe(2);
  });
  expect(readFileSync(file).length).toBeGreaterThan(0);
});

function connectedOnce<T>(file: string, use: (database: Database) => T): T {
  const database = connect(file);
  try {
    return use(database);
  } finally {
    database.close();
  }
}
