import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { UserError } from '../../shared/result.ts';

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

/** Writes a file whole or not at all: beside its place first, then renamed onto it. Throws a UserError that says why. */
export function writeFileWhole(path: string, parts: readonly Uint8Array[]): void {
  const unfinished = `${path}.${process.pid}.part`;
  let file: number | null = null;
  try {
    file = openSync(unfinished, 'w');
    for (const part of parts) writeAll(file, part);
    fsyncSync(file);
    closeSync(file);
    file = null;
    renameSync(unfinished, path);
  } catch (error) {
    tidyUp(file, unfinished);
    throw asUserError(path, error);
  }
}

/** As far as the disk lets us: what went wrong before is the error to tell. */
function tidyUp(file: number | null, unfinished: string): void {
  try {
    if (file !== null) closeSync(file);
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
  try {
    rmSync(unfinished, { force: true });
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}

const isSystemError = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && 'code' in error;

function writeAll(file: number, part: Uint8Array): void {
  for (let at = 0; at < part.length; ) at += writeSync(file, part, at);
}

function asUserError(path: string, error: unknown): unknown {
  if (!isSystemError(error)) return error;
  const code = String(error.code);
  const reason = REASONS[code];
  if (reason === undefined) return error;
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  return new UserError(
    isFull ? 'disk-full' : 'bad-input',
    `${path} could not be written: ${reason}. What was there before is unchanged.`,
  );
}
