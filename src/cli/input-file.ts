import { readFileSync, statSync } from 'node:fs';
import { UserError } from '../shared/result.ts';

/** Larger files are not read into memory. */
const MOST_BYTES = 2 ** 31 - 1;

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not read it',
  EPERM: 'you may not read it',
};

/** A file's bytes; a file that cannot be read is a user's mistake. */
export function readInput(path: string): Uint8Array {
  try {
    const found = statSync(path);
    // A device such as /dev/zero has no end.
    if (found.isCharacterDevice() || found.isBlockDevice())
      throw new UserError('bad-input', `${path} cannot be read: it is a device, not a file.`);
    if (found.size > MOST_BYTES) throw new UserError('bad-input', `${path} is larger than 2 GB and cannot be read.`);
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? REASONS[String(error.code)] : undefined;
    if (reason === undefined || error instanceof UserError) throw error;
    throw new UserError('bad-input', `${path} cannot be read: ${reason}.`);
  }
}
