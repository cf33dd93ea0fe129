import { readFileSync, statSync } from 'node:fs';
import { UserError } from '../shared/result.ts';
import { whyEndless, whyUnreadable } from '../studio/import/unreadable.ts';

/** Larger files are not read into memory. */
const MOST_BYTES = 2 ** 31 - 1;

/** A file's bytes; a file that cannot be read is a user's mistake. */
export function readInput(path: string): Uint8Array {
  try {
    const found = statSync(path);
    const endless = whyEndless(found);
    if (endless !== null) throw new UserError('bad-input', `${path} cannot be read: ${endless}.`);
    if (found.size > MOST_BYTES) throw new UserError('bad-input', `${path} is larger than 2 GB and cannot be read.`);
    return new Uint8Array(readFileSync(path));
  } catch (error) {
    const reason = whyUnreadable(error);
    if (reason === null) throw error;
    throw new UserError('bad-input', `${path} cannot be read: ${reason}.`);
  }
}
