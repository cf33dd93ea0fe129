import { expect, test } from 'vitest';
import { migrate, versionOf } from '../migrate.ts';
import { create } from '../sqlite.ts';
import { lossClock } from './0004-loss-clock.ts';
import { MIGRATIONS } from './index.ts';

test('losses of a library of version 3 are kept, without a time; a time below zero is refused', () => {
  const database = create(':memory:');
  migrate(database, MIGRATIONS.slice(0, 3));
  database.exec(`
    INSERT INTO runs (id, sequence, name, slot, config, config_crc32, seed, parameter_count, status, created_at, updated_at)
      VALUES ('r', 1, 'kept', 0, '{}', 0, 1, 1, 'finished', 1, 1);
    INSERT INTO losses (run_id, block, count, bytes, crc32) VALUES ('r', 0, 1, x'00000000', 0);`);
  migrate(database, [lossClock]);
  expect(versionOf(database)).toBe(4);
  expect(database.prepare('SELECT count, elapsed_ms FROM losses').get()).toEqual({ count: 1, elapsed_ms: null });
  expect(() => database.exec('UPDATE losses SET elapsed_ms = -1')).toThrow(/CHECK/);
});
