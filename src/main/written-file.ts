/** Writes a file whole or not at all, where the user said in a dialog. */
import { open, rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { fail, type Reply, succeed } from '../shared/result.ts';
import { isFullDisk, writeReason } from '../shared/write-reasons.ts';

export async function writeChosen(path: string, bytes: Uint8Array): Promise<Reply<null>> {
  const unfinished = `${path}.${process.pid}.part`;
  try {
    const file = await open(unfinished, 'w');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
    return succeed(null);
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    return fail('unavailable', sentenceOf(path, error));
  }
}

/** What was there under the name before is still there: the new file stood beside it until it was whole. */
export function sentenceOf(path: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reason = writeReason(code) ?? (error instanceof Error ? error.message : String(error));
  const advice = isFullDisk(code) ? 'Free some space, or choose another disk.' : 'Choose another place.';
  return `${basename(path)} could not be written: ${reason}. Nothing was left there. ${advice}`;
}

/** A name that every file system takes, from whatever a run is called. */
export function fileName(text: string): string {
  const plain = text.replaceAll(/[^\p{L}\p{N} ._()-]+/gu, '-').replace(/^[. ]+/, '');
  return plain.slice(0, 100) || 'streamline';
}
