import { isAbsolute, relative, sep } from 'node:path';
import { UserError } from '../../shared/result.ts';
import { ChecksumError } from './bytes.ts';
import { forbidden, NotWritable, obstacleOfCode } from './obstacle.ts';
import { sqliteCode } from './sqlite.ts';

const FORBIDDEN = ['SQLITE_PERM', 'SQLITE_AUTH', 'EACCES', 'EPERM', 'EROFS'];

/** A folder that does not answer looks to better-sqlite3 like one that is not there, and to it that is a wrong argument. */
const NO_FOLDER = /directory does not exist/;

function codeOf(error: unknown): string | null {
  if (error instanceof TypeError && NO_FOLDER.test(error.message)) return 'SQLITE_CANTOPEN';
  const code = sqliteCode(error) ?? (error as NodeJS.ErrnoException | null)?.code ?? null;
  // What removing a file fails with in Node 24.
  return code === '' ? 'EIO' : code;
}

/** What is forbidden at a path outside the library, or where the library is not known, says nothing of the library. */
function refusal(error: unknown, code: string, library: string | null): UserError {
  const { path, dest } = error as NodeJS.ErrnoException & { readonly dest?: string };
  const other = [path, dest].find((place) => place !== undefined && (library === null || !isBelow(place, library)));
  if (other !== undefined) {
    return new UserError('unavailable', `${other} cannot be used (${code}). Check its permissions.`);
  }
  return new NotWritable(
    'The library cannot be written. Check the permissions of its folder.',
    obstacleOfCode(code, 'its folder') ?? forbidden('its folder'),
  );
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** An expected trouble of disk or file as a sentence for the user; null for a bug. `library`: its folder, where known. */
export function storeFailure(error: unknown, library: string | null = null): UserError | null {
  if (error instanceof UserError) return error;
  if (error instanceof ChecksumError) return new UserError('library-damaged', error.message);
  const code = codeOf(error);
  if (typeof code !== 'string') return null;
  // SHMSIZE: the file that readers share could not be made as large as it must be.
  if (['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'ENOSPC', 'EDQUOT'].includes(code)) {
    return new UserError(
      'disk-full',
      'The disk is full. Everything recorded so far is kept; free some space and try again.',
    );
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new UserError(
      'library-locked',
      'Another program holds the library. Nothing was changed; try again, or close the other program.',
    );
  }
  if (code.startsWith('SQLITE_READONLY') || FORBIDDEN.includes(code)) {
    return refusal(error, code, library);
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new UserError(
      'library-damaged',
      'Part of the library is damaged. Restart Streamline: it sets the damaged file aside and restores the newest backup.',
    );
  }
  if (code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_CANTOPEN') || code === 'EIO') {
    return new UserError(
      'unavailable',
      'The disk did not answer a read or write of the library. Everything recorded before is kept; check the disk.',
    );
  }
  return null;
}
