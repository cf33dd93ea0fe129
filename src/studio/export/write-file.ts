import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { UserError } from '../../shared/result.ts';
import { isFullDisk, writeReason } from '../../shared/write-reasons.ts';

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
  const reason = writeReason(code);
  if (reason === null) return error;
  return new UserError(
    isFullDisk(code) ? 'disk-full' : 'bad-input',
    `${path} could not be written: ${reason}. What was there before is unchanged.`,
  );
}
