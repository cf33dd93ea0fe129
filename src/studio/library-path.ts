import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { readPlace } from './library-place.ts';

/** Folder of the library: the one asked for, STREAMLINE_LIBRARY, where it was moved to, or the platform's place for data. */
export function libraryPath(explicit?: string | null): string {
  const asked = explicit || process.env.STREAMLINE_LIBRARY;
  if (asked) return resolve(asked);
  return readPlace(dataFolder())?.library ?? join(dataFolder(), 'streamline', 'library');
}

/** The platform's folder for the data of programs. */
export function dataFolder(): string {
  switch (process.platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support');
    case 'win32':
      return process.env.APPDATA || join(homedir(), 'AppData', 'Roaming');
    default:
      return process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share');
  }
}
