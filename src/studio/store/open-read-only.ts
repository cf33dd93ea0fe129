/**
 * Opens a library that cannot be written. Nothing in its folder is created, changed or removed: SQLite's own way of reading
 * needs files beside the database, so it is read in one of three ways.
 *
 * 1. Another Streamline works in it: through that one's shared memory, always up to date. Only where that one lives, or the
 *    shared memory cannot be written: SQLite would rebuild that of a killed one.
 * 2. Nobody does, and no change waits in the log: as it lies, without locks. `isStale` says when somebody changed it after all.
 * 3. Changes wait in the log of a killed writer, or an older version wrote it: through a copy in the system's folder for
 *    temporary files, which is brought up to date and removed when the library is closed.
 */
import { accessSync, chmodSync, constants, copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../shared/result.ts';
import { isOpenSomewhere } from '../presence.ts';
import { storeFailure } from './failure.ts';
import { DATABASE_NAME, type LibraryFiles, libraryFiles } from './files.ts';
import { type FileVerdict, inspectFiles } from './header.ts';
import { migrate, needsMigration } from './migrate.ts';
import { LATEST_VERSION } from './migrations/index.ts';
import type { Obstacle } from './obstacle.ts';
import type { Opened } from './open.ts';
import { refuseForeign, refuseNewer } from './refused-library.ts';
import { connect, connectImmutable, connectReadOnly, type Database, isDamage } from './sqlite.ts';
import { structureProblem } from './verify.ts';

export type ReadOnlyOpened = Opened & {
  readonly obstacle: Obstacle;
  /** The connection goes to a private copy, which may be put in order. */
  readonly isCopy: boolean;
  /** True when the file that is read without locks is no longer the one that was opened. */
  isStale(): boolean;
  /** After the connection is closed. */
  discard(): void;
};

type Reading = Pick<ReadOnlyOpened, 'database' | 'isCopy' | 'isStale' | 'discard'>;

/** Throws a UserError where the library cannot be read either. */
export function openReadOnly(folder: string, obstacle: Obstacle): ReadOnlyOpened {
  const files = libraryFiles(folder);
  let reading: Reading | null = null;
  try {
    const { version, bytes } = required(files, obstacle, inspectFiles(files));
    reading = readingOf(files, version, obstacle);
    const problem = structureProblem(reading.database, bytes, false);
    if (problem !== null) throw damaged(files, obstacle, problem);
    return { ...reading, files, bytes, notices: [], obstacle };
  } catch (error) {
    if (reading !== null) closeReading(reading);
    if (error instanceof UserError) throw error;
    if (isDamage(error)) throw damaged(files, obstacle, (error as Error).message);
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM') {
      throw new UserError(
        'unavailable',
        `The library in ${folder} can neither be read nor written. ${obstacle.advice}`,
      );
    }
    throw storeFailure(error, folder) ?? error;
  }
}

export function closeReading({ database, discard }: Pick<Reading, 'database' | 'discard'>): void {
  database.close();
  discard();
}

function required(files: LibraryFiles, obstacle: Obstacle, verdict: FileVerdict) {
  switch (verdict.kind) {
    case 'library':
      if (verdict.version > LATEST_VERSION) throw refuseNewer(files, verdict.version);
      return verdict;
    case 'foreign':
      throw refuseForeign(files);
    case 'damaged':
      throw damaged(files, obstacle, verdict.reason);
    case 'missing':
      throw damaged(files, obstacle, 'the database file is missing');
  }
}

function damaged(files: LibraryFiles, { reason, advice }: Obstacle, problem: string): UserError {
  return new UserError(
    'library-damaged',
    `The library in ${files.folder} is damaged (${problem}) and cannot be mended: ${reason}. Its backups lie in ${files.backups}. ${advice}`,
  );
}

function readingOf(files: LibraryFiles, version: number, obstacle: Obstacle): Reading {
  if (needsMigration(version)) return throughCopy(files, obstacle, `is of an older format (${version})`);
  const shared = mayShare(files) ? connectedOrNull(() => connectReadOnly(files.database)) : null;
  if (shared !== null) return { database: shared, isCopy: false, isStale: () => false, discard: () => undefined };
  if (sizeOf(files.log) > 0)
    return throughCopy(files, obstacle, 'has changes that wait in the log of a killed Streamline');
  const before = signature(files);
  const database = connectedOrNull(() => connectImmutable(files.database));
  if (database === null) return throughCopy(files, obstacle, 'cannot be read where it lies');
  return { database, isCopy: false, isStale: () => signature(files) !== before, discard: () => undefined };
}

function mayShare({ folder, sharedMemory }: LibraryFiles): boolean {
  if (!existsSync(sharedMemory)) return false;
  return isOpenSomewhere(folder) || !canBeWritten(sharedMemory);
}

function canBeWritten(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    // Whatever forbids it, nobody writes it from here.
    return false;
  }
}

/** Null when SQLite cannot read it in this way. */
function connectedOrNull(open: () => Database): Database | null {
  let database: Database | null = null;
  try {
    database = open();
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return database;
  } catch (error) {
    database?.close();
    if (isDamage(error)) throw error;
    return null;
  }
}

function throughCopy(files: LibraryFiles, { reason, advice }: Obstacle, why: string): Reading {
  const refused = (problem: string) =>
    new UserError(
      'unavailable',
      `The library in ${files.folder} ${why}, so it is read through a temporary copy, and that failed: ${problem}. It cannot be written either: ${reason}. ${advice}`,
    );
  let folder: string | null = null;
  const discard = () => {
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
  };
  let database: Database | null = null;
  try {
    folder = mkdtempSync(join(tmpdir(), 'streamline-reading-'));
    const before = signature(files);
    const copy = join(folder, DATABASE_NAME);
    for (const companion of ['', '-wal']) {
      if (!existsSync(`${files.database}${companion}`)) continue;
      copyFileSync(`${files.database}${companion}`, `${copy}${companion}`, constants.COPYFILE_FICLONE);
      // The copy has the permissions of the file, which may be those of one that is only read.
      chmodSync(`${copy}${companion}`, 0o600);
    }
    if (signature(files) !== before) throw refused('another program wrote it meanwhile; try again');
    database = connect(copy);
    migrate(database);
    return { database, isCopy: true, isStale: () => false, discard };
  } catch (error) {
    database?.close();
    discard();
    if (error instanceof UserError || isDamage(error)) throw error;
    throw refused((error as NodeJS.ErrnoException).code === 'ENOSPC' ? 'there is no room for it' : String(error));
  }
}

/** Changes with every write of the database, and of its log. */
function signature({ database, log }: LibraryFiles): string {
  return [database, log]
    .map((path) => statSync(path, { throwIfNoEntry: false }))
    .map((stat) => (stat ? `${stat.size} ${stat.mtimeMs}` : ''))
    .join();
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
