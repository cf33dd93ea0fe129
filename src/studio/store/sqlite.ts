import { pathToFileURL } from 'node:url';
import Sqlite from 'better-sqlite3';

// The addon looks at this once, when the first database opens: without it, a file cannot be opened as immutable.
process.env.SQLITE_USE_URI = '1';

export type Database = Sqlite.Database;
export type Statement<Input extends unknown[], Row = unknown> = Sqlite.Statement<Input, Row>;

/** Older ones can corrupt a write-ahead log that two processes write. */
export const MINIMUM_SQLITE = '3.51.3';

/** How long a write waits for another Streamline's write before it gives up. */
const BUSY_TIMEOUT_MS = 5000;

export function connect(file: string): Database {
  return configured(new Sqlite(file, { timeout: BUSY_TIMEOUT_MS, fileMustExist: true }));
}

export function create(file: string): Database {
  return configured(new Sqlite(file, { timeout: BUSY_TIMEOUT_MS }));
}

/** Looks without being able to change anything. */
export function connectReadOnly(file: string): Database {
  return new Sqlite(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
}

/** Reads a file that nobody writes, without locks and without any file beside it. What waits in its log is not seen. */
export function connectImmutable(file: string): Database {
  return new Sqlite(`${pathToFileURL(file).href}?immutable=1`, { readonly: true, fileMustExist: true });
}

function configured(database: Database): Database {
  try {
    database.pragma('foreign_keys = ON');
    // NORMAL: with a write-ahead log no crash of any process loses a commit, and a loss message every 20–50 ms need not
    // wait for the disk. What must also survive a power cut goes through `durably` (see transaction.ts), which syncs.
    database.pragma('synchronous = NORMAL');
    return database;
  } catch (error) {
    // The first look at the file opens its log, which a full disk refuses: nobody else would close the connection then.
    database.close();
    throw error;
  }
}

export function sqliteVersion(database: Database): string {
  return String(database.prepare<[], string>('SELECT sqlite_version()').pluck().get());
}

/** -1, 0 or 1 as `a` is older than, equal to or newer than `b` ("3.51.3"). */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

/** True for an error that says that the file itself is damaged. */
export function isDamage(error: unknown): boolean {
  const code = sqliteCode(error) ?? '';
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
}

/**
 * For what `integrity_check` says: the code of the failed read that it met, which is the disk's trouble and no damage; null when
 * it speaks of the content. It reports both as problems of the database.
 */
export function failedRead(problem: string): Error | null {
  const code = Number(/error code[ =](\d+)/.exec(problem)?.[1] ?? CORRUPT);
  // The low byte is the kind of error, the rest says more.
  return (code & 0xff) === CORRUPT ? null : new Sqlite.SqliteError(problem, 'SQLITE_IOERR_READ');
}
const CORRUPT = 11;

/** The code of an SQLite error ("SQLITE_FULL"), or null for anything else. */
export function sqliteCode(error: unknown): string | null {
  return error instanceof Sqlite.SqliteError ? error.code : null;
}
