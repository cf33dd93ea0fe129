import {
  accessSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UserError } from '../../shared/result.ts';
import { listBackups, restoreNewestBackup, takeBackup } from './backup.ts';
import { storeFailure } from './failure.ts';
import { DATABASE_NAME, dateForName, type LibraryFiles, libraryFiles } from './files.ts';
import { inspectFiles } from './header.ts';
import { migrate, needsMigration } from './migrate.ts';
import { LATEST_VERSION } from './migrations/index.ts';
import { NotWritable, obstacleOfCode } from './obstacle.ts';
import { quarantine } from './quarantine.ts';
import { refuseForeign, refuseNewer } from './refused-library.ts';
import { compareVersions, connect, create, type Database, isDamage, MINIMUM_SQLITE, sqliteVersion } from './sqlite.ts';
import { structureProblem } from './verify.ts';

export type Opened = {
  readonly database: Database;
  readonly files: LibraryFiles;
  readonly bytes: number;
  /** What the user must be told: a damaged library was set aside. */
  readonly notices: readonly string[];
};

export type OpenOptions = {
  readonly folder: string;
  readonly now: Date;
  /** True when another studio has the library open: then nothing may be moved under it. */
  readonly usedElsewhere: () => boolean;
};

/** Opens, creates, migrates or recovers the library in a folder. Throws a UserError with a plain sentence. */
export async function openDatabase({ folder, now, usedElsewhere }: OpenOptions): Promise<Opened> {
  const files = prepareFolder(folder);
  try {
    return await openPrepared(files, { folder, now, usedElsewhere });
  } catch (error) {
    throw storeFailure(error, folder) ?? error;
  }
}

async function openPrepared(files: LibraryFiles, { folder, now, usedElsewhere }: OpenOptions): Promise<Opened> {
  const notices: string[] = [];
  // Twice at most: a damaged library is set aside, then its backup or a new one opens.
  for (let attempt = 0; ; attempt++) {
    const first = await tryOpen(files, now, attempt > 0);
    // Damage is there at the second look too; a read that failed once is not.
    const result = first.kind === 'open' ? first : await tryOpen(files, now, attempt > 0);
    if (result.kind === 'open') return { database: result.database, files, bytes: result.bytes, notices };
    if (attempt > 0) throw new UserError('library-damaged', `The library in ${folder} is damaged: ${result.reason}.`);
    if (usedElsewhere()) {
      throw new UserError(
        'library-damaged',
        `The library in ${folder} is damaged (${result.reason}) and open in another Streamline. Close that one, then start again.`,
      );
    }
    notices.push(recover(files, now, result.reason));
  }
}

type Attempt =
  | { readonly kind: 'open'; readonly database: Database; readonly bytes: number }
  | { readonly kind: 'damaged'; readonly reason: string };

async function tryOpen(files: LibraryFiles, now: Date, recovered: boolean): Promise<Attempt> {
  const verdict = inspectFiles(files);
  switch (verdict.kind) {
    case 'damaged':
      return verdict;
    case 'foreign':
      throw refuseForeign(files);
    case 'missing':
      if (!recovered && hadLibrary(files)) return { kind: 'damaged', reason: 'the database file is missing' };
      createLibrary(files);
      return { kind: 'open', database: connected(files), bytes: 0 };
    case 'library':
      if (verdict.version > LATEST_VERSION) throw refuseNewer(files, verdict.version);
      return openExisting(files, now, verdict);
  }
}

async function openExisting(
  files: LibraryFiles,
  now: Date,
  { version, bytes }: { readonly version: number; readonly bytes: number },
): Promise<Attempt> {
  let database: Database | null = null;
  try {
    database = connected(files);
    const problem = structureProblem(database, bytes, existsSync(files.damageSeen) || needsMigration(version));
    if (problem !== null) {
      database.close();
      return { kind: 'damaged', reason: problem };
    }
    rmSync(files.damageSeen, { force: true });
    if (needsMigration(version)) {
      await takeBackup(database, files, now);
      migrate(database);
    }
    return { kind: 'open', database, bytes };
  } catch (error) {
    database?.close();
    if (isDamage(error)) return { kind: 'damaged', reason: (error as Error).message };
    throw error;
  }
}

function connected(files: LibraryFiles): Database {
  const database = connect(files.database);
  const version = sqliteVersion(database);
  if (compareVersions(version, MINIMUM_SQLITE) < 0) {
    database.close();
    throw new UserError(
      'unavailable',
      `SQLite ${version} can damage a library that two programs write; ${MINIMUM_SQLITE} or newer is needed. Run the set-up again.`,
    );
  }
  return database;
}

/** Backups or a file set aside, without a database: a recovery was interrupted, or the file was lost. */
function hadLibrary(files: LibraryFiles): boolean {
  return listBackups(files).length > 0 || setAside(files) !== null;
}

/** The newest database that was set aside. */
function setAside(files: LibraryFiles): string | null {
  const prefix = `${DATABASE_NAME}.damaged-`;
  const names = readdirSync(files.folder).filter((name) => name.startsWith(prefix) && !/-(wal|shm)$/.test(name));
  return names.sort().at(-1) ?? null;
}

/** Builds the new library under another name: it appears whole, so a killed creation is never mistaken for damage. */
function createLibrary(files: LibraryFiles): void {
  const unfinished = join(files.folder, `new-${process.pid}-${dateForName(new Date())}.db`);
  try {
    const database = create(unfinished);
    database.pragma('auto_vacuum = INCREMENTAL');
    database.pragma('journal_mode = WAL');
    migrate(database);
    database.close();
    publish(unfinished, files.database);
  } finally {
    for (const companion of ['', '-wal', '-shm']) rmSync(`${unfinished}${companion}`, { force: true });
  }
}

function publish(unfinished: string, final: string): void {
  try {
    // A link fails when another process was faster; a rename would overwrite its library.
    linkSync(unfinished, final);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    if (existsSync(final)) return;
    // Some file systems know no links.
    renameSync(unfinished, final);
  }
}

function recover(files: LibraryFiles, now: Date, reason: string): string {
  const [moved = null] = quarantine(files, now);
  const earlier = moved === null ? setAside(files) : null;
  const restored = restoreNewestBackup(files);
  rmSync(files.damageSeen, { force: true });
  const kept =
    moved !== null
      ? `It was set aside as ${moved} in ${files.folder}. `
      : earlier !== null
        ? `An earlier one lies in ${files.folder}, set aside as ${earlier}. `
        : '';
  return restored === null
    ? `The library was damaged (${reason}). ${kept}There was no backup, so a new library was started.`
    : `The library was damaged (${reason}). ${kept}The backup of ${restored.takenAt} was restored; runs recorded after it are missing from the list.`;
}

function prepareFolder(folder: string): LibraryFiles {
  const files = libraryFiles(folder);
  let place = 'its folder';
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK | constants.R_OK);
    for (const path of [files.database, files.log, files.sharedMemory]) {
      if (!existsSync(path)) continue;
      place = `its file ${basename(path)}`;
      accessSync(path, constants.W_OK | constants.R_OK);
    }
    return files;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const words = folderSentence(folder, code);
    const obstacle = obstacleOfCode(code, place);
    throw obstacle === null ? new UserError('unavailable', words) : new NotWritable(words, obstacle);
  }
}

/** With its parents, one by one: Node's own recursive way never ends below /proc, where no folder can be made. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) {
    if (statSync(folder).isDirectory()) return;
    throw Object.assign(new Error(`${folder} is a file.`), { code: 'ENOTDIR' });
  }
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process made it in the meantime.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Of a folder that cannot be used at all; one whose library can at least be read is opened so (open-read-only.ts). */
function folderSentence(folder: string, code: string | undefined): string {
  const advice = 'Choose another folder with --library or STREAMLINE_LIBRARY.';
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `The library folder ${folder} cannot be written. Allow writing to it, or use another one. ${advice}`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `The library path ${folder} leads through a file, not a folder. ${advice}`;
    case 'ENOSPC':
      return `The disk of the library folder ${folder} is full. Free some space, then start again.`;
    default:
      return `The library folder ${folder} cannot be used (${code ?? 'unknown reason'}). ${advice}`;
  }
}
