import { APPLICATION_ID } from './files.ts';
import { LATEST_VERSION, MIGRATIONS } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import type { Database } from './sqlite.ts';

export function versionOf(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/**
 * Brings a database to the newest version. Each migration commits together with its `user_version`, so a process
 * killed in the middle leaves the library exactly as it was before that migration.
 */
export function migrate(database: Database, migrations: readonly Migration[] = MIGRATIONS): void {
  for (const migration of migrations) {
    const apply = database.transaction(() => {
      // Read inside the write lock: another process may have migrated while this one waited.
      if (versionOf(database) >= migration.version) return;
      database.exec(migration.sql);
      database.pragma(`application_id = ${APPLICATION_ID}`);
      database.pragma(`user_version = ${migration.version}`);
    });
    if (versionOf(database) < migration.version) apply.immediate();
  }
}

export function needsMigration(version: number): boolean {
  return version < LATEST_VERSION;
}
