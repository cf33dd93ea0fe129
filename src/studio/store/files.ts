import { join } from 'node:path';

export const DATABASE_NAME = 'streamline.db';

/** Marks a database file as a Streamline library ("STRM"). */
export const APPLICATION_ID = 0x5354524d;

/** Everything the studio keeps inside the library folder. */
export type LibraryFiles = {
  readonly folder: string;
  readonly database: string;
  readonly log: string;
  readonly sharedMemory: string;
  readonly backups: string;
  /** There once a read met damage: the next start checks the whole library, however large. */
  readonly damageSeen: string;
  /** One small file for each studio that has the library open. */
  readonly presence: string;
};

export function libraryFiles(folder: string): LibraryFiles {
  const database = join(folder, DATABASE_NAME);
  return {
    folder,
    database,
    log: `${database}-wal`,
    sharedMemory: `${database}-shm`,
    backups: join(folder, 'backups'),
    damageSeen: join(folder, 'damage-seen'),
    presence: join(folder, 'open'),
  };
}

/** "2026-03-01T14-05-09-120": sorts by time and is a legal file name everywhere. */
export function dateForName(now: Date): string {
  return now.toISOString().replace('Z', '').replaceAll(':', '-').replace('.', '-');
}
