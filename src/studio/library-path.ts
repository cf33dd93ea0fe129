import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Folder of the library: the one asked for, then STREAMLINE_LIBRARY, then the platform's place for data. */
export function libraryPath(explicit?: string | null): string {
  const asked = explicit || process.env.STREAMLINE_LIBRARY;
  return asked ? resolve(asked) : join(dataFolder(), 'streamline', 'library');
}

function dataFolder(): string {
  switch (process.platform) {
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support');
    case 'win32':
      return process.env.APPDATA || join(homedir(), 'AppData', 'Roaming');
    default:
      return process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share');
  }
}
