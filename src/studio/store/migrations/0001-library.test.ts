import { expect, test } from 'vitest';
import { APPLICATION_ID } from '../files.ts';
import { migrate, versionOf } from '../migrate.ts';
import { create } from '../sqlite.ts';
import { library } from './0001-library.ts';
import { MIGRATIONS } from './index.ts';

const emptyDatabase = () => create(':memory:');

test('an empty database becomes a version 1 library of STRICT tables', () => {
  const database = emptyDatabase();
  migrate(database, [library]);
  const tables = database
    .prepare<[], { name: string; strict: number }>("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'")
    .all()
    .filter(({ name }) => !name.startsWith('sqlite_'));
  expect(tables.map(({ name }) => name).sort()).toEqual([
    'checkpoint_chunks',
    'checkpoints',
    'events',
    'losses',
    'metrics',
    'runs',
    'settings',
    'snapshot_chunks',
    'snapshots',
    'studies',
  ]);
  expect(tables.every(({ strict }) => strict === 1)).toBe(true);
  expect(versionOf(database)).toBe(1);
  expect(database.pragma('application_id', { simple: true })).toBe(APPLICATION_ID);
});

test('a run takes everything recorded of it along when it is purged', () => {
  const database = emptyDatabase();
  migrate(database, [library]);
  database.exec(`
    INSERT INTO runs (id, sequence, name, config, config_crc32, seed, parameter_count, status, created_at, updated_at)
      VALUES ('r', 1, 'run', '{}', 0, 1, 1, 'finished', 1, 1);
    INSERT INTO metrics VALUES ('r', 1, 'm', 1.0, 1, NULL, 0);
    INSERT INTO losses VALUES ('r', 0, 1, x'00000000', 0);
    INSERT INTO snapshots VALUES (1, 'r', 0, 1, 1);
    INSERT INTO snapshot_chunks VALUES (1, 'frames', 0, x'00', 0);
    INSERT INTO checkpoints VALUES (1, 'r', 0);
    INSERT INTO checkpoint_chunks VALUES (1, 'parameters', 0, x'00', 0);
    DELETE FROM runs;`);
  for (const table of ['metrics', 'losses', 'snapshots', 'snapshot_chunks', 'checkpoints', 'checkpoint_chunks']) {
    expect([table, database.prepare(`SELECT count(*) FROM ${table}`).pluck().get()]).toEqual([table, 0]);
  }
});

test('statuses and colour slots outside their lists are refused by the table', () => {
  const database = emptyDatabase();
  migrate(database, [library]);
  const insert = (status: string, slot: number) =>
    database.exec(`
      INSERT INTO runs (id, sequence, name, config, config_crc32, seed, parameter_count, status, slot, created_at, updated_at)
      VALUES ('r', 1, 'run', '{}', 0, 1, 1, '${status}', ${slot}, 1, 1)`);
  expect(() => insert('sleeping', 1)).toThrow(/CHECK/);
  expect(() => insert('queued', 9)).toThrow(/CHECK/);
  insert('queued', 8);
});

test('a migration that fails in the middle leaves the library as before it', () => {
  const database = emptyDatabase();
  migrate(database, MIGRATIONS);
  database.exec("INSERT INTO studies VALUES ('s', 'kept', NULL, 1)");
  const schema = () => database.prepare('SELECT group_concat(sql) FROM sqlite_schema').pluck().get();
  const before = schema();
  const broken = { version: MIGRATIONS.length + 1, title: 'broken', sql: 'DROP TABLE studies; CREATE TABLE studies (' };
  expect(() => migrate(database, [...MIGRATIONS, broken])).toThrow();
  expect(schema()).toBe(before);
  expect(versionOf(database)).toBe(MIGRATIONS.length);
  expect(database.prepare('SELECT name FROM studies').pluck().get()).toBe('kept');
});

test('versions count up without gaps, so a library can be brought on from any of them', () => {
  expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, i) => i + 1));
});
