import { statSync, writeFileSync } from 'node:fs';
import { bestMetrics } from '../../shared/model/metric-direction.ts';
import type { RunId } from '../../shared/model/records.ts';
import { UserError } from '../../shared/result.ts';
import { listBackups, takeBackup } from './backup.ts';
import type { LibraryFiles } from './files.ts';
import { type Obstacle, readOnlyRefusal } from './obstacle.ts';
import { type Opened, openDatabase } from './open.ts';
import { closeReading, openReadOnly, type ReadOnlyOpened } from './open-read-only.ts';
import { type Database, isDamage, sqliteVersion } from './sqlite.ts';
import { type StoreTables, storeTables } from './tables.ts';
import { atomically, durably } from './transaction.ts';
import { contentProblems, damagedSettings, isLarge } from './verify.ts';

export type StoreOptions = {
  readonly folder: string;
  /** Unix ms. */
  readonly now: () => number;
  readonly usedElsewhere: () => boolean;
};

/** The library on disk: tables, transactions and upkeep. */
export type Store = StoreTables & {
  readonly files: LibraryFiles;
  readonly database: Database;
  readonly sqliteVersion: string;
  /** What was found at opening that the user must be told. */
  readonly notices: readonly string[];
  /** After the first listing of all runs: damage that the opening of a large library did not look for. Told once, then empty. */
  lateNotices(): readonly string[];
  /** Why nothing can be written; null as a rule. Then transactions are refused, and upkeep does nothing. */
  readonly readOnly: Obstacle | null;
  /** True when a library that is read without locks was changed by somebody: what is read may not fit together. */
  isStale(): boolean;
  atomically<T>(work: () => T): T;
  durably<T>(work: () => T): T;
  /** Changes when another connection has committed. */
  dataVersion(): number;
  /** Grows with what this connection changes. */
  ownChanges(): number;
  /** Bytes on disk. */
  size(): number;
  /** Removes deleted runs for good, all or those of `ids`, and gives their space back. Returns how many. */
  emptyTrash(ids: readonly RunId[] | null): number;
  /** Upkeep at the start: studies and sweeps left empty, and the oldest entries of the log. Never a run. */
  tidy(): void;
  /** A backup, unless nothing changed since the last one. A large library is spared at closing: it has the daily one. */
  backup(occasion: 'closing' | 'daily'): Promise<void>;
  /** Of any failure: one that tells of a damaged file has the whole library checked at the next start. */
  noteFailure(error: unknown): void;
  close(): void;
};

/** A backup at closing costs about a second per 300 MB; a larger library relies on the daily one. */
const BACKUP_AT_CLOSE_BYTES = 256 * 1024 * 1024;

/** Damage that the first reading meets is repaired at once: the library is opened again, with everything checked. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const open = () => openDatabase({ ...options, now: new Date(options.now()) });
  const opened = await open();
  try {
    return storeOf(opened, options);
  } catch (error) {
    opened.database.close();
    if (!isDamage(error)) throw error;
    noteDamage(opened.files);
    const again = await open();
    try {
      return storeOf({ ...again, notices: [...opened.notices, ...again.notices] }, options);
    } catch (failure) {
      again.database.close();
      throw failure;
    }
  }
}

/** A library that cannot be written: everything reads, and whatever writes is refused. */
export function openReadOnlyStore(options: StoreOptions, obstacle: Obstacle): Store {
  const opened = openReadOnly(options.folder, obstacle);
  try {
    return readOnlyStoreOf(opened, options);
  } catch (error) {
    closeReading(opened);
    throw error;
  }
}

function readOnlyStoreOf(opened: ReadOnlyOpened, options: StoreOptions): Store {
  const { database, files, bytes, obstacle, isCopy, isStale } = opened;
  const tables = storeTables(database, options.now);
  if (isCopy) {
    fillBest(database, tables);
    database.pragma('query_only = ON');
  }
  const refuse = () => {
    throw new UserError('read-only', readOnlyRefusal(obstacle));
  };
  return {
    ...tables,
    files,
    database,
    sqliteVersion: sqliteVersion(database),
    notices: contentProblems(tables, bytes, false),
    lateNotices: lateNotices(tables),
    readOnly: obstacle,
    isStale,
    atomically: refuse,
    durably: refuse,
    dataVersion: () => Number(database.pragma('data_version', { simple: true })),
    ownChanges: () => 0,
    size: () => fileBytes(files.database) + fileBytes(files.log),
    emptyTrash: refuse,
    tidy: () => undefined,
    backup: async () => undefined,
    noteFailure: () => undefined,
    close: () => closeReading(opened),
  };
}

function noteDamage(files: LibraryFiles): void {
  try {
    writeFileSync(files.damageSeen, 'The next start checks the whole library.\n');
  } catch (error) {
    // A disk that refuses this too: the damage is told all the same, and met again at the latest when it is read again.
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}

function storeOf(opened: Opened, options: StoreOptions): Store {
  const { database, files } = opened;
  const tables = storeTables(database, options.now);
  const notices = [...opened.notices, ...contentProblems(tables, opened.bytes, true)];
  fillBest(database, tables);
  const changesAtBackup = { count: changeCount(database) };
  const size = () => fileBytes(files.database) + fileBytes(files.log);
  return {
    ...tables,
    files,
    database,
    sqliteVersion: sqliteVersion(database),
    notices,
    lateNotices: lateNotices(tables),
    readOnly: null,
    isStale: () => false,
    atomically: (work) => atomically(database, work),
    durably: (work) => durably(database, work),
    dataVersion: () => Number(database.pragma('data_version', { simple: true })),
    ownChanges: () => changeCount(database),
    size,
    emptyTrash(ids) {
      const count = tables.runs.emptyTrash(ids);
      if (count > 0) database.pragma('incremental_vacuum');
      return count;
    },
    tidy() {
      tables.studies.removeEmpty();
      tables.sweeps.removeEmpty();
      tables.events.prune();
    },
    async backup(occasion) {
      const changed = changeCount(database) !== changesAtBackup.count || listBackups(files).length === 0;
      if (!changed || (occasion === 'closing' && size() > BACKUP_AT_CLOSE_BYTES)) return;
      await takeBackup(database, files, new Date(options.now()));
      changesAtBackup.count = changeCount(database);
    },
    noteFailure(error) {
      if (isDamage(error)) noteDamage(files);
    },
    close: () => void database.close(),
  };
}

function lateNotices(tables: StoreTables): () => readonly string[] {
  let due = isLarge(tables);
  return () => {
    if (!due) return [];
    due = false;
    return damagedSettings(tables);
  };
}

/** A library that an older version wrote has figures, but not yet the best of them. */
function fillBest(database: Database, { runs, metrics }: StoreTables): void {
  const ids = runs.withoutBest();
  if (ids.length === 0) return;
  atomically(database, () => {
    for (const id of ids) runs.update(id, { best: bestMetrics(metrics.sound(id)) });
  });
}

/** Rows changed through this connection since it opened. */
function changeCount(database: Database): number {
  return Number(database.prepare('SELECT total_changes()').pluck().get());
}

function fileBytes(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
