/** Why a file could not be written, by the system's code for it. */

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder does not exist',
  EISDIR: 'it is a folder',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'its name is too long',
  EDQUOT: 'your share of the disk is full',
  EIO: 'the disk reported an error',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
};

/** In words that follow "could not be written: "; null for a code that nobody expects. */
export const writeReason = (code: string): string | null => REASONS[code] ?? null;

export const isFullDisk = (code: string): boolean => code === 'ENOSPC' || code === 'EDQUOT';
