import { existsSync, renameSync } from 'node:fs';
import { basename } from 'node:path';
import { dateForName, type LibraryFiles } from './files.ts';

/** Renames the database and its two companions out of the way, together under one dated name. Deletes nothing. */
export function quarantine(files: LibraryFiles, now: Date): string[] {
  const suffix = `.damaged-${dateForName(now)}`;
  const moved: string[] = [];
  for (const companion of ['', '-wal', '-shm']) {
    const from = `${files.database}${companion}`;
    if (!existsSync(from)) continue;
    const to = `${files.database}${suffix}${companion}`;
    renameSync(from, to);
    moved.push(basename(to));
  }
  return moved;
}
