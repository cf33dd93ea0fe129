import { expect, test } from 'vitest';
import { migrate, versionOf } from '../migrate.ts';
import { create } from '../sqlite.ts';
import { pointFiles } from './0003-point-files.ts';
import { MIGRATIONS } from './index.ts';

test('a library of version 2 gets the tables of point files, and a file takes its chunks along', () => {
  const database = create(':memory:');
  migrate(database, MIGRATIONS.slice(0, 2));
  database.exec("INSERT INTO studies (id, name, preset, created_at) VALUES ('s', 'kept', NULL, 1)");
  migrate(database, [pointFiles]);
  expect(versionOf(database)).toBe(3);
  database.exec(`
    INSERT INTO point_files VALUES (1, 'h', 'a.csv', 2, 1, 0, 0, 0.0, 1);
    INSERT INTO point_file_chunks VALUES (1, 'points', 0, x'00', 0);`);
  expect(() => database.exec("INSERT INTO point_files VALUES (2, 'h', 'b.csv', 2, 1, 0, 0, 0.0, 1)")).toThrow(/UNIQUE/);
  database.exec('DELETE FROM point_files');
  expect(database.prepare('SELECT count(*) FROM point_file_chunks').pluck().get()).toBe(0);
  expect(database.prepare('SELECT name FROM studies').pluck().get()).toBe('kept');
});
