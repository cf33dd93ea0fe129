import { closeSync, copyFileSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UserError } from '../../shared/result.ts';
import { dateForName, type LibraryFiles, libraryFiles } from './files.ts';
import { inspectFiles } from './header.ts';
import { connectReadOnly, type Database } from './sqlite.ts';

const PREFIX = 'streamline-';
const SUFFIX = '.db';
const KEPT = 2;

/** Backups by age, newest first. */
export function listBackups(files: LibraryFiles): string[] {
  let names: string[];
  try {
    names = readdirSync(files.backups);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return names
    .filter((name) => name.startsWith(PREFIX) && name.endsWith(SUFFIX))
    .sort()
    .reverse()
    .map((name) => join(files.backups, name));
}

/** Copies the open database, proves the copy sound, and only then gives it its name. Keeps the newest two. */
export async function takeBackup(database: Database, files: LibraryFiles, now: Date): Promise<string> {
  mkdirSync(files.backups, { recursive: true });
  const path = nextPath(files, now);
  const unfinished = `${path}.part`;
  try {
    await database.backup(unfinished);
    syncFile(unfinished);
    if (!isSound(unfinished)) {
      throw new UserError(
        'unavailable',
        'The backup just taken could not be read again, so it was thrown away. The library is as it was; check the disk.',
      );
    }
    removeCompanions(unfinished);
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    removeCompanions(unfinished);
    throw error;
  }
  for (const old of listBackups(files).slice(KEPT)) rmSync(old, { force: true });
  return path;
}

/** Names sort by age also when the clock was set back: the newest backup must not be taken for the oldest and removed. */
function nextPath(files: LibraryFiles, now: Date): string {
  const dates = listBackups(files).map((path) => dateOf(basename(path)));
  const newest = Math.max(0, ...dates.filter(Number.isFinite));
  return join(files.backups, `${PREFIX}${dateForName(new Date(Math.max(now.getTime(), newest + 1)))}${SUFFIX}`);
}

/** Puts the newest sound backup in the database's place. Null when there is none. */
export function restoreNewestBackup(files: LibraryFiles): { readonly takenAt: string } | null {
  for (const backup of listBackups(files)) {
    const copy = `${files.database}.restoring`;
    copyFileSync(backup, copy);
    if (isSound(copy)) {
      removeCompanions(copy);
      syncFile(copy);
      renameSync(copy, files.database);
      return { takenAt: dateInWords(basename(backup)) };
    }
    removeCompanions(copy);
    rmSync(copy, { force: true });
  }
  return null;
}

/** True when the file is a library that passes SQLite's full check. */
function isSound(path: string): boolean {
  const alone = { ...libraryFiles('.'), database: path, log: `${path}-wal` };
  if (inspectFiles(alone).kind !== 'library') return false;
  try {
    const database = connectReadOnly(path);
    try {
      return database.pragma('integrity_check(1)', { simple: true }) === 'ok';
    } finally {
      database.close();
    }
  } catch {
    // Any failure to read it means the same: this copy is no use.
    return false;
  }
}

function removeCompanions(path: string): void {
  rmSync(`${path}-wal`, { force: true });
  rmSync(`${path}-shm`, { force: true });
}

function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** When a backup was taken, by its name (Unix ms). NaN for a name that says none. */
function dateOf(name: string): number {
  const [, date, time, milliseconds] = /(\d{4}-\d\d-\d\d)T(\d\d-\d\d-\d\d)-(\d{3})/.exec(name) ?? [];
  return Date.parse(`${date}T${time?.replaceAll('-', ':')}.${milliseconds}Z`);
}

/** "streamline-2026-03-01T14-05-09-120.db" → "2026-03-01 14:05 UTC". */
function dateInWords(name: string): string {
  const match = /(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)/.exec(name);
  return match === null ? 'an unknown time' : `${match[1]} ${match[2]}:${match[3]} UTC`;
}
