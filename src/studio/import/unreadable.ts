/** Why a file of the user's cannot be read, in a few words. */
import type { Stats } from 'node:fs';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
  ERR_FS_FILE_TOO_LARGE: 'it is larger than 2 GB',
};

/** Of an error that reading it threw; null for a bug. */
export function whyUnreadable(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? null;
}

/** A device such as /dev/zero has no end. */
export function whyEndless(found: Stats): string | null {
  return found.isCharacterDevice() || found.isBlockDevice() ? 'it is a device, not a file' : null;
}
