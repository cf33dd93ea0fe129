import type { Database } from './sqlite.ts';

/** All or nothing. The write lock is taken first, so two processes never fail by upgrading a read. */
export function atomically<T>(database: Database, work: () => T): T {
  return database.transaction(work).immediate();
}

/** Like `atomically`, and on the disk when it returns: a power cut does not lose it, nor anything committed before. */
export function durably<T>(database: Database, work: () => T): T {
  database.pragma('synchronous = FULL');
  try {
    return atomically(database, work);
  } finally {
    database.pragma('synchronous = NORMAL');
  }
}
