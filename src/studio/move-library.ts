/** Moves a closed library to another folder: copied, verified byte by byte, and only then used. The old one stays. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { UserError } from '../shared/result.ts';
import { type MovedLibrary, readPlace, writePlace } from './library-place.ts';
import { DATABASE_NAME } from './store/files.ts';

const OWNER_WRITES = 0o200;

/** Which studios have it open: of this moment, so not copied. */
const LEFT_OUT = new Set(['open']);

/**
 * Copies the library to `chosen` (or into it, when it is not empty) and makes it the one that is opened from now on.
 * Throws a `UserError` when it cannot be moved; the library is then where it was.
 */
export function moveLibrary(dataFolder: string, from: string, chosen: string): MovedLibrary {
  const library = targetIn(resolve(chosen));
  const refuse = (why: string) => new UserError('bad-input', `The library stays in ${from}: ${why}.`);
  if (isWithin(library, from) || isWithin(from, library)) throw refuse(`${library} and it lie inside each other`);
  if (existsSync(library)) throw refuse(`${library} is there already`);
  if (!existsSync(join(from, DATABASE_NAME))) throw refuse('there is no library yet');
  const unfinished = `${library}.part`;
  try {
    mkdirSync(dirname(library), { recursive: true });
    rmSync(unfinished, { recursive: true, force: true });
    for (const path of filesIn(from)) copyChecked(join(from, path), join(unfinished, path), path, refuse);
    renameSync(unfinished, library);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (error instanceof UserError) throw error;
    throw refuse(error instanceof Error ? error.message : String(error));
  }
  const place = { library, old: from };
  writePlace(dataFolder, place);
  return place;
}

/** Removes the folder that the library was moved away from. */
export function removeOldLibrary(dataFolder: string): MovedLibrary {
  const place = readPlace(dataFolder);
  if (place === null || place.old === null) {
    throw new UserError('wrong-state', 'No old library is kept, so there is nothing to remove.');
  }
  if (!existsSync(join(place.library, DATABASE_NAME))) {
    throw new UserError('wrong-state', `The library is not in ${place.library} now, so the old one stays.`);
  }
  // Nothing but a library is ever removed, whatever the file says.
  if (existsSync(join(place.old, DATABASE_NAME))) {
    removeFiles(place.old);
  }
  const rest = { library: place.library, old: null };
  writePlace(dataFolder, rest);
  return rest;
}

function removeFiles(folder: string): void {
  try {
    for (const path of databaseLast(filesIn(folder))) unlinkSync(join(folder, path));
    removeEmptyFolders(folder);
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new UserError(
      'unavailable',
      `The old library in ${folder} cannot be removed from there (${why}). What is left of it stays; the moved one is used.`,
    );
  }
}

/** A removal that stops half-way leaves what is still known as a library, so it can be tried again. */
function databaseLast(paths: readonly string[]): readonly string[] {
  const rank = (path: string) => (path === DATABASE_NAME ? 2 : path.startsWith(DATABASE_NAME) ? 1 : 0);
  return paths.toSorted((a, b) => rank(a) - rank(b));
}

/** The chosen folder when it is empty or absent, else a new one inside it. */
function targetIn(chosen: string): string {
  if (!existsSync(chosen)) return chosen;
  if (!statSync(chosen).isDirectory()) throw new UserError('bad-input', `${chosen} is no folder. Choose another one.`);
  return join(chosen, 'streamline-library');
}

function isWithin(inner: string, outer: string): boolean {
  const path = relative(outer, inner);
  return path === '' || (!path.startsWith(`..${sep}`) && path !== '..' && resolve(outer, path) !== path);
}

/** What a library consists of: its database and its folders of backups and set-aside files. */
function filesIn(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name);
    if (LEFT_OUT.has(path)) return [];
    if (entry.isDirectory()) return filesIn(folder, path);
    return entry.isFile() ? [path] : [];
  });
}

function copyChecked(from: string, to: string, path: string, refuse: (why: string) => UserError): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
  // Files that could only be read are a reason to move: the copy can be written.
  chmodSync(to, statSync(to).mode | OWNER_WRITES);
  if (digest(from) !== digest(to)) throw refuse(`${path} was not the same after copying; check the disk`);
}

function digest(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

function removeEmptyFolders(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmptyFolders(join(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}
